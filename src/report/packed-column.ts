/** A column as it stands in the data block: its cells; or its distinct cells, and which of them each row has. */
export type PackedColumn<Cell> = readonly Cell[] | { readonly cells: readonly Cell[]; readonly at: readonly number[] };

/** Distinct cells below this share of the rows are written once. */
const FEW = 0.25;

/** The distinct cells of a column where they are few, in the order in which they appear; else nothing. O(rows). */
export function fewCells<Cell>(column: readonly Cell[]): Cell[] | undefined {
  const cells = [...new Set(column)];
  return cells.length < FEW * column.length ? cells : undefined;
}

/** Writes cells that repeat once. The same column gives the same packing. O(rows). */
export function packColumn<Cell>(column: readonly Cell[]): PackedColumn<Cell> {
  const cells = fewCells(column);
  if (!cells) return column;
  const place = new Map(cells.map((cell, at) => [cell, at]));
  return { cells, at: column.map((cell) => place.get(cell) as number) };
}

/** The cells of a column, one a row. O(rows). */
export function unpackColumn<Cell>(column: PackedColumn<Cell>): readonly Cell[] {
  return 'at' in column && 'cells' in column ? column.at.map((at) => column.cells[at] as Cell) : column;
}
