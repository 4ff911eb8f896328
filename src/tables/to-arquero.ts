import { checkTable } from './check-table.ts';
import type { ColumnTable, TableColumn } from './column-table.ts';
import { tableCell } from './table-cell.ts';

const MILLISECONDS_PER_DAY = 86_400_000;

/** What is needed of the module `arquero`; any version that has `table`. */
export interface ArqueroModule<Table> {
  table(columns: Record<string, unknown>, names?: string[]): Table;
}

/**
 * An Arquero table, made by the Arquero that you hand over. Typed arrays of numbers are the table's own columns, without
 * a copy (NaN = missing). Dates become `Date`s at midnight UTC, flags booleans, texts strings; there missing is null.
 * O(1) a column of numbers, O(rows) another.
 *
 * @throws {PayrhythmError} `USAGE` for two columns of one name.
 * @example
 * ```ts
 * import * as aq from 'arquero';
 * const table = toArquero(tabulateDebtorFeatures(ledger, asOf, features), aq);
 * table.orderby(aq.desc('overdue_exposure')).print();
 * ```
 */
export function toArquero<Table>(table: ColumnTable, arquero: ArqueroModule<Table>): Table {
  checkTable(table);
  return arquero.table(
    Object.fromEntries(table.columns.map((column) => [column.name, arqueroValues(column, table.rows)])),
    table.columns.map((column) => column.name),
  );
}

function arqueroValues(column: TableColumn, rows: number): ArrayLike<unknown> {
  const isNumber = column.type === 'number' || column.type === 'integer';
  if (isNumber && ArrayBuffer.isView(column.values)) return column.values;
  return Array.from({ length: rows }, (_, row) => {
    const cell = tableCell(column, row);
    if (cell === null) return isNumber ? Number.NaN : null;
    return column.type === 'date' ? new Date((cell as number) * MILLISECONDS_PER_DAY) : cell;
  });
}
