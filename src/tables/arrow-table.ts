/**
 * An Arrow table of @uwdata/flechette, as far as it is told here: that package's own declarations do not pass a strict
 * check of libraries, so they are kept out of ours. Hand it to flechette's functions as its `Table`.
 */
export interface ArrowTable {
  readonly numRows: number;
  readonly numCols: number;
  readonly names: readonly string[];
  readonly schema: { readonly fields: readonly { readonly name: string }[] };
  getChild(name: string): ArrowColumn;
  getChildAt(index: number): ArrowColumn;
}

/** One column of an {@link ArrowTable}. */
export interface ArrowColumn {
  readonly length: number;
  readonly nullCount: number;
  /** The cell of a row; null where it is missing. */
  at(row: number): unknown;
}
