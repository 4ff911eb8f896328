import { PayrhythmError } from '../../errors.ts';

/** An estimate with its percentile interval. */
export interface BootstrapInterval {
  readonly estimate: number;
  readonly low: number;
  readonly high: number;
  readonly standardError: number;
}

/** Options of every bootstrap here. */
export interface BootstrapOptions {
  readonly seed: number;
  /** Resamples, at least 1; default 1000. */
  readonly replicates?: number;
  /** Coverage of the intervals, in (0, 1); default 0.95. */
  readonly level?: number;
}

/** Fills in the defaults; `USAGE` for values out of range. O(1). */
export function bootstrapSettings(options: BootstrapOptions): Required<BootstrapOptions> {
  const { seed, replicates = 1000, level = 0.95 } = options;
  if (!(replicates >= 1 && level > 0 && level < 1))
    throw new PayrhythmError('USAGE', 'replicates must be at least 1 and level between 0 and 1.');
  return { seed, replicates, level };
}

/**
 * Numbers debtors from 0 by first occurrence, for draws of whole debtors: the rows of a debtor are not independent
 * (cluster bootstrap; Field and Welsh 2007). `BAD_DATA` for another number of debtors than rows. O(rows).
 */
export function debtorClusters(
  debtors: ArrayLike<number>,
  rows: number,
): { readonly clusters: Uint32Array; readonly count: number } {
  if (debtors.length !== rows)
    throw new PayrhythmError('BAD_DATA', `There are ${debtors.length} debtors for ${rows} rows.`);
  const numbers = new Map<number, number>();
  const clusters = Uint32Array.from({ length: rows }, (_, row) => {
    const known = numbers.get(debtors[row]) ?? numbers.size;
    numbers.set(debtors[row], known);
    return known;
  });
  return { clusters, count: numbers.size };
}

/** Percentile interval with linear interpolation; NaN bounds where there is no replicate. O(draws × log draws). */
export function percentileInterval(estimate: number, draws: readonly number[], level: number): BootstrapInterval {
  const sorted = Float64Array.from(draws).sort();
  const at = (share: number): number => {
    const place = share * (sorted.length - 1);
    const below = Math.floor(place);
    return sorted[below] + (place - below) * (sorted[Math.min(below + 1, sorted.length - 1)] - sorted[below]);
  };
  if (sorted.length === 0) return { estimate, low: NaN, high: NaN, standardError: NaN };
  const mean = sorted.reduce((sum, value) => sum + value, 0) / sorted.length;
  const variance = sorted.reduce((sum, value) => sum + (value - mean) ** 2, 0) / Math.max(1, sorted.length - 1);
  return { estimate, low: at((1 - level) / 2), high: at((1 + level) / 2), standardError: Math.sqrt(variance) };
}
