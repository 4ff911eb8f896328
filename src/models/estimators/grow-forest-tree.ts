import type { BinnedTable } from './binned-table.ts';
import { type ForestSums, forestSums, MOST_SUMMED } from './forest-sums.ts';
import { partitionRows } from './partition-rows.ts';
import { MISSING_BIN } from './quantile-cuts.ts';
import type { ThresholdTree } from './tree-ensemble.ts';

/** What one tree of a forest is grown on. */
export interface ForestTask {
  readonly table: BinnedTable;
  readonly labels: Uint8Array;
  /** Weight of each row in this tree: row weight times how often the bootstrap drew it. */
  readonly drawn: Float64Array;
  /** Whether these weights are whole numbers: there are no row weights. */
  readonly isWhole: boolean;
  /** Share of positives over all trees; a leaf is drawn towards it by one unit of `unitWeight`. */
  readonly baseRate: number;
  readonly unitWeight: number;
  readonly monotone: Int8Array;
  readonly featuresPerSplit: number;
  readonly maxDepth: number;
  /** Least drawn weight of a leaf. */
  readonly minLeafWeight: number;
  readonly random: () => number;
}

interface OpenNode {
  readonly node: number;
  readonly from: number;
  readonly to: number;
  readonly depth: number;
  readonly weight: number;
  readonly positive: number;
  readonly lower: number;
  readonly upper: number;
}

interface ForestSplit {
  score: number;
  feature: number;
  code: number;
  missing: 'none' | 'left' | 'right';
  weight: number;
  positive: number;
}

/**
 * Grows one classification tree by Gini impurity, depth first; every split looks at a random few of the features, and at
 * more only while none of them parts the node (Breiman, "Random forests", 2001; as scikit-learn does). Leaf values are
 * smoothed shares of positives in (0, 1). Reorders `rows[0 … count − 1]`. O(rows × depth × featuresPerSplit).
 */
export function growForestTree(task: ForestTask, rows: Uint32Array, count: number, spare: Uint32Array): ThresholdTree {
  const tree = {
    feature: [] as number[],
    threshold: [] as number[],
    missingLeft: [] as boolean[],
    left: [] as number[],
    right: [] as number[],
    value: [] as number[],
    cover: [] as number[],
    gain: [] as number[],
  };
  const add = (part: Omit<OpenNode, 'node'>): OpenNode => {
    tree.feature.push(-1);
    tree.threshold.push(0);
    tree.missingLeft.push(false);
    tree.left.push(-1);
    tree.right.push(-1);
    tree.value.push(boundedShare(task, part.weight, part.positive, part.lower, part.upper));
    tree.cover.push(part.weight);
    tree.gain.push(0);
    return { node: tree.feature.length - 1, ...part };
  };
  let weight = 0;
  let positive = 0;
  for (let i = 0; i < count; i++) {
    weight += task.drawn[rows[i]];
    if (task.labels[rows[i]] === 1) positive += task.drawn[rows[i]];
  }
  const order = Uint16Array.from(task.table.columns, (_, f) => f);
  const sums = forestSums(count, task.isWhole);
  const open = [add({ from: 0, to: count, depth: 0, weight, positive, lower: 0, upper: 1 })];
  for (let node = open.pop(); node !== undefined; node = open.pop()) {
    const split = node.depth < task.maxDepth ? drawSplit(task, node, rows, order, sums) : undefined;
    if (split === undefined) continue;
    const leftMany = 2 * split.weight > node.weight;
    const missingLeft = split.missing === 'none' ? leftMany : split.missing === 'left';
    const codes = task.table.columns[split.feature];
    const middle = partitionRows(codes, split.code, missingLeft, rows, node.from, node.to, spare);
    const depth = node.depth + 1;
    const { lower, upper } = node;
    const left = { from: node.from, to: middle, depth, weight: split.weight, positive: split.positive, lower, upper };
    const rightWeight = node.weight - split.weight;
    const rightPositive = node.positive - split.positive;
    const right = { from: middle, to: node.to, depth, weight: rightWeight, positive: rightPositive, lower, upper };
    const direction = task.monotone[split.feature];
    if (direction !== 0) {
      const bound =
        (boundedShare(task, left.weight, left.positive, lower, upper) +
          boundedShare(task, rightWeight, rightPositive, lower, upper)) /
        2;
      if (direction > 0) left.upper = right.lower = bound;
      else left.lower = right.upper = bound;
    }
    tree.feature[node.node] = split.feature;
    tree.threshold[node.node] = task.table.cuts[split.feature][split.code] ?? Number.MAX_VALUE;
    tree.missingLeft[node.node] = missingLeft;
    tree.value[node.node] = 0;
    tree.gain[node.node] = split.score - purity(node.weight, node.positive);
    const leftNode = add(left);
    const rightNode = add(right);
    tree.left[node.node] = leftNode.node;
    tree.right[node.node] = rightNode.node;
    open.push(rightNode, leftNode);
  }
  return tree;
}

