import { type PackedTexts, packTexts, unpackTexts } from './packed-texts.ts';

/**
 * A column as it stands in the data block: its cells; its distinct cells, and which of them each row has; or texts that
 * differ in their numbers.
 */
export type PackedColumn<Cell> =
  | readonly Cell[]
  | { readonly cells: readonly Cell[]; readonly at: readonly number[] }
  | PackedTexts;

/** Distinct cells below this share of the rows are written once. */
const FEW = 0.25;
/** Texts are packed by their templates where that takes less than this share of the characters. */
const MUCH_SHORTER = 0.8;

/** The distinct cells of a column where they are few, in the order in which they appear; else nothing. O(rows). */
function fewCells<Cell>(column: readonly Cell[]): Cell[] | undefined {
  const cells = [...new Set(column)];
  return cells.length < FEW * column.length ? cells : undefined;
}

/** Writes once what repeats. The same column gives the same packing. O(characters). */
export function packColumn<Cell>(column: readonly Cell[]): PackedColumn<Cell> {
  const cells = fewCells(column);
  if (cells) {
    const place = new Map(cells.map((cell, at) => [cell, at]));
    return { cells, at: column.map((cell) => place.get(cell) as number) };
  }
  if (!column.every((cell) => typeof cell === 'string')) return column;
  const packed = packTexts(column);
  return characters(packed) < MUCH_SHORTER * characters(column) ? packed : column;
}

const characters = (written: unknown): number => JSON.stringify(written).length;

/** The cells of a column, one a row. O(rows). */
export function unpackColumn<Cell>(column: PackedColumn<Cell>): readonly Cell[] {
  if ('templates' in column) return unpackTexts(column) as unknown as readonly Cell[];
  return 'at' in column && 'cells' in column ? column.at.map((at) => column.cells[at] as Cell) : column;
}
