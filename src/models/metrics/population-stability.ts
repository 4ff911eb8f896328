import { PayrhythmError } from '../../errors.ts';

/** How far one column has moved; see {@link populationStability}. */
export interface PopulationStability {
  /** Population stability index, ≥ 0: below 0.1 little has moved, above 0.25 much has. */
  readonly psi: number;
  /** Cut points of the bins: quantiles of the values expected. */
  readonly cuts: readonly number[];
  /** Shares of rows by bin, the missing last; each list sums to 1. */
  readonly expected: readonly number[];
  readonly actual: readonly number[];
}

/** Rows added to every bin, so that an empty one makes the index large and not infinite. */
const PSEUDO_ROWS = 0.5;

/**
 * Drift of a feature or a score between two populations: Σ (a − e) · ln(a / e) over bins that hold equal counts of the
 * expected values, and one for missing values (Siddiqi, "Credit Risk Scorecards", 2006; the sum is Jeffreys' symmetric
 * divergence). Half a row is added to every bin. Order of rows is irrelevant. Equal values share a bin, so that there may
 * be fewer than `bins` (≥ 2, default 10). Errors: `BAD_DATA` for no rows on a side or an infinity, `USAGE` for `bins`.
 * O(n log n).
 */
export function populationStability(
  expected: ArrayLike<number>,
  actual: ArrayLike<number>,
  bins = 10,
): PopulationStability {
  if (!Number.isInteger(bins) || bins < 2)
    throw new PayrhythmError('USAGE', `bins is ${bins}; it must be a whole number from 2.`);
  if (expected.length === 0 || actual.length === 0)
    throw new PayrhythmError('BAD_DATA', 'Drift compares two populations; one of them has no row.');
  const cuts = equalCountCuts(expected, bins);
  const before = shares(expected, cuts);
  const after = shares(actual, cuts);
  let psi = 0;
  for (let bin = 0; bin < before.length; bin++) psi += (after[bin] - before[bin]) * Math.log(after[bin] / before[bin]);
  return { psi, cuts, expected: before, actual: after };
}

function equalCountCuts(values: ArrayLike<number>, bins: number): number[] {
  const sorted = Float64Array.from(values)
    .filter((value) => !Number.isNaN(value))
    .sort();
  const cuts = new Set<number>();
  for (let bin = 1; bin < bins && sorted.length > 0; bin++) {
    const cut = sorted[Math.floor((bin * sorted.length) / bins)];
    if (cut > sorted[0]) cuts.add(cut);
  }
  return [...cuts];
}

/** Share of rows by bin: values below the first cut, from each cut on, and the missing. */
function shares(values: ArrayLike<number>, cuts: readonly number[]): number[] {
  const counts = new Array<number>(cuts.length + 2).fill(PSEUDO_ROWS);
  for (let row = 0; row < values.length; row++) {
    const value = values[row];
    if (value === Infinity || value === -Infinity)
      throw new PayrhythmError('BAD_DATA', `Value ${row} is infinite; use NaN where a value is missing.`, { row });
    counts[Number.isNaN(value) ? cuts.length + 1 : binOf(value, cuts)]++;
  }
  const total = values.length + PSEUDO_ROWS * counts.length;
  return counts.map((count) => count / total);
}

function binOf(value: number, cuts: readonly number[]): number {
  let low = 0;
  let high = cuts.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (cuts[middle] <= value) low = middle + 1;
    else high = middle;
  }
  return low;
}
