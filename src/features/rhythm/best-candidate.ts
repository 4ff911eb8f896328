import { type CandidateBoard, KIND } from './candidate-board.ts';
import { canSetsWin, offerSets } from './month-day-sets.ts';
import { BUSINESS_DAYS, MONTH_DAYS, type MonthRivals } from './month-rivals.ts';
import {
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
import type { WeekRivals } from './week-rivals.ts';

/** Share of dates that a first candidate must cover for sets of days of the month not to be tried. */
const COVERED = 0.9;
/** Largest chance at which a fortnight with spread arrivals still says something. */
const LARGEST_FORTNIGHT_CHANCE = 0.6;

/**
 * Sets the board to the candidates of each kind that explain the dates between two cuts best, by log-likelihood gain
 * over the calendar null less the cost of the search. O(counters + dates · days of a set).
 */
export function findCandidates(
  histogram: RunHistogram,
  fromCut: number,
  toCut: number,
  weeks: WeekRivals,
  board: CandidateBoard,
  room: RunRoom,
): void {
  const from = histogram.cuts[fromCut];
  const to = histogram.cuts[toCut];
  const { counts, base } = countsBetween(histogram, fromCut, toCut, room.window);
  board.reset(to - from);
  for (let roll = 0; roll < 2; roll++) {
    offerWeekdays(counts, base, COLUMN_WEEK + roll, weeks, board);
    offerFortnights(counts, base, COLUMN_FORTNIGHT + roll * BUSINESS_LAGS, weeks, board);
  }
  const { tops } = room;
  const preceding = COLUMN_MONTH_DAY + LAGS;
  const mostBusinessDay = offerMonths(counts, base, KIND.businessDay, COLUMN_BUSINESS_DAY, BUSINESS_DAYS, board, tops);
  const mostFollowing = offerMonths(counts, base, KIND.monthDay, COLUMN_MONTH_DAY, MONTH_DAYS, board, tops);
  const mostPreceding = offerMonths(counts, base, KIND.monthDay, preceding, MONTH_DAYS, board, tops);
  if (board.topHits >= COVERED * board.dates) return;
  const window = { histogram, from, to, counts, base, tops, left: room.left };
  if (canSetsWin(mostFollowing, MONTH_DAYS, board))
    offerSets(window, KIND.monthDays, COLUMN_MONTH_DAY, MONTH_DAYS, board);
  if (canSetsWin(mostPreceding, MONTH_DAYS, board)) offerSets(window, KIND.monthDays, preceding, MONTH_DAYS, board);
  if (canSetsWin(mostBusinessDay, BUSINESS_DAYS, board))
    offerSets(window, KIND.businessDays, COLUMN_BUSINESS_DAY, BUSINESS_DAYS, board);
}

function offerWeekdays(
  counts: Int32Array,
  windowBase: number,
  column: number,
  weeks: WeekRivals,
  board: CandidateBoard,
): void {
  const { dates } = board;
  const base = windowBase + column * MASK_BITS;
  for (let weekday = 0; weekday < 7; weekday++) {
    const hits = counts[base + weekday];
    if (hits === 0) continue;
    if (3 * hits >= dates) board.offer(KIND.oneWeekday, column, 0, 1 << weekday, hits, weeks.one[weekday]);
    for (let other = weekday + 1; other < 7; other++) {
      const both = Math.min(dates, hits + counts[base + other]);
      if (2 * both < dates) continue;
      board.offer(KIND.twoWeekdays, column, 0, (1 << weekday) | (1 << other), both, weeks.two[7 * weekday + other]);
    }
  }
}

function offerFortnights(
  counts: Int32Array,
  windowBase: number,
  column: number,
  weeks: WeekRivals,
  board: CandidateBoard,
): void {
  const { dates } = board;
  const base = windowBase + column * MASK_BITS;
  for (let slot = 0; slot < 14; slot++) {
    let hits = 0;
    for (let jitter = 0; jitter < BUSINESS_LAGS; jitter++) {
      hits += counts[base + jitter * MASK_BITS + slot];
      if (3 * hits < dates) continue;
      const rival = weeks.fortnight[4 * (slot % 7) + jitter];
      if (rival.chance >= LARGEST_FORTNIGHT_CHANCE) break;
      board.offer(KIND.fortnight, column, jitter, 1 << slot, Math.min(dates, hits), rival);
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
  rivals: MonthRivals,
  board: CandidateBoard,
  tops: Int32Array,
): number {
  const base = windowBase + column * MASK_BITS;
  const end = base + rivals.bits;
  // Business-day lags 0–3 at once, since a spread of arrivals adds them up.
  let top = base;
  let topOne = base;
  let topTwo = base;
  let topThree = base;
  let bitOfTwo = base;
  let bitOfThree = base;
  let bitOfFour = base;
  let hits = 0;
  let hitsOne = 0;
  let hitsTwo = 0;
  let hitsThree = 0;
  let ofTwo = 0;
  let ofThree = 0;
  let ofFour = 0;
  for (let at = base; at < end; at++) {
    let count = counts[at];
    let sum = count;
    if (count > hits) {
      hits = count;
      top = at;
    }
    count = counts[at + MASK_BITS];
    sum += count;
    if (count > hitsOne) {
      hitsOne = count;
      topOne = at;
    }
    if (sum > ofTwo) {
      ofTwo = sum;
      bitOfTwo = at;
    }
    count = counts[at + 2 * MASK_BITS];
    sum += count;
    if (count > hitsTwo) {
      hitsTwo = count;
      topTwo = at;
    }
    if (sum > ofThree) {
      ofThree = sum;
      bitOfThree = at;
    }
    count = counts[at + 3 * MASK_BITS];
    sum += count;
    if (count > hitsThree) {
      hitsThree = count;
      topThree = at;
    }
    if (sum > ofFour) {
      ofFour = sum;
      bitOfFour = at;
    }
  }
  board.offer(kind, column, 0, 1 << (top - base), hits, rivals.one);
  tops[column] = hits;
  tops[column + 1] = hitsOne;
  tops[column + 2] = hitsTwo;
  tops[column + 3] = hitsThree;
  let lag = 1;
  let laggedTop = topOne;
  let laggedHits = hitsOne;
  if (hitsTwo > laggedHits) {
    lag = 2;
    laggedTop = topTwo;
    laggedHits = hitsTwo;
  }
  if (hitsThree > laggedHits) {
    lag = 3;
    laggedTop = topThree;
    laggedHits = hitsThree;
  }
  for (let calendarLag = BUSINESS_LAGS; calendarLag < LAGS; calendarLag++) {
    let most = 0;
    let place = base;
    const shift = calendarLag * MASK_BITS;
    for (let at = base; at < end; at++) {
      const count = counts[at + shift];
      if (count <= most) continue;
      most = count;
      place = at;
    }
    tops[column + calendarLag] = most;
    if (most <= laggedHits) continue;
    lag = calendarLag;
    laggedTop = place;
    laggedHits = most;
  }
  board.offer(kind, column + lag, 0, 1 << (laggedTop - base), laggedHits, rivals.lagged);
  const { dates } = board;
  board.offer(kind, column, 1, 1 << (bitOfTwo - base), Math.min(dates, ofTwo), rivals.spread[1]);
  board.offer(kind, column, 2, 1 << (bitOfThree - base), Math.min(dates, ofThree), rivals.spread[2]);
  board.offer(kind, column, 3, 1 << (bitOfFour - base), Math.min(dates, ofFour), rivals.spread[3]);
  return Math.max(hits, laggedHits);
}
