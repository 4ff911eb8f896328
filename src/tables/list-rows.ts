import { formatDay } from '../calendar/index.ts';
import type { ColumnTable } from './column-table.ts';
import { tableCell } from './table-cell.ts';

/** A row as a plain object: dates `YYYY-MM-DD`, flags true/false, missing cells null. */
export type TableRow = Readonly<Record<string, string | number | boolean | null>>;

/** The rows of a table as plain objects, in order. O(cells). */
export function listRows(table: ColumnTable): TableRow[] {
  return Array.from({ length: table.rows }, (_, row) =>
    Object.fromEntries(
      table.columns.map((column) => {
        const cell = tableCell(column, row);
        return [column.name, column.type === 'date' && cell !== null ? formatDay(cell as number) : cell];
      }),
    ),
  );
}
