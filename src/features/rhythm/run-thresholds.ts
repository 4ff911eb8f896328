/**
 * What is learned over the population of debtors and constant afterwards, so that one debtor can be judged alone.
 * Plain data, JSON-safe; see `fitRunThresholds`.
 */
export interface RunThresholds {
  /** Share of payment dates on Monday … Sunday that a debtor without a run would show; sums to 1. */
  readonly weekdayShares: readonly number[];
  /** p-values, ascending, at which the step function p → q changes. */
  readonly pKnots: readonly number[];
  /** q-value (Benjamini–Hochberg) of each knot, ascending; beyond the last knot q = 1. */
  readonly qKnots: readonly number[];
  /** Debtors that were tested when this was fitted; 0 for the defaults. */
  readonly debtors: number;
  /** A debtor has a run when its q-value is at most this. */
  readonly falseDiscoveryRate: number;
  /** Fewest distinct payment dates at which a debtor is tested. */
  readonly minimumDates: number;
}

/**
 * Without a population: Mondays gather what falls on weekends (by calendar days alone they would have 3/7; a real ledger
 * had Monday–Sunday .235 .227 .164 .155 .215 .004 .000), and one debtor in four assumed to have a run.
 */
export const DEFAULT_RUN_THRESHOLDS: RunThresholds = {
  weekdayShares: [0.28, 0.2, 0.17, 0.16, 0.18, 0.005, 0.005],
  pKnots: [],
  qKnots: [],
  debtors: 0,
  falseDiscoveryRate: 0.02,
  minimumDates: 6,
};

/**
 * The q-value of a p-value: that of the smallest fitted p-value at or above it (conservative, monotone); without a
 * population 4 p, the Benjamini–Hochberg value where one debtor in four is found. Range 0–1. O(log knots).
 */
export function qValueOf(pValue: number, thresholds: RunThresholds): number {
  const { pKnots, qKnots } = thresholds;
  if (pKnots.length === 0) return Math.min(1, 4 * pValue);
  let low = 0;
  let high = pKnots.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((pKnots[middle] as number) < pValue) low = middle + 1;
    else high = middle;
  }
  return qKnots[low] ?? 1;
}
