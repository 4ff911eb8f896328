import { formatDay } from '../calendar/index.ts';
import { checkTable } from './check-table.ts';
import type { ColumnTable, TableColumn } from './column-table.ts';
import { tableCell } from './table-cell.ts';

type DanfoCell = string | number | boolean | null;

/** What is needed of the module `danfojs` or `danfojs-node`. */
export interface DanfoModule<Frame> {
  DataFrame: new (rows: DanfoCell[][], options: { columns: string[]; dtypes: string[] }) => Frame;
}

/**
 * A danfo DataFrame, made by the danfo that you hand over. danfo holds rows of cells, so every cell is copied. Dates
 * become texts `YYYY-MM-DD` (danfo has no date type); missing numbers are NaN, other missing cells null. O(cells).
 *
 * @throws {PayrhythmError} `USAGE` for two columns of one name.
 * @example
 * ```ts
 * import * as dfd from 'danfojs-node';
 * toDanfo(tabulateQueue(queue).calls, dfd).head().print();
 * ```
 */
export function toDanfo<Frame>(table: ColumnTable, danfo: DanfoModule<Frame>): Frame {
  checkTable(table);
  const rows = Array.from({ length: table.rows }, (_, row) => table.columns.map((column) => danfoCell(column, row)));
  return new danfo.DataFrame(rows, {
    columns: table.columns.map((column) => column.name),
    dtypes: table.columns.map((column) => danfoType(column, table.rows)),
  });
}

function danfoCell(column: TableColumn, row: number): DanfoCell {
  const cell = tableCell(column, row);
  if (column.type === 'date' && cell !== null) return formatDay(cell as number);
  return cell === null && (column.type === 'number' || column.type === 'integer') ? Number.NaN : cell;
}

/** danfo's names: its `float32` holds 64-bit numbers, and its `int32` holds no NaN. */
function danfoType(column: TableColumn, rows: number): string {
  switch (column.type) {
    case 'number':
      return 'float32';
    case 'integer': {
      for (let row = 0; row < rows; row++) if (tableCell(column, row) === null) return 'float32';
      return 'int32';
    }
    case 'flag':
      return 'boolean';
    default:
      return 'string';
  }
}
