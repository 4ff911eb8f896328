import { CandidateBoard, KIND } from './candidate-board.ts';
import { canSetsWin, offerSets } from './month-day-sets.ts';
import { type NullChance, nullChance } from './null-chance.ts';
import {
  BUSINESS_DAY_REACH,
  BUSINESS_LAGS,
  COLUMN_BUSINESS_DAY,
  COLUMN_FORTNIGHT,
  COLUMN_MONTH_DAY,
  COLUMN_WEEK,
  COUNTERS,
  LAGS,
  MASK_BITS,
} from './run-counters.ts';
import type { RunHistogram } from './run-histogram.ts';
import type { WeekChances } from './week-chances.ts';

/** Share of dates that a first candidate must cover for sets of days of the month not to be tried. */
const COVERED = 0.9;
/** A lag, a spread of arrivals, a turn of the roll: each costs the search as if it doubled or more the rivals. */
const JITTER_COST = 1.4;
const LAG_COST = 0.5;
const ONE_WEEKDAY_COST = Math.log(5);
const TWO_WEEKDAYS_COST = Math.log(10);
const FORTNIGHT_COST = Math.log(14);
/** By number of bits of a month's mask: lags and rolls taken as three rivals. */
const MONTH_DAY_COST = Math.log(3 * 31);
const BUSINESS_DAY_COST = Math.log(3 * 2 * BUSINESS_DAY_REACH);
/**
 * What spread arrivals cost beside due dates, by business days of spread: the commonest lags after due dates of a
 * monthly rhythm look the same.
 */
const SPREAD_COSTS = [0, 4.5, 6, 7.5];
/** Largest chance at which a fortnight with spread arrivals still says something. */
const LARGEST_FORTNIGHT_CHANCE = 0.6;
/** Business days of a mean month, the 5 or so public holidays on weekdays taken off. */
const MONTH_BUSINESS_DAYS = 20.9;

/** Chances of 1 … 4 days of a month's business days. */
const MONTH_CHANCES: readonly NullChance[] = [1, 2, 3, 4].map((days) => nullChance(days / MONTH_BUSINESS_DAYS));

/**
 * The candidates of each kind that explain the dates between two cuts best, by log-likelihood gain over the calendar
 * null less the cost of the search. `counts` is room for {@link COUNTERS} numbers. O(counters + dates · days of a set).
 */
export function findCandidates(
  histogram: RunHistogram,
  fromCut: number,
  toCut: number,
  chances: WeekChances,
  counts: Int32Array,
): CandidateBoard {
  const { cuts } = histogram;
  counts.set(histogram.counts.subarray(fromCut * COUNTERS, (fromCut + 1) * COUNTERS));
  for (let stretch = fromCut + 1; stretch < toCut; stretch++) {
    const base = stretch * COUNTERS;
    for (let at = 0; at < COUNTERS; at++) counts[at] += histogram.counts[base + at];
  }
  const board = new CandidateBoard(cuts[toCut] - cuts[fromCut]);
  offerWeeks(counts, chances, board);
  const window = { histogram, from: cuts[fromCut], to: cuts[toCut], counts, chances: MONTH_CHANCES };
  const isTop = (kind: number, column: number, bits: number, cost: number): number =>
    offerMonths(counts, kind, column, bits, cost, board);
  const topBusinessDay = isTop(KIND.businessDay, COLUMN_BUSINESS_DAY, 2 * BUSINESS_DAY_REACH, BUSINESS_DAY_COST);
  const topFollowing = isTop(KIND.monthDay, COLUMN_MONTH_DAY, 31, MONTH_DAY_COST);
  const topPreceding = isTop(KIND.monthDay, COLUMN_MONTH_DAY + LAGS, 31, MONTH_DAY_COST);
  if (board.topHits < COVERED * board.dates) {
    if (canSetsWin(topFollowing, 31, MONTH_CHANCES, board))
      offerSets(window, KIND.monthDays, COLUMN_MONTH_DAY, 31, board);
    if (canSetsWin(topPreceding, 31, MONTH_CHANCES, board))
      offerSets(window, KIND.monthDays, COLUMN_MONTH_DAY + LAGS, 31, board);
    if (canSetsWin(topBusinessDay, 2 * BUSINESS_DAY_REACH, MONTH_CHANCES, board))
      offerSets(window, KIND.businessDays, COLUMN_BUSINESS_DAY, 2 * BUSINESS_DAY_REACH, board);
  }
  return board;
}

