import { type ColumnDeclaration, type ImportLog, TABLES } from '../../ledger/index.ts';
import type { ReadColumn } from '../read-column.ts';
import { deriveAmount } from './derive-amount.ts';
import { deriveDueDate } from './derive-due-date.ts';
import { deriveSettlement, leaveOutByState } from './derive-settlement.ts';
import { isClue } from './invoice-clues.ts';
import type { InvoiceColumns } from './invoice-columns.ts';

/** A column of the invoices, as read or derived, or a clue. */
export interface NamedColumn {
  readonly column: ColumnDeclaration;
  readonly read: ReadColumn;
}

/**
 * Works the clues of an invoice table into its columns: signs into amounts, payment terms into due dates, status and days
 * late into what is open and when it was paid. The columns of the contract come first and in its order, then the clues.
 * What follows from clues is counted in the log. O(rows × clues).
 */
export function deriveColumns(
  given: readonly NamedColumn[],
  rows: { readonly count: number; readonly lines: ArrayLike<number>; readonly needsCare: Uint8Array },
  log: ImportLog,
): NamedColumn[] {
  const columns = new Map(given.map(({ column, read }) => [column.name, read]));
  const invoices: InvoiceColumns = { ...rows, log, columns };
  leaveOutByState(invoices);
  deriveAmount(invoices);
  deriveDueDate(invoices);
  deriveSettlement(invoices);
  const clues = given.filter(({ column }) => isClue(column)).map(({ column }) => column);
  return [...TABLES.invoices.columns, ...clues].flatMap((column) => {
    const read = columns.get(column.name);
    return read ? [{ column, read }] : [];
  });
}
