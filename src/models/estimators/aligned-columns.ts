import { PayrhythmError } from '../../errors.ts';
import type { FeatureMatrix } from './feature-matrix.ts';

/** A column of a {@link FeatureMatrix}. */
export type FeatureColumn = FeatureMatrix['columns'][number];

/**
 * The columns of `matrix` in the order of `names`, checked. A lacking name is `BAD_MODEL` (the model does not fit the
 * table), an infinity or a wrong length `BAD_DATA`. O(rows × names).
 */
export function alignColumns(matrix: FeatureMatrix, names: readonly string[]): FeatureColumn[] {
  const columns = alignColumnsUnchecked(matrix, names);
  for (let i = 0; i < columns.length; i++) requireNoInfinity(names[i], columns[i]);
  return columns;
}

/** As {@link alignColumns} without the scan for infinities, for callers that read only some rows. O(names). */
export function alignColumnsUnchecked(matrix: FeatureMatrix, names: readonly string[]): FeatureColumn[] {
  const places = new Map(matrix.names.map((name, index) => [name, index]));
  return names.map((name) => {
    const place = places.get(name);
    if (place === undefined)
      throw new PayrhythmError(
        'BAD_MODEL',
        `The model was trained with the feature "${name}", which this table lacks; rebuild the table with it or train again.`,
        { feature: name },
      );
    const column = matrix.columns[place];
    if (column?.length !== matrix.rows)
      throw new PayrhythmError(
        'BAD_DATA',
        `Feature "${name}" has ${column?.length ?? 0} values for ${matrix.rows} rows.`,
        {
          feature: name,
        },
      );
    return column;
  });
}

/** `BAD_DATA` naming the first row that holds an infinity; NaN passes. O(rows). */
export function requireNoInfinity(name: string, column: FeatureColumn): void {
  for (let row = 0; row < column.length; row++) {
    const value = column[row];
    if (value === Infinity || value === -Infinity)
      throw new PayrhythmError(
        'BAD_DATA',
        `Feature "${name}" is infinite in row ${row}; use NaN where a value is missing.`,
        { feature: name, row },
      );
  }
}
