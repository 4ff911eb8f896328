import type { BinnedTable } from './binned-table.ts';

/**
 * First and second derivatives of the loss, summed by feature and code. A histogram is a Float64Array with the pair
 * (gradient, curvature) of feature `f`, code `c` at `2 · (f · 256 + c)`, in units of `gradientUnit` and `curvatureUnit`;
 * features that are not listed stay 0.
 */
export interface HistogramSource {
  /** Features in play, rising. */
  readonly features: readonly number[];
  readonly gradientUnit: number;
  readonly curvatureUnit: number;
  /** Overwrites `out` with the sums over `rows[from … to − 1]`. */
  build(rows: Uint32Array, from: number, to: number, out: Float64Array): void;
}

/** What a round of boosting knows of its rows: label, probability so far, weight (absent: 1). */
export interface RoundState {
  readonly labels: Uint8Array;
  readonly probabilities: Float64Array;
  readonly weights: Float64Array | undefined;
}

/** Length of a histogram over the table. */
export function histogramLength(table: BinnedTable): number {
  return table.columns.length * 512;
}

/**
 * Sums in float64 in the order of the rows: for small tables, where the noise of rounding would cost accuracy.
 * O(rows × features) for each histogram.
 */
export function exactHistograms(table: BinnedTable, state: RoundState, features: readonly number[]): HistogramSource {
  const { labels, probabilities, weights } = state;
  return {
    features,
    gradientUnit: 1,
    curvatureUnit: 1,
    build(rows, from, to, out) {
      const size = to - from;
      const gradients = new Float64Array(size);
      const curvatures = new Float64Array(size);
      for (let i = 0; i < size; i++) {
        const row = rows[from + i];
        const p = probabilities[row];
        const weight = weights === undefined ? 1 : weights[row];
        gradients[i] = weight * (p - labels[row]);
        curvatures[i] = weight * p * (1 - p);
      }
      for (const f of features) {
        const codes = table.columns[f];
        const cells = out.subarray(f * 512, (f + 1) * 512).fill(0);
        for (let i = 0; i < size; i++) {
          const cell = codes[rows[from + i]] * 2;
          cells[cell] += gradients[i];
          cells[cell + 1] += curvatures[i];
        }
      }
    },
  };
}
