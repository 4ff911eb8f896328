import type { FeatureColumn } from './aligned-columns.ts';
import { MISSING_BIN, quantileCuts } from './quantile-cuts.ts';

/**
 * A table of bin codes, column-major, one byte a cell: the code of feature `f` in `row` is `columns[f][row]`. Column-major
 * because a column of a million codes stays in the cache while scattered rows of it are read, and a row-major table
 * does not.
 */
export interface BinnedTable {
  readonly rows: number;
  readonly columns: readonly Uint8Array[];
  readonly cuts: readonly Float64Array[];
}

/**
 * Bins every column by quantiles of its first `trainRows` rows; later rows follow the same cuts. One byte a cell.
 * `views`, where given, take the codes of each column. O(cells × about 2 comparisons).
 */
export function binTable(
  columns: readonly FeatureColumn[],
  rows: number,
  trainRows: number,
  maxBins: number,
  seed: number,
  views: readonly Uint8Array[] = columns.map(() => new Uint8Array(rows)),
): BinnedTable {
  const cuts = columns.map((column) => quantileCuts(column, trainRows, maxBins, seed));
  columns.forEach((column, f) => {
    binColumn(column, indexCuts(cuts[f]), 0, rows, views[f]);
  });
  return { rows, columns: views, cuts };
}

/** Cut points with a grid over their range that leads a value to the few cuts near it. */
export interface CutIndex {
  readonly cuts: Float64Array;
  readonly origin: number;
  readonly scale: number;
  /** Number of cuts in grid cells before each cell; one element more than there are cells. */
  readonly before: Int32Array;
}

/** Builds a {@link CutIndex}; O(cuts). */
export function indexCuts(cuts: Float64Array): CutIndex {
  const cells = Math.max(1, 4 * cuts.length);
  const origin = cuts.length > 0 ? cuts[0] : 0;
  // The largest number stands for "everything present" in tree ensembles; a grid up to there would have one busy cell.
  const top = cuts.length > 1 && cuts[cuts.length - 1] === Number.MAX_VALUE ? cuts.length - 2 : cuts.length - 1;
  const span = cuts.length > 0 ? cuts[top] - origin : 0;
  // A span beyond the range of floats, or none, leaves one cell and a plain binary search.
  const scale = span > 0 && cells / span < Infinity && span < Infinity ? cells / span : 0;
  const before = new Int32Array(cells + 1);
  for (const cut of cuts) before[cellOf(cut, origin, scale, cells) + 1]++;
  for (let cell = 0; cell < cells; cell++) before[cell + 1] += before[cell];
  return { cuts, origin, scale, before };
}

/** Non-decreasing in `value`, which is all that {@link countBelow} needs. */
function cellOf(value: number, origin: number, scale: number, cells: number): number {
  const cell = (value - origin) * scale;
  return cell >= cells ? cells - 1 : cell > 0 ? Math.floor(cell) : 0;
}

/** Number of cuts below `value` (not NaN). O(log of the cuts in the value's grid cell). */
export function countBelow(index: CutIndex, value: number): number {
  const { cuts, before } = index;
  const cell = cellOf(value, index.origin, index.scale, before.length - 1);
  let low = before[cell];
  let high = before[cell + 1];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (cuts[middle] < value) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Writes the codes of rows `from … to − 1` of one column; columns and ranges are independent of each other. */
export function binColumn(column: FeatureColumn, index: CutIndex, from: number, to: number, codes: Uint8Array): void {
  for (let row = from; row < to; row++) {
    const value = column[row];
    codes[row] = Number.isNaN(value) ? MISSING_BIN : countBelow(index, value);
  }
}
