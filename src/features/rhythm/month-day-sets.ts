import type { CandidateBoard } from './candidate-board.ts';
import { type MonthRivals, SET_DAYS } from './month-rivals.ts';
import type { Rival } from './rival.ts';
import { hitGain } from './run-candidate.ts';
import { LAGS, MASK_BITS } from './run-counters.ts';
import type { RunHistogram } from './run-histogram.ts';

/** Fewest dates on a day of a set. */
const FEWEST_USES = 2;

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
}

/**
 * Offers sets of 2–4 days of the month (or business days): each day the one that covers most dates not yet covered. A
 * lag is skipped when even its four commonest days could not win. O(lags · (bits + days of the set · dates)).
 */
export function offerSets(
  window: SetWindow,
  kind: number,
  firstColumn: number,
  rivals: MonthRivals,
  board: CandidateBoard,
): void {
  const { histogram, from, to, counts, base, tops, left } = window;
  const { bits } = rivals;
  const { days, tables } = histogram;
  const dates = to - from;
  for (let lag = 0; lag < LAGS; lag++) {
    const column = firstColumn + lag;
    if (!canSetsWin(tops[column], rivals, board)) continue;
    const columnBase = base + column * MASK_BITS;
    if (setBound(counts, columnBase, dates, rivals) <= board.topScore) continue;
    const sets = lag === 0 ? rivals.sets : rivals.laggedSets;
    const row = column * tables.length - tables.first;
    for (let bit = 0; bit < bits; bit++) left[bit] = counts[columnBase + bit];
    let set = 0;
    let hits = 0;
    for (let size = 1; size <= SET_DAYS; size++) {
      let top = 0;
      for (let bit = 1; bit < bits; bit++) if (left[bit] > left[top]) top = bit;
      if (left[top] < FEWEST_USES) break;
      hits += left[top];
      set |= 1 << top;
      if (size > 1) board.offer(kind, column, 0, set, hits, sets[size]);
      if (!canGrow(size, hits, left[top], dates, sets, board.scoreOf(kind))) break;
      // Dates on the day just chosen are covered: they count for no further day.
      const chosen = 1 << top;
      const others = set & ~chosen;
      for (let date = from; date < to; date++) {
        let mask = tables.masks[row + days[date]];
        if ((mask & chosen) === 0 || (mask & others) !== 0) continue;
        while (mask !== 0) {
          const bit = 31 - Math.clz32(mask);
          left[bit]--;
          mask ^= 1 << bit;
        }
      }
    }
  }
}

/** Whether a set could beat `least` with further days, none of which covers more dates than the last one did. */
function canGrow(
  size: number,
  hits: number,
  last: number,
  dates: number,
  sets: readonly Rival[],
  least: number,
): boolean {
  if (hits === dates) return false;
  for (let larger = size + 1; larger <= SET_DAYS; larger++) {
    const most = Math.min(dates, hits + (larger - size) * last);
    if (hitGain(most, dates, sets[larger]) - sets[larger].searchCost > least) return true;
  }
  return false;
}

/** Whether a set of days could win of which none was met by more than `most` dates. O(days of a set). */
export function canSetsWin(most: number, rivals: MonthRivals, board: CandidateBoard): boolean {
  if (most < FEWEST_USES) return false;
  const { dates, topScore } = board;
  for (let size = 2; size <= SET_DAYS; size++) {
    const rival = rivals.sets[size];
    if (hitGain(Math.min(dates, size * most), dates, rival) - rival.searchCost > topScore) return true;
  }
  return false;
}

/** Most that a set can score, if no date were counted on two of its days. */
function setBound(counts: Int32Array, base: number, dates: number, { bits, sets }: MonthRivals): number {
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
  let bound = 0;
  for (let size = 2; size <= SET_DAYS; size++) {
    hits = Math.min(dates, hits + (size === 2 ? second : size === 3 ? third : fourth));
    bound = Math.max(bound, hitGain(hits, dates, sets[size]) - sets[size].searchCost);
  }
  return bound;
}
