import { type CodedTexts, type TextColumn, textAt } from '../ledger/index.ts';

/**
 * Cells of one column as they were collected: trimmed texts (empty = missing), as they are or by their distinct texts;
 * or values of a source that has types.
 */
export type CellColumn = TextColumn | CodedTexts | TypedCells;

/** Cells that need no reading: epoch days, numbers or flags, missing as in `ColumnData`. */
export interface TypedCells {
  readonly values: Int32Array | Float64Array | Int8Array;
  /** Texts of the cells that are no such value, by row; the value there is the missing one. */
  readonly exceptions: ReadonlyMap<number, string>;
}

/** The text of a cell; of a typed column, the text of an exception only, else empty. */
export function cellText(column: CellColumn, row: number): string {
  if ('offsets' in column) return textAt(column, row);
  if ('codes' in column) return textAt(column.texts, column.codes[row]);
  return column.exceptions.get(row) ?? '';
}
