import type { TreeEnsemble } from './tree-ensemble.ts';

/**
 * Exact Shapley values of one row over all trees, where a feature that is left out follows both branches in proportion to
 * their cover (path-dependent TreeSHAP; Lundberg, Erion, Lee, "Consistent individualized feature attribution for tree
 * ensembles", 2018, algorithm 2). `row` holds one value a feature, NaN = missing. Adds to `values` and returns the mean
 * of the ensemble; mean plus `values` is the ensemble's sum for the row. O(trees × leaves × depth²).
 */
export function addShapValues(ensemble: TreeEnsemble, row: Float64Array, values: Float64Array): number {
  const depth = deepestLeaf(ensemble);
  // Every level of the descent keeps a path of its own: level l holds at most l + 1 elements.
  const size = ((depth + 2) * (depth + 3)) / 2;
  const walk: ShapWalk = {
    ensemble,
    row,
    values,
    feature: new Int32Array(size),
    zero: new Float64Array(size),
    one: new Float64Array(size),
    weight: new Float64Array(size),
  };
  let mean = 0;
  for (const root of ensemble.roots) {
    mean += meanValue(ensemble, root);
    descend(walk, root, 0, 0, 0, 1, 1, -1);
  }
  return mean;
}

function deepestLeaf(ensemble: TreeEnsemble): number {
  const depths = new Int32Array(ensemble.feature.length);
  let deepest = 0;
  for (let node = 0; node < depths.length; node++) {
    if (ensemble.feature[node] < 0) continue;
    const depth = depths[node] + 1;
    depths[ensemble.left[node]] = depth;
    depths[ensemble.right[node]] = depth;
    if (depth > deepest) deepest = depth;
  }
  return deepest;
}

/** Mean leaf value below a node, weighted by cover. O(nodes below). */
function meanValue(ensemble: TreeEnsemble, node: number): number {
  if (ensemble.feature[node] < 0) return ensemble.value[node];
  const left = ensemble.left[node];
  const right = ensemble.right[node];
  const { cover } = ensemble;
  return (
    (cover[left] * meanValue(ensemble, left) + cover[right] * meanValue(ensemble, right)) / (cover[left] + cover[right])
  );
}

/**
 * Paths, one level behind the other. An element is a feature on the path, the share of paths that pass its splits without
 * it (`zero`) and with it (`one`), and the weight of the subsets of that size.
 */
interface ShapWalk {
  readonly ensemble: TreeEnsemble;
  readonly row: Float64Array;
  readonly values: Float64Array;
  readonly feature: Int32Array;
  readonly zero: Float64Array;
  readonly one: Float64Array;
  readonly weight: Float64Array;
}

/** `parent` and `length`: place and number of elements of the parent's path, which this level copies and extends. */
function descend(
  walk: ShapWalk,
  node: number,
  parent: number,
  length: number,
  at: number,
  zero: number,
  one: number,
  feature: number,
): void {
  const { ensemble, values } = walk;
  if (at !== parent) copyPath(walk, parent, at, length);
  extend(walk, at, length, zero, one, feature);
  const split = ensemble.feature[node];
  if (split < 0) {
    for (let i = 1; i <= length; i++) {
      const share = walk.one[at + i] - walk.zero[at + i];
      values[walk.feature[at + i]] += unwoundSum(walk, at, length, i) * share * ensemble.value[node];
    }
    return;
  }
  const value = walk.row[split];
  const goesLeft = Number.isNaN(value) ? ensemble.missingLeft[node] === 1 : value <= ensemble.threshold[node];
  const hot = goesLeft ? ensemble.left[node] : ensemble.right[node];
  const cold = goesLeft ? ensemble.right[node] : ensemble.left[node];
  const { cover } = ensemble;
  const total = cover[hot] + cover[cold];
  let incomingZero = 1;
  let incomingOne = 1;
  let kept = length + 1;
  for (let i = 1; i <= length; i++) {
    if (walk.feature[at + i] !== split) continue;
    // A feature that splits twice on a path counts once: take its earlier element out and merge.
    incomingZero = walk.zero[at + i];
    incomingOne = walk.one[at + i];
    unwind(walk, at, length, i);
    kept--;
    break;
  }
  const next = at + kept;
  descend(walk, hot, at, kept, next, (incomingZero * cover[hot]) / total, incomingOne, split);
  descend(walk, cold, at, kept, next, (incomingZero * cover[cold]) / total, 0, split);
}

function copyPath(walk: ShapWalk, from: number, to: number, length: number): void {
  for (let i = 0; i < length; i++) {
    walk.feature[to + i] = walk.feature[from + i];
    walk.zero[to + i] = walk.zero[from + i];
    walk.one[to + i] = walk.one[from + i];
    walk.weight[to + i] = walk.weight[from + i];
  }
}

function extend(walk: ShapWalk, at: number, length: number, zero: number, one: number, feature: number): void {
  const { weight } = walk;
  walk.feature[at + length] = feature;
  walk.zero[at + length] = zero;
  walk.one[at + length] = one;
  weight[at + length] = length === 0 ? 1 : 0;
  for (let i = length - 1; i >= 0; i--) {
    weight[at + i + 1] += (one * weight[at + i] * (i + 1)) / (length + 1);
    weight[at + i] = (zero * weight[at + i] * (length - i)) / (length + 1);
  }
}

/** Takes element `index` out of a path whose last element is `last`. */
function unwind(walk: ShapWalk, at: number, last: number, index: number): void {
  const { feature, zero, one, weight } = walk;
  const absent = zero[at + index];
  const present = one[at + index];
  let next = weight[at + last];
  for (let i = last - 1; i >= 0; i--) {
    if (present !== 0) {
      const old = weight[at + i];
      weight[at + i] = (next * (last + 1)) / ((i + 1) * present);
      next = old - (weight[at + i] * absent * (last - i)) / (last + 1);
    } else {
      weight[at + i] = (weight[at + i] * (last + 1)) / (absent * (last - i));
    }
  }
  for (let i = at + index; i < at + last; i++) {
    feature[i] = feature[i + 1];
    zero[i] = zero[i + 1];
    one[i] = one[i + 1];
  }
}

/** Sum of the weights that {@link unwind} would leave, without touching the path. */
function unwoundSum(walk: ShapWalk, at: number, last: number, index: number): number {
  const { weight } = walk;
  const absent = walk.zero[at + index];
  const present = walk.one[at + index];
  let next = weight[at + last];
  let total = 0;
  for (let i = last - 1; i >= 0; i--) {
    if (present !== 0) {
      const part = (next * (last + 1)) / ((i + 1) * present);
      total += part;
      next = weight[at + i] - (part * absent * (last - i)) / (last + 1);
    } else {
      total += (weight[at + i] * (last + 1)) / (absent * (last - i));
    }
  }
  return total;
}
