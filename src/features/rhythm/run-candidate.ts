import type { RunCalendar } from './run-calendar.ts';

/** The families that payment dates alone tell apart. */
export type CandidateFamily = 'weekly' | 'fortnightly' | 'monthly_day' | 'monthly_business_day';

/**
 * A run under test: the days whose mask in `column` … `column + jitter` of a `RunCalendar` meets `bits`. With jitter,
 * money may arrive up to that many business days after its usual day.
 */
export interface RunCandidate {
  readonly family: CandidateFamily;
  readonly column: number;
  readonly jitter: number;
  readonly bits: number;
  /** Dates on the run and dates in the window it was counted in. */
  readonly hits: number;
  readonly dates: number;
  /** Natural logarithm of the number of rivals of its kind: what searching among them costs. */
  readonly searchCost: number;
  /** Log-likelihood gain over the calendar null, less `searchCost`. */
  readonly score: number;
}

/** Whether money of the candidate can arrive on the day. O(jitter + 1). */
export function isOnRun(candidate: RunCandidate, calendar: RunCalendar, day: number): boolean {
  for (let step = 0; step <= candidate.jitter; step++)
    if ((calendar.maskOf(day, candidate.column + step) & candidate.bits) !== 0) return true;
  return false;
}

/**
 * Log-likelihood ratio (nats) of `hits` out of `dates` at their own share against the share `nullShare` (0–1):
 * n · KL(hits/n ‖ nullShare); 0 where the hits do not exceed what the null expects. O(1).
 */
export function hitGain(hits: number, dates: number, nullShare: number): number {
  const expected = dates * nullShare;
  if (hits <= expected) return 0;
  const misses = dates - hits;
  const gain = hits * Math.log(hits / expected);
  return misses === 0 ? gain : gain + misses * Math.log(misses / (dates - expected));
}
