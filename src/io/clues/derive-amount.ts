import { CellProblem } from '../cell-problem.ts';
import { type DerivedCell, deriveColumn } from './derived-column.ts';
import { hasClue, type InvoiceColumns, isBad, numberIn, textIn } from './invoice-columns.ts';

const CREDIT = 1;
const SIGN_DIFFERS = new CellProblem(
  'is negative, and the column of debit and credit says debit: correct one of them, or leave that column out with --columns debit_credit=',
);
const NO_NUMBER = new CellProblem('is no number');

/**
 * The amount of rows that say by another column whether it is in debit or credit, or have a column for each: debit less
 * credit. A credit is negative; a negative debit rejects its row. O(rows).
 */
export function deriveAmount(columns: InvoiceColumns): void {
  const { count, needsCare } = columns;
  const required = { needsCare, isRequired: true };
  const amount = columns.columns.get('amount');
  if (!amount) {
    const cellOf = (row: number): DerivedCell => {
      if (isBad(columns, 'debit_amount', row) || isBad(columns, 'credit_amount', row)) return NO_NUMBER;
      const debit = numberIn(columns, 'debit_amount', row);
      const credit = numberIn(columns, 'credit_amount', row);
      return debit === null && credit === null ? null : difference(debit ?? 0, credit ?? 0);
    };
    const text = (row: number): string =>
      [textIn(columns, 'debit_amount', row), textIn(columns, 'credit_amount', row)].filter(Boolean).join(' / ');
    columns.columns.set('amount', deriveColumn('number', count, cellOf, text, required));
    return;
  }
  if (!hasClue(columns, 'debit_credit')) return;
  const cellOf = (row: number): DerivedCell => {
    const value = amount.read(row);
    const side = numberIn(columns, 'debit_credit', row);
    if (typeof value !== 'number' || side === null) return value;
    if (side === CREDIT) return -Math.abs(value) + 0;
    return value < 0 ? SIGN_DIFFERS : value;
  };
  columns.columns.set('amount', deriveColumn('number', count, cellOf, amount.text, required));
}

/** Cents that differ in the last digit of a float are the same cents. */
function difference(debit: number, credit: number): number {
  return Math.round((debit - credit) * 1e6) / 1e6 + 0;
}
