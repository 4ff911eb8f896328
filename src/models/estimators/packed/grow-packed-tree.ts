import type { CrewRun } from '../../../crew/index.ts';
import { emptyScan, finishSplit, type LeafSums, type Split, type SplitRules } from '../best-split.ts';
import type { GrownLeaf, GrownTree } from '../grow-tree.ts';
import { mostGaining } from '../most-gaining.ts';
import { BLOCK_ROWS, type BoostingArrays, type BoostingJob, CELLS, gradientUnits, PROPOSAL } from './boosting-job.ts';
import { PHASE } from './boosting-phases.ts';
import { PROPOSE, TASK_FEATURES } from './propose-phase.ts';
import { SUM } from './sum-phase.ts';

const SIDES = ['none', 'left', 'right'] as const;

interface OpenLeaf extends GrownLeaf {
  readonly depth: number;
  /** Number of the leaf's histogram. */
  readonly slot: number;
  readonly split: Split | undefined;
}

/** What a growing tree is made of. */
interface Growth {
  readonly job: BoostingJob;
  readonly arrays: BoostingArrays;
  readonly run: CrewRun;
  readonly rules: SplitRules;
}

/**
 * Grows one tree leaf by leaf, always splitting the leaf that gains most (Shi 2007; LightGBM), on the rows
 * `listed[0 … count − 1]`. Of two children the one that promises fewer rows is summed while the rows are parted; the
 * other is parent minus sibling. Children that cannot be split again are not summed. `onSplit` hears of every split. O(rows × depth × features in play).
 */
export function growPackedTree(
  job: BoostingJob,
  arrays: BoostingArrays,
  run: CrewRun,
  count: number,
  onSplit: (feature: number, rows: number) => void,
): GrownTree {
  const { maxLeaves, maxDepth } = job.settings;
  const growth: Growth = { job, arrays, run, rules: { ...job.settings, monotone: job.monotone } };
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
  const open = (leaf: Omit<OpenLeaf, 'node'>): OpenLeaf => {
    tree.feature.push(-1);
    tree.code.push(0);
    tree.missingLeft.push(false);
    tree.left.push(-1);
    tree.right.push(-1);
    tree.gain.push(0);
    tree.rows.push(leaf.to - leaf.from);
    return { node: tree.feature.length - 1, ...leaf };
  };
  const leaves = [open(growRoot(growth, count))];
  while (leaves.length < maxLeaves) {
    const index = mostGaining(leaves);
    if (index < 0) break;
    const leaf = leaves[index];
    const split = leaf.split as Split;
    const isLast = leaves.length + 1 === maxLeaves || leaf.depth + 1 >= maxDepth;
    const children = parted(growth, leaf, split, leaves.length, isLast);
    if (children === undefined) {
      // Rounded sums promised a side that has no row.
      leaves[index] = { ...leaf, split: undefined };
      continue;
    }
    const [left, right] = children.map(open);
    tree.feature[leaf.node] = split.feature;
    tree.code[leaf.node] = split.code;
    tree.missingLeft[leaf.node] = split.missingLeft;
    tree.left[leaf.node] = left.node;
    tree.right[leaf.node] = right.node;
    tree.gain[leaf.node] = split.gain;
    onSplit(split.feature, leaf.to - leaf.from);
    leaves[index] = left;
    leaves.push(right);
  }
  tree.leaves.push(...leaves);
  return tree;
}

function growRoot(growth: Growth, count: number): Omit<OpenLeaf, 'node'> {
  const { job, arrays, run } = growth;
  const { orders, play } = arrays;
  orders[SUM.from] = 0;
  orders[SUM.to] = count;
  orders[SUM.feature] = -1;
  run(PHASE.sum, Math.ceil(count / BLOCK_ROWS));
  const sums = rootSums(job, arrays, count);
  const histogram = { fresh: 0, rest: -1 };
  propose(growth, 0, histogram, sums, sums);
  return { from: 0, to: count, depth: 0, slot: 0, sums, split: bestProposal(growth, 0, play, sums) };
}

/** Sums of all listed rows, from the members' histograms of the first feature in play. */
function rootSums(job: BoostingJob, { narrow }: BoostingArrays, rows: number): LeafSums {
  const { gradientUnit, curvatureUnit } = gradientUnits(job);
  let gradient = 0;
  let curvature = 0;
  for (const sums of narrow)
    for (let cell = 0; cell < CELLS; cell += 2) {
      curvature += sums[cell];
      gradient += sums[cell + 1];
    }
  return {
    gradient: gradient * gradientUnit,
    curvature: curvature * curvatureUnit,
    rows,
    lower: -Infinity,
    upper: Infinity,
  };
}

