import { createRandom, hash32 } from '../estimators/random.ts';
import {
  type BootstrapInterval,
  type BootstrapOptions,
  bootstrapSettings,
  debtorClusters,
  percentileInterval,
} from './bootstrap-interval.ts';

/**
 * How sure is a metric? Whole debtors are drawn with replacement and the metric is judged on each draw. `metric` is given
 * the rows of a draw (with repeats) and returns its value on them; draws on which it is `NaN` are left out. Debtors are
 * numbered by first occurrence, so the order of rows matters to the draw, not to the estimate. Errors: `USAGE` for
 * options out of range, `BAD_DATA` for unequal lengths. O(replicates × (n + cost of the metric)).
 *
 * @example
 * ```ts
 * const at = (rows: Uint32Array) => brier(rows.length === n ? p : Float64Array.from(rows, (r) => p[r]), …);
 * ```
 */
export function bootstrapMetric(
  rows: number,
  debtors: ArrayLike<number>,
  metric: (rows: Uint32Array) => number,
  options: BootstrapOptions,
): BootstrapInterval & { readonly replicates: number } {
  const { seed, replicates, level } = bootstrapSettings(options);
  const { clusters, count } = debtorClusters(debtors, rows);
  const byDebtor: number[][] = Array.from({ length: count }, () => []);
  clusters.forEach((cluster, row) => {
    byDebtor[cluster].push(row);
  });
  const draws: number[] = [];
  for (let replicate = 0; replicate < replicates; replicate++) {
    const random = createRandom(hash32(seed, replicate));
    const drawn: number[] = [];
    for (let i = 0; i < count; i++) for (const row of byDebtor[Math.floor(random() * count)]) drawn.push(row);
    const value = metric(Uint32Array.from(drawn));
    if (!Number.isNaN(value)) draws.push(value);
  }
  const estimate = metric(Uint32Array.from({ length: rows }, (_, row) => row));
  return { ...percentileInterval(estimate, draws, level), replicates: draws.length };
}