/** Share of positives, drawn towards the base rate by one average row, within bounds of constrained ancestors. */
function boundedShare(task: ForestTask, weight: number, positive: number, lower: number, upper: number): number {
  const share = (positive + task.baseRate * task.unitWeight) / (weight + task.unitWeight);
  return Math.min(upper, Math.max(lower, share));
}

/** Weighted sum of squared class shares: higher is purer. */
function purity(weight: number, positive: number): number {
  return (positive * positive + (weight - positive) * (weight - positive)) / weight;
}

function drawSplit(
  task: ForestTask,
  node: OpenNode,
  rows: Uint32Array,
  order: Uint16Array,
  sums: ForestSums,
): ForestSplit | undefined {
  if (node.weight < 2 * task.minLeafWeight || node.positive <= 0 || node.positive >= node.weight) return undefined;
  const parent = purity(node.weight, node.positive);
  const best: ForestSplit = {
    score: parent * (1 + 1e-12),
    feature: -1,
    code: -1,
    missing: 'none',
    weight: 0,
    positive: 0,
  };
  sums.gather(task, rows, node);
  // The node's features are a fresh random order, made as far as it is needed.
  for (let drawn = 0; drawn < order.length; ) {
    if (drawn >= task.featuresPerSplit && best.feature >= 0) break;
    const group = Math.max(1, Math.min(MOST_SUMMED, task.featuresPerSplit - drawn));
    for (let at = drawn; at < drawn + group; at++) {
      const other = at + Math.floor(task.random() * (order.length - at));
      const feature = order[other];
      order[other] = order[at];
      order[at] = feature;
    }
    const features = order.subarray(drawn, drawn + group);
    sums.sum(task, features, rows, node);
    for (let k = 0; k < group; k++) scanFeature(task, features[k], node, sums.cells[k], best);
    drawn += group;
  }
  return best.feature < 0 ? undefined : best;
}

function scanFeature(task: ForestTask, feature: number, node: OpenNode, cells: Float64Array, best: ForestSplit): void {
  const bins = task.table.cuts[feature].length + 1;
  const least = task.minLeafWeight;
  const missingPositive = cells[2 * MISSING_BIN + 1];
  const missingWeight = cells[2 * MISSING_BIN] + missingPositive;
  const direction = task.monotone[feature];
  for (let side = 0; side < (missingWeight > 0 ? 2 : 1); side++) {
    let weight = side === 1 ? missingWeight : 0;
    let positive = side === 1 ? missingPositive : 0;
    const last = missingWeight > 0 && side === 0 ? bins : bins - 1;
    for (let code = 0; code < last; code++) {
      const positiveHere = cells[2 * code + 1];
      const weightHere = cells[2 * code] + positiveHere;
      if (weightHere === 0) continue;
      weight += weightHere;
      positive += positiveHere;
      if (weight < least) continue;
      const rightWeight = node.weight - weight;
      if (rightWeight < least) break;
      const rightPositive = node.positive - positive;
      const score = purity(weight, positive) + purity(rightWeight, rightPositive);
      if (score <= best.score) continue;
      if (direction !== 0) {
        const left = boundedShare(task, weight, positive, node.lower, node.upper);
        const right = boundedShare(task, rightWeight, rightPositive, node.lower, node.upper);
        if (direction * (right - left) < 0) continue;
      }
      best.score = score;
      best.feature = feature;
      best.code = code;
      best.missing = missingWeight > 0 ? (side === 1 ? 'left' : 'right') : 'none';
      best.weight = weight;
      best.positive = positive;
    }
  }
}
