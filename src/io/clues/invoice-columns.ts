import type { ImportLog } from '../../ledger/index.ts';
import { CellProblem } from '../cell-problem.ts';
import type { ReadColumn } from '../read-column.ts';
import type { ClueName } from './invoice-clues.ts';

/** The columns of an invoice table while clues are worked into them, by name. */
export interface InvoiceColumns {
  readonly count: number;
  readonly lines: ArrayLike<number>;
  /** Is set to 1 for every row that has to be looked at by itself. */
  readonly needsCare: Uint8Array;
  readonly log: ImportLog;
  readonly columns: Map<string, ReadColumn>;
}

/** The number in a cell, null where it is missing or bad or the column is not there. */
export function numberIn(columns: InvoiceColumns, name: string, row: number): number | null {
  const value = columns.columns.get(name)?.read(row);
  return typeof value === 'number' ? value : null;
}

/** The text of a cell, empty where it is missing or the column is not there. */
export function textIn(columns: InvoiceColumns, name: string, row: number): string {
  return columns.columns.get(name)?.text(row) ?? '';
}

/** Whether one of the clues is there. */
export function hasClue(columns: InvoiceColumns, ...names: readonly ClueName[]): boolean {
  return names.some((name) => columns.columns.has(name));
}

/** Whether a cell is there and cannot be read. */
export function isBad(columns: InvoiceColumns, name: string, row: number): boolean {
  return columns.columns.get(name)?.read(row) instanceof CellProblem;
}
