import { PayrhythmError } from '../errors.ts';
import type { ColumnTable } from './column-table.ts';

/**
 * Refuses a table that a target would silently spoil: two columns of one name, or a column that is not as long as the
 * table. O(columns).
 *
 * @throws {PayrhythmError} `USAGE`, naming the column.
 */
export function checkTable(table: ColumnTable): void {
  const names = new Set<string>();
  for (const { name, values } of table.columns) {
    if (names.has(name))
      throw new PayrhythmError('USAGE', `the table has two columns named "${name}": rename one of them`, { name });
    names.add(name);
    if (values.length !== table.rows)
      throw new PayrhythmError(
        'USAGE',
        `column "${name}" has ${values.length} values, the table ${table.rows} rows: give one value a row`,
        { name },
      );
  }
}
