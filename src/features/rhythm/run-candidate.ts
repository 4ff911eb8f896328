import type { EpochDay } from '../../calendar/index.ts';
import type { DayTables } from './day-tables.ts';
import type { Rival } from './rival.ts';

/** The families that payment dates alone tell apart. */
export type CandidateFamily = 'weekly' | 'fortnightly' | 'monthly_day' | 'monthly_business_day';

/**
 * A run under test: the days whose mask in `column` … `column + jitter` of the {@link DayTables} meets `bits`. With
 * jitter, money may arrive up to that many business days after its usual day.
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
  /** The part of `searchCost` that is for further days of the month. */
  readonly setCost: number;
  /** Chance 0–1 that a payment date falls on the run by the calendar alone. */
  readonly chance: number;
  /** Log-likelihood gain over the calendar null, less `searchCost`. */
  readonly score: number;
}

/** Whether money of the candidate can arrive on the day, which the tables must cover. O(jitter + 1). */
export function isOnRun(candidate: RunCandidate, tables: DayTables, day: EpochDay): boolean {
  return stepOnRun(candidate, tables, day) >= 0;
}

/** Business days after the usual day of the run (0 … jitter) on which the day lies; −1 = not on the run. O(jitter + 1). */
export function stepOnRun(candidate: RunCandidate, tables: DayTables, day: EpochDay): number {
  const { masks, length, first } = tables;
  let at = candidate.column * length + day - first;
  for (let step = 0; step <= candidate.jitter; step++, at += length)
    if ((masks[at] & candidate.bits) !== 0) return step;
  return -1;
}

/** n · ln n for whole n, 0 for 0: gains are asked for by the million. */
const N_LOG_N = Float64Array.from({ length: 1024 }, (_, n) => (n === 0 ? 0 : n * Math.log(n)));

function nLogN(n: number): number {
  return n < N_LOG_N.length ? N_LOG_N[n] : n * Math.log(n);
}

/**
 * Log-likelihood ratio (nats) of `hits` out of `dates` at their own share against the chance p of the rival without a
 * run: n · KL(hits/n ‖ p); 0 where the hits do not exceed what the chance expects. O(1).
 */
export function hitGain(hits: number, dates: number, rival: Rival): number {
  if (hits <= dates * rival.chance) return 0;
  const misses = dates - hits;
  return nLogN(hits) + nLogN(misses) - nLogN(dates) - hits * rival.logChance - misses * rival.logMiss;
}

/** Days in a mask. O(bits set). */
export function countBits(mask: number): number {
  let count = 0;
  for (let left = mask; left !== 0; left &= left - 1) count++;
  return count;
}
