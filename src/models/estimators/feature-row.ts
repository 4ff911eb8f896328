import { PayrhythmError } from '../../errors.ts';
import { alignColumnsUnchecked, requireNoInfinity } from './aligned-columns.ts';
import type { FeatureMatrix } from './feature-matrix.ts';

/**
 * One row of a matrix in the order of `names`, NaN where missing. Errors: `USAGE` for a row that the table lacks,
 * otherwise as `alignColumns`. O(names).
 */
export function featureRow(matrix: FeatureMatrix, names: readonly string[], row: number): Float64Array {
  if (!(Number.isInteger(row) && row >= 0 && row < matrix.rows))
    throw new PayrhythmError('USAGE', `There is no row ${row}; the table has ${matrix.rows} rows.`);
  const columns = alignColumnsUnchecked(matrix, names);
  return Float64Array.from(columns, (column, f) => {
    requireNoInfinity(names[f], column.subarray(row, row + 1));
    return column[row];
  });
}
