import { columnFromCells } from './column-from-cells.ts';
import type { ColumnKinds, ColumnTable } from './column-table.ts';

/** What is needed of an Arquero table. */
export interface ArqueroTable {
  numRows(): number;
  columnNames(): string[];
  isFiltered(): boolean;
  isOrdered(): boolean;
  column(name: string): unknown;
  array(name: string): ArrayLike<unknown>;
}

/**
 * The rows of an Arquero table as they stand: filtered and in its order. Typed arrays of numbers are shared, not copied,
 * while the table is neither filtered nor ordered. `Date`s must lie at midnight UTC, as Arquero reads dates from CSV.
 * O(1) for a shared column, O(rows) for another.
 *
 * @param options.kinds kinds of columns that do not show theirs: dates held as texts, columns of missing cells.
 * @throws {PayrhythmError} `BAD_DATA` where a cell does not fit its column, naming column and row.
 */
export function fromArquero(table: ArqueroTable, options: { readonly kinds?: ColumnKinds } = {}): ColumnTable {
  const isWhole = !table.isFiltered() && !table.isOrdered();
  const columns = table.columnNames().map((name) => {
    const held = table.column(name);
    const cells = isWhole && (Array.isArray(held) || ArrayBuffer.isView(held)) ? held : table.array(name);
    return columnFromCells(name, cells as ArrayLike<unknown>, options.kinds?.[name]);
  });
  return { rows: table.numRows(), columns };
}
