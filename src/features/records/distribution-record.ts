import type { FeatureColumns } from '../feature-columns.ts';
import { DayQuantiles } from './day-quantiles.ts';
import { clampLateDays } from './late-days.ts';

/** Fewest paid invoices whose upper tail is told. */
const FEWEST_FOR_TAIL = 5;

/** Median and upper tail of a debtor's days late. O(log of its invoices) an event at most, O(1) a row. */
export class DistributionRecord {
  readonly #quantiles = new DayQuantiles();
  readonly #median: Float64Array | null;
  readonly #p90: Float64Array | null;

  constructor(columns: FeatureColumns) {
    this.#median = columns.of('median_late_days');
    this.#p90 = columns.of('p90_late_days');
  }

  /** Begins a debtor. */
  reset(): void {
    this.#quantiles.reset();
  }

  /** An invoice was paid (`sign` 1), or its payment came back (-1). */
  settle(lateDays: number, sign: 1 | -1): void {
    const days = clampLateDays(lateDays);
    if (sign > 0) this.#quantiles.add(days);
    else this.#quantiles.remove(days);
  }

  /** Writes a row: the median, and the least value that nine tenths do not exceed. */
  write(row: number): void {
    const n = this.#quantiles.length;
    if (this.#median !== null)
      this.#median[row] =
        n === 0 ? Number.NaN : (this.#quantiles.valueAt((n - 1) >> 1) + this.#quantiles.valueAt(n >> 1)) / 2;
    if (this.#p90 !== null)
      this.#p90[row] = n < FEWEST_FOR_TAIL ? Number.NaN : this.#quantiles.valueAt(Math.ceil((9 * n) / 10) - 1);
  }
}
