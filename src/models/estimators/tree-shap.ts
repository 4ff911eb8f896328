import type { TreeEnsemble } from './tree-ensemble.ts';

/**
 * Exact Shapley values of one row over all trees, where a feature that is left out follows both branches in proportion to
 * their cover (path-dependent TreeSHAP; Lundberg, Erion, Lee, "Consistent individualized feature attribution for tree
 * ensembles", 2018, algorithm 2). `row` holds one value a feature, NaN = missing. Adds to `values` and returns the mean
 * of the ensemble; mean plus `values` is the ensemble's sum for the row. O(trees × leaves × depth²).
 */
export function addShapValues(ensemble: TreeEnsemble, row: Float64Array, values: Float64Array): number {
  let mean = 0;
  for (const root of ensemble.roots) {
    mean += meanValue(ensemble, root);
    descend(ensemble, row, values, root, [], 1, 1, -1);
  }
  return mean;
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

/** A feature on the path: the share of paths that pass without and with it, and the weight of subsets of this size. */
interface PathElement {
  feature: number;
  zero: number;
  one: number;
  weight: number;
}

function descend(
  ensemble: TreeEnsemble,
  row: Float64Array,
  values: Float64Array,
  node: number,
  parentPath: readonly PathElement[],
  zero: number,
  one: number,
  feature: number,
): void {
  const path = extend(parentPath, zero, one, feature);
  const split = ensemble.feature[node];
  if (split < 0) {
    for (let i = 1; i < path.length; i++) {
      const { feature: f, one: present, zero: absent } = path[i];
      values[f] += unwoundSum(path, i) * (present - absent) * ensemble.value[node];
    }
    return;
  }
  const value = row[split];
  const goesLeft = Number.isNaN(value) ? ensemble.missingLeft[node] === 1 : value <= ensemble.threshold[node];
  const hot = goesLeft ? ensemble.left[node] : ensemble.right[node];
  const cold = goesLeft ? ensemble.right[node] : ensemble.left[node];
  const { cover } = ensemble;
  const total = cover[hot] + cover[cold];
  const seen = path.findIndex((element) => element.feature === split);
  // A feature that splits twice on a path counts once: take its earlier element out and merge.
  const shorter = seen < 0 ? path : unwind(path, seen);
  const incomingZero = seen < 0 ? 1 : path[seen].zero;
  const incomingOne = seen < 0 ? 1 : path[seen].one;
  descend(ensemble, row, values, hot, shorter, (incomingZero * cover[hot]) / total, incomingOne, split);
  descend(ensemble, row, values, cold, shorter, (incomingZero * cover[cold]) / total, 0, split);
}

function extend(parent: readonly PathElement[], zero: number, one: number, feature: number): PathElement[] {
  const path = parent.map((element) => ({ ...element }));
  const depth = path.length;
  path.push({ feature, zero, one, weight: depth === 0 ? 1 : 0 });
  for (let i = depth - 1; i >= 0; i--) {
    path[i + 1].weight += (one * path[i].weight * (i + 1)) / (depth + 1);
    path[i].weight = (zero * path[i].weight * (depth - i)) / (depth + 1);
  }
  return path;
}

function unwind(source: readonly PathElement[], index: number): PathElement[] {
  const path = source.map((element) => ({ ...element }));
  const depth = path.length - 1;
  const { zero, one } = path[index];
  let next = path[depth].weight;
  for (let i = depth - 1; i >= 0; i--) {
    if (one !== 0) {
      const weight = path[i].weight;
      path[i].weight = (next * (depth + 1)) / ((i + 1) * one);
      next = weight - (path[i].weight * zero * (depth - i)) / (depth + 1);
    } else {
      path[i].weight = (path[i].weight * (depth + 1)) / (zero * (depth - i));
    }
  }
  for (let i = index; i < depth; i++) {
    path[i].feature = path[i + 1].feature;
    path[i].zero = path[i + 1].zero;
    path[i].one = path[i + 1].one;
  }
  path.pop();
  return path;
}

function unwoundSum(path: readonly PathElement[], index: number): number {
  const depth = path.length - 1;
  const { zero, one } = path[index];
  let next = path[depth].weight;
  let total = 0;
  for (let i = depth - 1; i >= 0; i--) {
    if (one !== 0) {
      const weight = (next * (depth + 1)) / ((i + 1) * one);
      total += weight;
      next = path[i].weight - (weight * zero * (depth - i)) / (depth + 1);
    } else {
      total += (path[i].weight * (depth + 1)) / (zero * (depth - i));
    }
  }
  return total;
}
