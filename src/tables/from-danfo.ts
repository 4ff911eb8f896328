import { columnFromCells } from './column-from-cells.ts';
import type { ColumnKind, ColumnKinds, ColumnTable } from './column-table.ts';

/** What is needed of a danfo DataFrame. */
export interface DanfoFrame {
  readonly columns: string[];
  readonly dtypes: string[];
  /** Rows of cells; an array that is empty for a frame without rows. */
  readonly values: unknown;
}

const KINDS: Readonly<Record<string, ColumnKind>> = {
  float32: 'number',
  int32: 'integer',
  string: 'text',
  boolean: 'flag',
};

/**
 * The rows of a danfo DataFrame; its index is left behind. Kinds are those of the frame's dtypes, where a column of
 * another dtype is known by its cells. O(cells).
 *
 * @param options.kinds kinds that win over the frame's: dates, which danfo holds as texts.
 * @throws {PayrhythmError} `BAD_DATA` where a cell does not fit its column, naming column and row.
 */
export function fromDanfo(frame: DanfoFrame, options: { readonly kinds?: ColumnKinds } = {}): ColumnTable {
  const rows = frame.values as readonly (readonly unknown[])[];
  const columns = frame.columns.map((name, at) =>
    columnFromCells(
      name,
      rows.map((row) => row[at]),
      options.kinds?.[name] ?? KINDS[frame.dtypes[at]],
    ),
  );
  return { rows: rows.length, columns };
}
