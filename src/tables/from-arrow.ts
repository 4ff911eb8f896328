import { type Batch, type Column, type Table, Type, tableFromIPC } from '@uwdata/flechette';
import { PayrhythmError } from '../errors.ts';
import type { ArrowTable } from './arrow-table.ts';
import { columnFromCells } from './column-from-cells.ts';
import type { ColumnKind, ColumnKinds, ColumnTable, TableColumn } from './column-table.ts';

/**
 * A table from an Arrow table of @uwdata/flechette or from the bytes of an Arrow IPC file or stream. Float64, Int32 and
 * Date32 columns of one batch without a null are shared, not copied. Texts (plain or dictionary), booleans, numbers,
 * dates and timestamps at midnight UTC are read; null and NaN are missing. O(cells).
 *
 * @param options.kinds kinds that win over the column's type: dates written as texts.
 * @throws {PayrhythmError} `BAD_DATA` for a column of another type (lists, structs, binary), or a cell that does not fit.
 */
export function fromArrow(
  source: ArrowTable | Uint8Array | ArrayBuffer,
  options: { readonly kinds?: ColumnKinds } = {},
): ColumnTable {
  const table =
    source instanceof Uint8Array || source instanceof ArrayBuffer ? tableFromIPC(source) : (source as Table);
  const columns = table.schema.fields.map((field, at) =>
    readColumn(field.name, table.getChildAt(at), options.kinds?.[field.name]),
  );
  return { rows: table.numRows, columns };
}

function readColumn(name: string, column: Column<unknown>, asked: ColumnKind | undefined): TableColumn {
  const known = kindOfType(name, column);
  const kind = asked ?? known;
  const shared = kind === known ? sharedValues(column, kind) : undefined;
  if (shared) return { name, type: kind, values: shared };
  const cells = Array.from({ length: column.length }, (_, row) => {
    const cell = column.at(row);
    // Dates come as milliseconds unless the table was read with useDate.
    return known === 'date' && typeof cell === 'number' ? new Date(cell) : cell;
  });
  return columnFromCells(name, cells, kind);
}

function kindOfType(name: string, column: Column<unknown>): ColumnKind {
  const type = column.type as { typeId: number; bitWidth?: number; signed?: boolean; dictionary?: { typeId: number } };
  const typeId = type.typeId === Type.Dictionary ? type.dictionary?.typeId : type.typeId;
  switch (typeId) {
    case Type.Utf8:
    case Type.LargeUtf8:
    case Type.Utf8View:
    case Type.Null:
      return 'text';
    case Type.Bool:
      return 'flag';
    case Type.Date:
    case Type.Timestamp:
      return 'date';
    case Type.Int:
      return (type.bitWidth ?? 64) < 32 || (type.bitWidth === 32 && type.signed) ? 'integer' : 'number';
    case Type.Float:
    case Type.Decimal:
      return 'number';
    default:
      throw new PayrhythmError(
        'BAD_DATA',
        `Arrow column "${name}" is of a type that a table of cells cannot hold: leave it out, or turn it into texts, numbers, dates or booleans`,
        { name, typeId },
      );
  }
}

/** The column's own buffer where it is already what a table holds. */
function sharedValues(column: Column<unknown>, kind: ColumnKind): Float64Array | Int32Array | undefined {
  if (column.data.length !== 1 || column.nullCount !== 0 || column.type.typeId === Type.Dictionary) return undefined;
  const { values, length } = column.data[0] as Batch<unknown>;
  const isDay = column.type.typeId === Type.Date && values instanceof Int32Array;
  if (kind === 'number' && values instanceof Float64Array) return values.subarray(0, length);
  if ((kind === 'integer' || isDay) && values instanceof Int32Array) return values.subarray(0, length);
  return undefined;
}
