import type { CandidateBoard } from './candidate-board.ts';
import type { NullChance } from './null-chance.ts';
import { hitGain } from './run-candidate.ts';
import { LAGS, MASK_BITS } from './run-counters.ts';
import type { RunHistogram } from './run-histogram.ts';

/** Fewest dates on a day of a set. */
const FEWEST_USES = 2;
/** Days of the month a set may have. */
const SET_DAYS = 4;
/** What one more day in a set costs beside its choice. */
const DAY_COST = 0.7;
/** Lags and rolls are taken as three rivals. */
const LAGS_COST = Math.log(3);
/** By bits of a mask and size of a set: what the choice of its last day costs. */
const SET_COSTS = Array.from({ length: 32 }, (_, bits) =>
  Array.from({ length: SET_DAYS + 1 }, (_, size) =>
    size === 0 || bits < size ? 0 : Math.log((bits - size + 1) / size) + (size > 1 ? DAY_COST : 0),
  ),
);

/** One window of dates, as far as sets of days need it. */
export interface SetWindow {
  readonly histogram: RunHistogram;
  /** Positions of the first date and of the first after the window. */
  readonly from: number;
  readonly to: number;
  /** Counters of the window, from `base` on. */
  readonly counts: Int32Array;
  readonly base: number;
  /** By column: the most dates that one day of it meets. */
  readonly tops: Int32Array;
  /** Room for a number a bit. */
  readonly left: Int32Array;
  /** Chances of 1 … 4 days of the month. */
  readonly chances: readonly NullChance[];
}

/**
 * Offers sets of 2–4 days of the month (or business days): each day the one that covers most dates not yet covered. A
 * lag is skipped when even its four commonest days could not win. O(lags · (bits + days of the set · dates)).
 */
export function offerSets(
  window: SetWindow,
  kind: number,
  firstColumn: number,
  bits: number,
  board: CandidateBoard,
): void {
  const { histogram, from, to, counts, base, tops, left, chances } = window;
  const { days, tables } = histogram;
  const dates = to - from;
  for (let lag = 0; lag < LAGS; lag++) {
    const column = firstColumn + lag;
    if (!canSetsWin(tops[column], bits, chances, board)) continue;
    const columnBase = base + column * MASK_BITS;
    if (setBound(counts, columnBase, dates, bits, chances) <= board.topScore) continue;
    const row = column * tables.length - tables.first;
    for (let bit = 0; bit < bits; bit++) left[bit] = counts[columnBase + bit];
    let set = 0;
    let hits = 0;
    let cost = LAGS_COST + (lag === 0 ? 0 : 0.5);
    let costOfOne = 0;
    for (let size = 1; size <= SET_DAYS; size++) {
      let top = 0;
      for (let bit = 1; bit < bits; bit++) if (left[bit] > left[top]) top = bit;
      if (left[top] < FEWEST_USES) break;
      hits += left[top];
      set |= 1 << top;
      cost += SET_COSTS[bits][size];
      if (size === 1) costOfOne = cost;
      else board.offer(kind, column, 0, set, hits, chances[size - 1], cost, cost - costOfOne);
      if (size === SET_DAYS || hits === dates) break;
      left.fill(0);
      for (let date = from; date < to; date++) {
        let mask = tables.masks[row + days[date]];
        if ((mask & set) !== 0) continue;
        while (mask !== 0) {
          const bit = 31 - Math.clz32(mask);
          left[bit]++;
          mask ^= 1 << bit;
        }
      }
    }
  }
}

/** Whether a set of days could win of which none was met by more than `most` dates. O(days of a set). */
export function canSetsWin(most: number, bits: number, chances: readonly NullChance[], board: CandidateBoard): boolean {
  if (most < FEWEST_USES) return false;
  let cost = LAGS_COST + SET_COSTS[bits][1];
  for (let size = 2; size <= SET_DAYS; size++) {
    cost += SET_COSTS[bits][size];
    const { chance, logChance, logMiss } = chances[size - 1];
    const hits = Math.min(board.dates, size * most);
    if (hitGain(hits, board.dates, chance, logChance, logMiss) - cost > board.topScore) return true;
  }
  return false;
}

/** Most that a set can score, if no date were counted on two of its days. */
function setBound(
  counts: Int32Array,
  base: number,
  dates: number,
  bits: number,
  chances: readonly NullChance[],
): number {
  let first = 0;
  let second = 0;
  let third = 0;
  let fourth = 0;
  for (let bit = 0; bit < bits; bit++) {
    const count = counts[base + bit];
    if (count <= fourth) continue;
    if (count > third) {
      fourth = third;
      if (count > second) {
        third = second;
        if (count > first) {
          second = first;
          first = count;
        } else second = count;
      } else third = count;
    } else fourth = count;
  }
  let hits = first;
  let cost = LAGS_COST + SET_COSTS[bits][1];
  let bound = 0;
  for (let size = 2; size <= SET_DAYS; size++) {
    hits = Math.min(dates, hits + (size === 2 ? second : size === 3 ? third : fourth));
    cost += SET_COSTS[bits][size];
    const { chance, logChance, logMiss } = chances[size - 1];
    bound = Math.max(bound, hitGain(hits, dates, chance, logChance, logMiss) - cost);
  }
  return bound;
}
