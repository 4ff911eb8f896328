import {
  BUSINESS_DAY_REACH,
  BUSINESS_LAGS,
  COLUMN_BUSINESS_DAY,
  COLUMN_FORTNIGHT,
  COLUMN_MONTH_DAY,
  COLUMN_WEEK,
  COLUMNS,
  LAGS,
} from './run-calendar.ts';
import { type CandidateFamily, hitGain, type RunCandidate } from './run-candidate.ts';
import { COUNTERS, MASK_BITS, type RunHistogram } from './run-histogram.ts';

/** Business days of a mean month, the 5 or so public holidays on weekdays taken off. */
const MONTH_BUSINESS_DAYS = 20.9;
/** Share of dates that a first candidate must cover for sets of days of the month not to be tried. */
const COVERED = 0.9;
/** Days of the month a set may have. */
const SET_DAYS = 4;
/** A lag, a spread of arrivals, a turn of the roll: each costs the search as if it doubled or more the rivals. */
const JITTER_COST = 1.4;

/**
 * The candidate that explains the dates between two cuts best, by log-likelihood gain over the calendar null less the
 * cost of the search; undefined where none gains. O(counters + dates · days of a set).
 */
export function bestCandidate(
  histogram: RunHistogram,
  fromCut: number,
  toCut: number,
  weekdayShares: readonly number[],
): RunCandidate | undefined {
  const dates = histogram.cuts[toCut] - histogram.cuts[fromCut];
  const counts = new Int32Array(COUNTERS);
  const low = histogram.before[fromCut];
  const high = histogram.before[toCut];
  for (let at = 0; at < COUNTERS; at++) counts[at] = high[at] - low[at];

  let best: RunCandidate | undefined;
  const offer = (
    family: CandidateFamily,
    column: number,
    jitter: number,
    bits: number,
    hits: number,
    share: number,
    searchCost: number,
  ): void => {
    const score = hitGain(hits, dates, share) - searchCost;
    if (score > (best?.score ?? 0)) best = { family, column, jitter, bits, hits, dates, searchCost, score };
  };

  offerWeeks(counts, dates, weekdayShares, offer);
  offerMonths(counts, 'monthly_business_day', COLUMN_BUSINESS_DAY, 2 * BUSINESS_DAY_REACH, offer);
  offerMonths(counts, 'monthly_day', COLUMN_MONTH_DAY, 31, offer);
  offerMonths(counts, 'monthly_day', COLUMN_MONTH_DAY + LAGS, 31, offer);
  if ((best?.hits ?? 0) < COVERED * dates) {
    offerSets(histogram, fromCut, toCut, counts, 'monthly_day', COLUMN_MONTH_DAY, 31, offer);
    offerSets(histogram, fromCut, toCut, counts, 'monthly_day', COLUMN_MONTH_DAY + LAGS, 31, offer);
    offerSets(
      histogram,
      fromCut,
      toCut,
      counts,
      'monthly_business_day',
      COLUMN_BUSINESS_DAY,
      2 * BUSINESS_DAY_REACH,
      offer,
    );
  }
  return best;
}

type Offer = (
  family: CandidateFamily,
  column: number,
  jitter: number,
  bits: number,
  hits: number,
  share: number,
  searchCost: number,
) => void;

function offerWeeks(counts: Int32Array, dates: number, weekdayShares: readonly number[], offer: Offer): void {
  for (let roll = 0; roll < 2; roll++) {
    const base = (COLUMN_WEEK + roll) * MASK_BITS;
    for (let weekday = 0; weekday < 7; weekday++) {
      const hits = counts[base + weekday];
      offer('weekly', COLUMN_WEEK + roll, 0, 1 << weekday, hits, weekdayShares[weekday], Math.log(5));
      for (let other = weekday + 1; other < 7; other++) {
        const both = Math.min(dates, hits + counts[base + other]);
        if (2 * both < dates) continue;
        const share = weekdayShares[weekday] + weekdayShares[other];
        offer('weekly', COLUMN_WEEK + roll, 0, (1 << weekday) | (1 << other), both, share, Math.log(30));
      }
    }
    for (let slot = 0; slot < 14; slot++) {
      let hits = 0;
      for (let jitter = 0; jitter < BUSINESS_LAGS; jitter++) {
        const column = COLUMN_FORTNIGHT + roll * BUSINESS_LAGS;
        hits += counts[(column + jitter) * MASK_BITS + slot];
        const share = ((jitter + 1) * weekdayShares[slot % 7]) / 2;
        if (3 * hits >= dates && share < 0.6)
          offer('fortnightly', column, jitter, 1 << slot, hits, share, Math.log(14) + jitter * JITTER_COST);
      }
    }
  }
}

function offerMonths(counts: Int32Array, family: CandidateFamily, column: number, bits: number, offer: Offer): void {
  const share = 1 / MONTH_BUSINESS_DAYS;
  const cost = Math.log(bits * 3);
  for (let lag = 0; lag < LAGS; lag++) {
    let top = 0;
    for (let bit = 1; bit < bits; bit++)
      if (counts[(column + lag) * MASK_BITS + bit] > counts[(column + lag) * MASK_BITS + top]) top = bit;
    const hits = counts[(column + lag) * MASK_BITS + top];
    offer(family, column + lag, 0, 1 << top, hits, share, cost + (lag === 0 ? 0 : 0.5));
  }
  for (let jitter = 1; jitter < BUSINESS_LAGS; jitter++)
    for (let lag = 0; lag + jitter < BUSINESS_LAGS; lag++) {
      let top = 0;
      let topHits = 0;
      for (let bit = 0; bit < bits; bit++) {
        let hits = 0;
        for (let step = 0; step <= jitter; step++) hits += counts[(column + lag + step) * MASK_BITS + bit];
        if (hits > topHits) {
          top = bit;
          topHits = hits;
        }
      }
      const searchCost = cost + jitter * JITTER_COST + (lag === 0 ? 0 : 0.5);
      offer(family, column + lag, jitter, 1 << top, topHits, (jitter + 1) * share, searchCost);
    }
}

function offerSets(
  histogram: RunHistogram,
  fromCut: number,
  toCut: number,
  counts: Int32Array,
  family: CandidateFamily,
  firstColumn: number,
  bits: number,
  offer: Offer,
): void {
  const { rows, cuts } = histogram;
  const left = new Int32Array(MASK_BITS);
  for (let lag = 0; lag < BUSINESS_LAGS; lag++) {
    const column = firstColumn + lag;
    let set = 0;
    let hits = 0;
    let cost = Math.log(3) + (lag === 0 ? 0 : 0.5);
    left.set(counts.subarray(column * MASK_BITS, (column + 1) * MASK_BITS));
    for (let size = 1; size <= SET_DAYS; size++) {
      let top = 0;
      for (let bit = 1; bit < bits; bit++) if (left[bit] > left[top]) top = bit;
      if (left[top] < 2) break;
      hits += left[top];
      set |= 1 << top;
      cost += Math.log((bits - size + 1) / size) + (size > 1 ? 0.7 : 0);
      if (size > 1) offer(family, column, 0, set, hits, size / MONTH_BUSINESS_DAYS, cost);
      if (size === SET_DAYS) break;
      left.fill(0);
      for (let date = cuts[fromCut]; date < cuts[toCut]; date++) {
        let mask = rows[date * COLUMNS + column];
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