function offerWeeks(counts: Int32Array, chances: WeekChances, board: CandidateBoard): void {
  const { dates } = board;
  for (let roll = 0; roll < 2; roll++) {
    const column = COLUMN_WEEK + roll;
    const base = column * MASK_BITS;
    for (let weekday = 0; weekday < 7; weekday++) {
      const hits = counts[base + weekday];
      if (hits === 0) continue;
      if (3 * hits >= dates)
        board.offer(KIND.oneWeekday, column, 0, 1 << weekday, hits, chances.one[weekday], ONE_WEEKDAY_COST, 0);
      for (let other = weekday + 1; other < 7; other++) {
        const both = Math.min(dates, hits + counts[base + other]);
        if (2 * both < dates) continue;
        const bits = (1 << weekday) | (1 << other);
        board.offer(KIND.twoWeekdays, column, 0, bits, both, chances.two[7 * weekday + other], TWO_WEEKDAYS_COST, 0);
      }
    }
    const first = COLUMN_FORTNIGHT + roll * BUSINESS_LAGS;
    for (let slot = 0; slot < 14; slot++) {
      let hits = 0;
      for (let jitter = 0; jitter < BUSINESS_LAGS; jitter++) {
        hits += counts[(first + jitter) * MASK_BITS + slot];
        if (3 * hits < dates) continue;
        const chance = chances.fortnight[4 * (slot % 7) + jitter];
        if (chance.chance >= LARGEST_FORTNIGHT_CHANCE) break;
        const cost = FORTNIGHT_COST + jitter * JITTER_COST;
        board.offer(KIND.fortnight, first, jitter, 1 << slot, Math.min(dates, hits), chance, cost, 0);
      }
    }
  }
}

/** Offers single days of the month, with each lag and with spread arrivals; returns the most dates on one of them. */
function offerMonths(
  counts: Int32Array,
  kind: number,
  column: number,
  bits: number,
  cost: number,
  board: CandidateBoard,
): number {
  let most = 0;
  for (let lag = 0; lag < LAGS; lag++) {
    const base = (column + lag) * MASK_BITS;
    let top = 0;
    let hits = counts[base];
    for (let bit = 1; bit < bits; bit++) {
      const count = counts[base + bit];
      if (count <= hits) continue;
      hits = count;
      top = bit;
    }
    if (hits > most) most = hits;
    board.offer(kind, column + lag, 0, 1 << top, hits, MONTH_CHANCES[0], lag === 0 ? cost : cost + LAG_COST, 0);
  }
  const first = column * MASK_BITS;
  const tops = [0, 0, 0, 0];
  const sums = [0, 0, 0, 0];
  for (let bit = 0; bit < bits; bit++) {
    let sum = counts[first + bit];
    for (let jitter = 1; jitter < BUSINESS_LAGS; jitter++) {
      sum += counts[first + jitter * MASK_BITS + bit];
      if (sum <= sums[jitter]) continue;
      sums[jitter] = sum;
      tops[jitter] = bit;
    }
  }
  for (let jitter = 1; jitter < BUSINESS_LAGS; jitter++) {
    const hits = Math.min(board.dates, sums[jitter]);
    const spread = SPREAD_COSTS[jitter];
    board.offer(
      kind,
      column,
      jitter,
      1 << tops[jitter],
      hits,
      MONTH_CHANCES[jitter],
      cost + jitter * JITTER_COST,
      spread,
    );
  }
  return most;
}
