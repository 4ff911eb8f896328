/** A level stretch of an isotonic fit, over elements `from … to − 1`. */
export interface PooledBlock {
  readonly from: number;
  readonly to: number;
  readonly value: number;
}

/**
 * The non-decreasing step function closest to `values` in weighted squares, elements being in order of x: the
 * pool-adjacent-violators algorithm (Ayer et al. 1955; Barlow et al. 1972). Weights must be positive. Equal neighbours are
 * merged. O(n).
 */
export function poolAdjacentViolators(values: Float64Array, weights: Float64Array): PooledBlock[] {
  const starts = new Uint32Array(values.length);
  const sums = new Float64Array(values.length);
  const totals = new Float64Array(values.length);
  let blocks = 0;
  for (let i = 0; i < values.length; i++) {
    starts[blocks] = i;
    sums[blocks] = values[i] * weights[i];
    totals[blocks] = weights[i];
    blocks++;
    while (blocks > 1 && sums[blocks - 2] / totals[blocks - 2] >= sums[blocks - 1] / totals[blocks - 1]) {
      blocks--;
      sums[blocks - 1] += sums[blocks];
      totals[blocks - 1] += totals[blocks];
    }
  }
  return Array.from({ length: blocks }, (_, b) => ({
    from: starts[b],
    to: b + 1 < blocks ? starts[b + 1] : values.length,
    value: sums[b] / totals[b],
  }));
}
