import { bestSplit, type LeafSums, type Split, type SplitRules } from './best-split.ts';
import type { BinnedTable } from './binned-table.ts';
import type { HistogramSource } from './histogram-source.ts';
import { mostGaining } from './most-gaining.ts';
import { partitionRows } from './partition-rows.ts';

/** When a tree stops growing. */
export interface TreeLimits extends SplitRules {
  /** Most leaves, at least 2. */
  readonly maxLeaves: number;
  /** Most splits on a path. */
  readonly maxDepth: number;
}

/** A tree over bin codes. Node 0 is the root; `feature` −1 marks a leaf. Children lie behind their parent. */
export interface GrownTree {
  readonly feature: number[];
  readonly code: number[];
  readonly missingLeft: boolean[];
  readonly left: number[];
  readonly right: number[];
  readonly gain: number[];
  /** Rows that reached the node. */
  readonly rows: number[];
  readonly leaves: readonly GrownLeaf[];
}

/** A leaf and its rows: `rows[from … to − 1]` of the list that the tree was grown on. */
export interface GrownLeaf {
  readonly node: number;
  readonly from: number;
  readonly to: number;
  readonly sums: LeafSums;
}

/** Memory that trees of one fit share. */
export interface GrowthWorkspace {
  /** At least as long as the list of rows. */
  readonly spare: Uint32Array;
  /** One histogram a leaf (`histogramLength` long), `maxLeaves` of them. */
  readonly histograms: readonly Float64Array[];
}

interface OpenLeaf extends GrownLeaf {
  readonly depth: number;
  readonly histogram: Float64Array;
  readonly split: Split | undefined;
}

/**
 * Grows one tree leaf by leaf, always splitting the leaf that gains most (Shi 2007; LightGBM). `rows[0 … count − 1]` are
 * reordered, stably, so that every leaf is a range. Only the smaller child of a split is summed; the other is parent minus
 * sibling. O(rows × depth × features).
 */
export function growTree(
  table: BinnedTable,
  source: HistogramSource,
  rows: Uint32Array,
  count: number,
  limits: TreeLimits,
  workspace: GrowthWorkspace,
): GrownTree {
  const tree: GrownTree & { leaves: GrownLeaf[] } = {
    feature: [],
    code: [],
    missingLeft: [],
    left: [],
    right: [],
    gain: [],
    rows: [],
    leaves: [],
  };
  const binCounts = table.cuts.map((cuts) => cuts.length + 1);
  const open = (from: number, to: number, depth: number, histogram: Float64Array, sums: LeafSums): OpenLeaf => {
    const node = tree.feature.length;
    tree.feature.push(-1);
    tree.code.push(0);
    tree.missingLeft.push(false);
    tree.left.push(-1);
    tree.right.push(-1);
    tree.gain.push(0);
    tree.rows.push(to - from);
    const split =
      depth < limits.maxDepth
        ? bestSplit(histogram, source.gradientUnit, source.curvatureUnit, binCounts, source.features, sums, limits)
        : undefined;
    return { node, from, to, depth, histogram, sums, split };
  };
  const rootHistogram = workspace.histograms[0];
  source.build(rows, 0, count, rootHistogram);
  const leaves = [open(0, count, 0, rootHistogram, rootSums(rootHistogram, source, count))];
  while (leaves.length < limits.maxLeaves) {
    const index = mostGaining(leaves);
    if (index < 0) break;
    const leaf = leaves[index];
    const split = leaf.split as Split;
    const codes = table.columns[split.feature];
    const middle = partitionRows(codes, split.code, split.missingLeft, rows, leaf.from, leaf.to, workspace.spare);
    if (middle === leaf.from || middle === leaf.to) {
      // Rounded sums promised a side that has no row.
      leaves[index] = { ...leaf, split: undefined };
      continue;
    }
    const fresh = workspace.histograms[leaves.length];
    const leftSmaller = middle - leaf.from <= leaf.to - middle;
    source.build(rows, leftSmaller ? leaf.from : middle, leftSmaller ? middle : leaf.to, fresh);
    const rest = leaf.histogram;
    for (const f of source.features) for (let i = f * 512; i < (f + 1) * 512; i++) rest[i] -= fresh[i];
    const leftSums = { ...split.left, rows: middle - leaf.from };
    const rightSums = { ...split.right, rows: leaf.to - middle };
    const left = open(leaf.from, middle, leaf.depth + 1, leftSmaller ? fresh : rest, leftSums);
    const right = open(middle, leaf.to, leaf.depth + 1, leftSmaller ? rest : fresh, rightSums);
    tree.feature[leaf.node] = split.feature;
    tree.code[leaf.node] = split.code;
    tree.missingLeft[leaf.node] = split.missingLeft;
    tree.left[leaf.node] = left.node;
    tree.right[leaf.node] = right.node;
    tree.gain[leaf.node] = split.gain;
    leaves[index] = left;
    leaves.push(right);
  }
  tree.leaves.push(...leaves);
  return tree;
}

function rootSums(histogram: Float64Array, source: HistogramSource, rows: number): LeafSums {
  let gradient = 0;
  let curvature = 0;
  // Every feature holds every row once; the first will do.
  for (let cell = source.features[0] * 512, end = cell + 512; cell < end; cell += 2) {
    gradient += histogram[cell];
    curvature += histogram[cell + 1];
  }
  return {
    gradient: gradient * source.gradientUnit,
    curvature: curvature * source.curvatureUnit,
    rows,
    lower: -Infinity,
    upper: Infinity,
  };
}
