import { NO_DAY } from '../../calendar/index.ts';
import type { CellValue } from '../../ledger/index.ts';
import { CellProblem } from '../cell-problem.ts';
import type { ReadColumn } from '../read-column.ts';

/** What a derived cell is: as {@link ReadColumn} reads it. */
export type DerivedCell = CellValue | CellProblem;

/**
 * A column of days, numbers or codes of which every cell is worked out of others; bad cells, and missing ones where the
 * column is required, mark their rows. O(rows).
 *
 * @param text the source text that is shown where a cell is bad.
 */
export function deriveColumn(
  type: 'day' | 'number' | 'code',
  count: number,
  cellOf: (row: number) => DerivedCell,
  text: (row: number) => string,
  marks: { readonly needsCare: Uint8Array; readonly isRequired: boolean },
): ReadColumn {
  const missing = type === 'day' ? NO_DAY : type === 'number' ? Number.NaN : -1;
  const data =
    type === 'day' ? new Int32Array(count) : type === 'number' ? new Float64Array(count) : new Int8Array(count);
  const problems = new Map<number, CellProblem>();
  for (let row = 0; row < count; row++) {
    const cell = cellOf(row);
    data[row] = typeof cell === 'number' ? cell : missing;
    if (cell instanceof CellProblem) problems.set(row, cell);
    if (cell instanceof CellProblem || (cell === null && marks.isRequired)) marks.needsCare[row] = 1;
  }
  return {
    data,
    read(row) {
      const problem = problems.get(row);
      if (problem) return problem;
      const value = data[row];
      return value === missing || Number.isNaN(value) ? null : value;
    },
    text,
  };
}
