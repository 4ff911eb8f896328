import {
  type Batch,
  batchType,
  bool,
  Column,
  columnFromValues,
  type DataType,
  dateDay,
  float64,
  int32,
  tableFromColumns,
  utf8,
} from '@uwdata/flechette';
import { PayrhythmError } from '../errors.ts';
import type { ArrowTable } from './arrow-table.ts';
import { checkTable } from './check-table.ts';
import type { ColumnTable, TableColumn } from './column-table.ts';
import { tableCell } from './table-cell.ts';

/**
 * An Arrow table (of @uwdata/flechette; `tableToIPC` makes bytes of it that any Arrow library reads). `Float64Array`
 * numbers, `Int32Array` integers and `Int32Array` dates are shared, not copied; missing cells are null in a validity
 * bitmap beside them. Types: Float64, Int32, Date32, Bool, Utf8. O(cells).
 *
 * @throws {PayrhythmError} `USAGE` for two columns of one name; `BAD_DATA` where an integer has no 32 bits.
 */
export function toArrow(table: ColumnTable): ArrowTable {
  checkTable(table);
  return tableFromColumns(table.columns.map((column) => [column.name, arrowColumn(column, table.rows)]));
}

// biome-ignore lint/suspicious/noExplicitAny: cells of any type side by side in one table
function arrowColumn(column: TableColumn, rows: number): Column<any> {
  switch (column.type) {
    case 'number':
      return numberColumn(
        column,
        rows,
        column.values instanceof Float64Array,
        float64(),
        (length) => new Float64Array(length),
      );
    case 'integer':
      return numberColumn(
        column,
        rows,
        column.values instanceof Int32Array,
        int32(),
        (length) => new Int32Array(length),
      );
    case 'date':
      return numberColumn(
        column,
        rows,
        column.values instanceof Int32Array,
        dateDay(),
        (length) => new Int32Array(length),
      );
    default:
      return columnFromValues(
        (take) => {
          for (let row = 0; row < rows; row++) take(tableCell(column, row));
        },
        column.type === 'flag' ? bool() : utf8(),
      );
  }
}

function numberColumn(
  column: TableColumn,
  rows: number,
  isShared: boolean,
  type: DataType,
  make: (length: number) => Float64Array | Int32Array,
): Column<unknown> {
  // As flechette makes an empty column, so that all columns have the same batches.
  if (rows === 0) return new Column([], type);
  const values = isShared ? (column.values as Float64Array | Int32Array) : make(rows);
  const validity = new Uint8Array(Math.ceil(rows / 64) * 8);
  let nullCount = 0;
  for (let row = 0; row < rows; row++) {
    const cell = tableCell(column, row) as number | null;
    if (cell === null) {
      nullCount++;
      continue;
    }
    validity[row >> 3] |= 1 << (row & 7);
    if (isShared) continue;
    values[row] = cell;
    if (values[row] !== cell)
      throw new PayrhythmError(
        'BAD_DATA',
        `column "${column.name}", row ${row + 1}: ${cell} is no whole number of 32 bits: make it a column of numbers`,
        { name: column.name, row },
      );
  }
  const batch = new (batchType(type))({
    length: rows,
    nullCount,
    type,
    validity: nullCount === 0 ? new Uint8Array(0) : validity,
    values,
  }) as Batch<unknown>;
  return new Column([batch]);
}
