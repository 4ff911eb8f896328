/** Rows `from` (included) to `to` (excluded) of a list. */
export interface RowWindow {
  readonly from: number;
  readonly to: number;
}

/** Rows drawn beyond each edge, so that a quick scroll does not show a gap. */
const SPARE_ROWS = 12;

/**
 * The rows to draw of a list of equal rows, given how far it is scrolled. Pixels; `rowHeight` above 0. O(1).
 */
export function visibleWindow(scrollTop: number, viewHeight: number, rowHeight: number, rows: number): RowWindow {
  const first = Math.floor(Math.max(0, scrollTop) / rowHeight);
  const last = Math.ceil((Math.max(0, scrollTop) + viewHeight) / rowHeight);
  const from = Math.min(rows, Math.max(0, first - SPARE_ROWS));
  return { from, to: Math.max(from, Math.min(rows, last + SPARE_ROWS)) };
}
