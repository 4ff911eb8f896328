import { MONTH_BUSINESS_DAYS, type Offer, offerSets } from './month-day-sets.ts';
import {
  BUSINESS_DAY_REACH,
  BUSINESS_LAGS,
  COLUMN_BUSINESS_DAY,
  COLUMN_FORTNIGHT,
  COLUMN_MONTH_DAY,
  COLUMN_WEEK,
  LAGS,
} from './run-calendar.ts';
import { type CandidateFamily, hitGain, type RunCandidate } from './run-candidate.ts';
import { COUNTERS, MASK_BITS, type RunHistogram } from './run-histogram.ts';

/** Share of dates that a first candidate must cover for sets of days of the month not to be tried. */
const COVERED = 0.9;
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
  let bestScore = 0;
  const offer = (
    family: CandidateFamily,
    column: number,
    jitter: number,
    bits: number,
    hits: number,
    share: number,
    searchCost: number,
  ): void => {
    // The gain is at most its first term: most rivals fall to this cheaper test.
    if (hits <= dates * share || hits * Math.log(hits / (dates * share)) - searchCost <= bestScore) return;
    const score = hitGain(hits, dates, share) - searchCost;
    if (score <= bestScore) return;
    bestScore = score;
    best = { family, column, jitter, bits, hits, dates, searchCost, score };
  };

  offerWeeks(counts, dates, weekdayShares, offer);
  offerMonths(counts, 'monthly_business_day', COLUMN_BUSINESS_DAY, 2 * BUSINESS_DAY_REACH, offer);
  offerMonths(counts, 'monthly_day', COLUMN_MONTH_DAY, 31, offer);
  offerMonths(counts, 'monthly_day', COLUMN_MONTH_DAY + LAGS, 31, offer);
  if ((best?.hits ?? 0) < COVERED * dates) {
    const search = { histogram, fromCut, toCut, counts, offer, scoreToBeat: () => bestScore };
    offerSets(search, 'monthly_day', COLUMN_MONTH_DAY, 31);
    offerSets(search, 'monthly_day', COLUMN_MONTH_DAY + LAGS, 31);
    offerSets(search, 'monthly_business_day', COLUMN_BUSINESS_DAY, 2 * BUSINESS_DAY_REACH);
  }
  return best;
}

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
        offer('weekly', COLUMN_WEEK + roll, 0, (1 << weekday) | (1 << other), both, share, Math.log(10));
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
  const summed = counts.slice(column * MASK_BITS, column * MASK_BITS + bits);
  for (let jitter = 1; jitter < BUSINESS_LAGS; jitter++) {
    let top = 0;
    for (let bit = 0; bit < bits; bit++) {
      summed[bit] += counts[(column + jitter) * MASK_BITS + bit];
      if (summed[bit] > summed[top]) top = bit;
    }
    offer(family, column, jitter, 1 << top, summed[top], (jitter + 1) * share, cost + jitter * JITTER_COST);
  }
}