/** Parts the rows of a leaf and finds the splits of its children; undefined where one side has no row. */
function parted(
  growth: Growth,
  leaf: OpenLeaf,
  split: Split,
  freeSlot: number,
  isLast: boolean,
): [Omit<OpenLeaf, 'node'>, Omit<OpenLeaf, 'node'>] | undefined {
  const { arrays, run } = growth;
  const { orders, counts } = arrays;
  const { from, to } = leaf;
  const blocks = Math.ceil((to - from) / BLOCK_ROWS);
  const sumsLeft = split.left.rows <= split.right.rows;
  orders[SUM.from] = from;
  orders[SUM.to] = to;
  orders[SUM.feature] = split.feature;
  orders[SUM.code] = split.code;
  orders[SUM.missingLeft] = split.missingLeft ? 1 : 0;
  orders[SUM.side] = isLast ? 0 : sumsLeft ? 1 : 2;
  run(PHASE.sum, blocks);
  let middle = from;
  for (let block = 0; block < blocks; block++) middle += counts[block];
  if (middle === from || middle === to) {
    for (const sums of arrays.narrow) sums.fill(0);
    arrays.touched.fill(0);
    return undefined;
  }
  const leftSums = { ...split.left, rows: middle - from };
  const rightSums = { ...split.right, rows: to - middle };
  orders[PROPOSE.middle] = middle;
  const depth = leaf.depth + 1;
  const left = { from, to: middle, depth, sums: leftSums, slot: leaf.slot };
  const right = { from: middle, to, depth, sums: rightSums, slot: leaf.slot };
  if (isLast) {
    orders[PROPOSE.moves] = blocks;
    run(PHASE.propose, blocks);
    return [
      { ...left, split: undefined },
      { ...right, split: undefined },
    ];
  }
  const slots = { fresh: freeSlot, rest: leaf.slot };
  propose(growth, blocks, slots, sumsLeft ? leftSums : rightSums, sumsLeft ? rightSums : leftSums);
  const { play } = arrays;
  const freshSplit = bestProposal(growth, 0, play, sumsLeft ? leftSums : rightSums);
  const restSplit = bestProposal(growth, 1, play, sumsLeft ? rightSums : leftSums);
  return [
    { ...left, slot: sumsLeft ? freeSlot : leaf.slot, split: sumsLeft ? freshSplit : restSplit },
    { ...right, slot: sumsLeft ? leaf.slot : freeSlot, split: sumsLeft ? restSplit : freshSplit },
  ];
}

function propose(
  { arrays, run }: Growth,
  moves: number,
  slots: { readonly fresh: number; readonly rest: number },
  freshSums: LeafSums,
  restSums: LeafSums,
): void {
  const { orders } = arrays;
  orders[PROPOSE.moves] = moves;
  orders[PROPOSE.fresh] = slots.fresh;
  orders[PROPOSE.rest] = slots.rest;
  for (const [sums, at] of [
    [freshSums, PROPOSE.freshLeaf],
    [restSums, PROPOSE.restLeaf],
  ] as const) {
    orders[at] = sums.gradient;
    orders[at + 1] = sums.curvature;
    orders[at + 2] = sums.rows;
    orders[at + 3] = sums.lower;
    orders[at + 4] = sums.upper;
  }
  run(PHASE.propose, moves + Math.ceil(orders[SUM.playing] / TASK_FEATURES));
  arrays.touched.fill(0);
}

/** The best of the proposals for one child; of equal gains the first feature wins. */
function bestProposal(
  { job, arrays, rules }: Growth,
  child: number,
  play: Int32Array,
  leaf: LeafSums,
): Split | undefined {
  const { proposals, orders } = arrays;
  const scan = emptyScan(rules);
  for (let place = 0; place < orders[SUM.playing]; place++) {
    const at = (child * job.features + play[place]) * PROPOSAL;
    if (!(proposals[at] > scan.gain)) continue;
    scan.gain = proposals[at];
    scan.feature = play[place];
    scan.code = proposals[at + 1];
    scan.missing = SIDES[proposals[at + 2]];
    scan.gradient = proposals[at + 3];
    scan.curvature = proposals[at + 4];
  }
  return scan.feature < 0 ? undefined : finishSplit(scan, leaf, rules);
}
