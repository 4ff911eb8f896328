import { type CandidateBoard, KIND } from './candidate-board.ts';
import { canSetsWin, offerSets } from './month-day-sets.ts';
import { type NullChance, nullChance } from './null-chance.ts';
import {
  BUSINESS_DAY_REACH,
  BUSINESS_LAGS,
  COLUMN_BUSINESS_DAY,
  COLUMN_FORTNIGHT,
  COLUMN_MONTH_DAY,
  COLUMN_WEEK,
  LAGS,
  MASK_BITS,
} from './run-counters.ts';
import { countsBetween, type RunHistogram } from './run-histogram.ts';
import type { RunRoom } from './run-room.ts';
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
 * Sets the board to the candidates of each kind that explain the dates between two cuts best, by log-likelihood gain
 * over the calendar null less the cost of the search. O(counters + dates · days of a set).
 */
export function findCandidates(
  histogram: RunHistogram,
  fromCut: number,
  toCut: number,
  chances: WeekChances,
  board: CandidateBoard,
  room: RunRoom,
): void {
  const from = histogram.cuts[fromCut];
  const to = histogram.cuts[toCut];
  const { counts, base } = countsBetween(histogram, fromCut, toCut, room.window);
  board.reset(to - from);
  offerWeeks(counts, base, chances, board);
  const { tops } = room;
  const mostBusinessDay = offerMonths(counts, base, KIND.businessDay, COLUMN_BUSINESS_DAY, board, tops);
  const mostFollowing = offerMonths(counts, base, KIND.monthDay, COLUMN_MONTH_DAY, board, tops);
  const mostPreceding = offerMonths(counts, base, KIND.monthDay, COLUMN_MONTH_DAY + LAGS, board, tops);
  if (board.topHits >= COVERED * board.dates) return;
  const window = { histogram, from, to, counts, base, tops, left: room.left, chances: MONTH_CHANCES };
  if (canSetsWin(mostFollowing, 31, MONTH_CHANCES, board))
    offerSets(window, KIND.monthDays, COLUMN_MONTH_DAY, 31, board);
  if (canSetsWin(mostPreceding, 31, MONTH_CHANCES, board))
    offerSets(window, KIND.monthDays, COLUMN_MONTH_DAY + LAGS, 31, board);
  if (canSetsWin(mostBusinessDay, 2 * BUSINESS_DAY_REACH, MONTH_CHANCES, board))
    offerSets(window, KIND.businessDays, COLUMN_BUSINESS_DAY, 2 * BUSINESS_DAY_REACH, board);
}

function offerWeeks(counts: Int32Array, windowBase: number, chances: WeekChances, board: CandidateBoard): void {
  const { dates } = board;
  for (let roll = 0; roll < 2; roll++) {
    const column = COLUMN_WEEK + roll;
    const base = windowBase + column * MASK_BITS;
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
    const firstBase = windowBase + first * MASK_BITS;
    for (let slot = 0; slot < 14; slot++) {
      let hits = 0;
      for (let jitter = 0; jitter < BUSINESS_LAGS; jitter++) {
        hits += counts[firstBase + jitter * MASK_BITS + slot];
        if (3 * hits < dates) continue;
        const chance = chances.fortnight[4 * (slot % 7) + jitter];
        if (chance.chance >= LARGEST_FORTNIGHT_CHANCE) break;
        const cost = FORTNIGHT_COST + jitter * JITTER_COST;
        board.offer(KIND.fortnight, first, jitter, 1 << slot, Math.min(dates, hits), chance, cost, 0);
      }
    }
  }
}

/**
 * Offers single days of the month (or business days), with each lag and with spread arrivals. Of those that share a
 * chance and a cost the one that meets most dates is offered alone, the first on a tie. Writes into `tops`, by column,
 * the most dates that one of its days meets, and returns the most of all.
 */
function offerMonths(
  counts: Int32Array,
  windowBase: number,
  kind: number,
  column: number,
  board: CandidateBoard,
  tops: Int32Array,
): number {
  const bits = kind === KIND.businessDay ? 2 * BUSINESS_DAY_REACH : 31;
  const cost = kind === KIND.businessDay ? BUSINESS_DAY_COST : MONTH_DAY_COST;
  const base = windowBase + column * MASK_BITS;
  let laggedColumn = column + 1;
  let laggedBit = 0;
  let laggedHits = 0;
  for (let lag = 0; lag < LAGS; lag++) {
    const lagBase = base + lag * MASK_BITS;
    let top = 0;
    let hits = counts[lagBase];
    for (let bit = 1; bit < bits; bit++) {
      const count = counts[lagBase + bit];
      if (count <= hits) continue;
      hits = count;
      top = bit;
    }
    tops[column + lag] = hits;
    if (lag === 0) board.offer(kind, column, 0, 1 << top, hits, MONTH_CHANCES[0], cost, 0);
    else if (hits > laggedHits) {
      laggedColumn = column + lag;
      laggedBit = top;
      laggedHits = hits;
    }
  }
  board.offer(kind, laggedColumn, 0, 1 << laggedBit, laggedHits, MONTH_CHANCES[0], cost + LAG_COST, 0);
  let bitOfTwo = 0;
  let bitOfThree = 0;
  let bitOfFour = 0;
  let two = 0;
  let three = 0;
  let four = 0;
  for (let at = base, end = base + bits; at < end; at++) {
    const ofTwo = counts[at] + counts[at + MASK_BITS];
    const ofThree = ofTwo + counts[at + 2 * MASK_BITS];
    const ofFour = ofThree + counts[at + 3 * MASK_BITS];
    if (ofTwo > two) {
      two = ofTwo;
      bitOfTwo = at - base;
    }
    if (ofThree > three) {
      three = ofThree;
      bitOfThree = at - base;
    }
    if (ofFour > four) {
      four = ofFour;
      bitOfFour = at - base;
    }
  }
  offerSpread(kind, column, 1, bitOfTwo, two, cost, board);
  offerSpread(kind, column, 2, bitOfThree, three, cost, board);
  offerSpread(kind, column, 3, bitOfFour, four, cost, board);
  return Math.max(tops[column], laggedHits);
}

/** Offers a day of the month whose money may arrive up to `jitter` business days later. */
function offerSpread(
  kind: number,
  column: number,
  jitter: number,
  bit: number,
  sum: number,
  cost: number,
  board: CandidateBoard,
): void {
  const hits = Math.min(board.dates, sum);
  board.offer(
    kind,
    column,
    jitter,
    1 << bit,
    hits,
    MONTH_CHANCES[jitter],
    cost + jitter * JITTER_COST,
    SPREAD_COSTS[jitter],
  );
}
