import type { CrewPhase } from '../../../crew/index.ts';
import { emptyScan, type LeafSums, type SplitContext, scanFeature, splitContext } from '../best-split.ts';
import { MISSING_BIN } from '../quantile-cuts.ts';
import { BLOCK_ROWS, type BoostingArrays, type BoostingJob, CELLS, gradientUnits, PROPOSAL } from './boosting-job.ts';

/**
 * Orders of {@link proposePhase} beside those of the sum phase: blocks whose rows are to be put back, where the right side
 * begins, the histograms of the child that was summed and of the parent (−1: none), and the sums of both children.
 */
export const PROPOSE = { moves: 8, middle: 9, fresh: 10, rest: 11, freshLeaf: 12, restLeaf: 17 } as const;
/** Features of one task. */
export const TASK_FEATURES = 4;

const SIDES = ['none', 'left', 'right'] as const;

/**
 * The first tasks put the rows of one block each back into the list, left side before right side. Every further task
 * takes a few of the features in play: adds up what the members summed, takes it from the parent's histogram, which
 * leaves the sibling's, and proposes the best split of each child at each of these features. O(features × codes).
 */
export function proposePhase(job: BoostingJob, arrays: BoostingArrays): CrewPhase {
  const { orders, proposals, histograms, play, cutCounts } = arrays;
  const cells = new Float64Array(CELLS);
  const { gradientUnit, curvatureUnit } = gradientUnits(job);
  const rules = { ...job.settings, monotone: job.monotone };
  const propose = (context: SplitContext | undefined, feature: number, at: number): void => {
    const scan = emptyScan(rules);
    if (context !== undefined) scanFeature(context, cells, 0, feature, cutCounts[feature] + 1, scan);
    proposals[at] = scan.feature < 0 ? -Infinity : scan.gain;
    proposals[at + 1] = scan.code;
    proposals[at + 2] = SIDES.indexOf(scan.missing);
    proposals[at + 3] = scan.gradient;
    proposals[at + 4] = scan.curvature;
  };
  return (task) => {
    const moves = orders[PROPOSE.moves];
    if (task < moves) {
      moveBlock(arrays, task);
      return;
    }
    const playing = orders[6];
    const first = (task - moves) * TASK_FEATURES;
    const fresh = histograms[orders[PROPOSE.fresh]];
    const rest = orders[PROPOSE.rest] < 0 ? undefined : histograms[orders[PROPOSE.rest]];
    const freshContext = splitContext(leafOrder(orders, PROPOSE.freshLeaf), rules, gradientUnit, curvatureUnit);
    const restContext = splitContext(leafOrder(orders, PROPOSE.restLeaf), rules, gradientUnit, curvatureUnit);
    for (let place = first; place < Math.min(playing, first + TASK_FEATURES); place++) {
      const feature = play[place];
      collect(arrays, place, feature, fresh);
      unpack(fresh, feature, cutCounts[feature], cells);
      propose(freshContext, feature, feature * PROPOSAL);
      if (rest === undefined) continue;
      for (let i = feature * CELLS; i < (feature + 1) * CELLS; i++) rest[i] -= fresh[i];
      unpack(rest, feature, cutCounts[feature], cells);
      propose(restContext, feature, (job.features + feature) * PROPOSAL);
    }
  };
}

/** The sums of a leaf that was written into the orders. */
function leafOrder(orders: Float64Array, at: number): LeafSums {
  return {
    gradient: orders[at],
    curvature: orders[at + 1],
    rows: orders[at + 2],
    lower: orders[at + 3],
    upper: orders[at + 4],
  };
}

/** Adds up the members' sums of one feature and empties them for the next node. */
function collect({ narrow, touched }: BoostingArrays, place: number, feature: number, out: Int32Array): void {
  const to = feature * CELLS;
  const from = place * CELLS;
  let isFirst = true;
  for (let member = 0; member < narrow.length; member++) {
    if (touched[member] === 0) continue;
    const sums = narrow[member];
    for (let i = 0; i < CELLS; i++) {
      out[to + i] = isFirst ? sums[from + i] : out[to + i] + sums[from + i];
      sums[from + i] = 0;
    }
    isFirst = false;
  }
  if (isFirst) out.fill(0, to, to + CELLS);
}

/** Int32 pairs (curvature, gradient) as float64 pairs (gradient, curvature), as far as there are bins. */
function unpack(histogram: Int32Array, feature: number, cuts: number, cells: Float64Array): void {
  const from = feature * CELLS;
  for (let cell = 0; cell <= 2 * cuts; cell += 2) {
    cells[cell] = histogram[from + cell + 1];
    cells[cell + 1] = histogram[from + cell];
  }
  cells[2 * MISSING_BIN] = histogram[from + 2 * MISSING_BIN + 1];
  cells[2 * MISSING_BIN + 1] = histogram[from + 2 * MISSING_BIN];
}

function moveBlock({ orders, counts, listed, spare }: BoostingArrays, block: number): void {
  const from = orders[0] + block * BLOCK_ROWS;
  const to = Math.min(orders[1], from + BLOCK_ROWS);
  let left = orders[0];
  for (let earlier = 0; earlier < block; earlier++) left += counts[earlier];
  const right = orders[PROPOSE.middle] + from - left;
  listed.set(spare.subarray(from, from + counts[block]), left);
  listed.set(spare.subarray(from + counts[block], to), right);
}
