import { headerKey } from './header-key.ts';
import { numberShapeOf } from './number-shape.ts';

/** Fewer rows prove nothing. */
const LEAST_ROWS = 3;
const TOLERANCE = 0.005;

/** Whether a header may be that of a balance, which runs on from row to row in statements of account. */
export function isBalanceHeader(header: string): boolean {
  return /balance|saldo|solde|kontostand/.test(headerKey(header));
}

/** Where the amounts of rows stand: in one column, or in one of debit and one of credit. */
export type AmountPlaces =
  | { readonly amount: number }
  | { readonly debit: number | undefined; readonly credit: number | undefined };

/**
 * Whether a column of balances runs on: each is the one above plus the amount of its row, or begins anew with that amount. Such
 * a balance says nothing about what is open of its row. O(rows).
 */
export function isRunningBalance(
  records: readonly (readonly string[])[],
  balance: number,
  amounts: AmountPlaces,
): boolean {
  return (['point', 'comma'] as const).some((mark) => {
    let before = 0;
    let rows = 0;
    let carried = 0;
    const read = (text: string | undefined): number | undefined =>
      text === undefined || text.trim() === '' ? 0 : numberShapeOf(text)?.[mark];
    for (const record of records) {
      if ((record[balance] ?? '').trim() === '') continue;
      const now = read(record[balance]);
      const debit = 'amount' in amounts ? read(record[amounts.amount]) : read(record[amounts.debit ?? -1]);
      const credit = 'amount' in amounts ? 0 : read(record[amounts.credit ?? -1]);
      if (now === undefined || debit === undefined || credit === undefined) return false;
      const amount = debit - credit;
      const runsOn = Math.abs(now - before - amount) < TOLERANCE;
      if (!runsOn && Math.abs(now - amount) >= TOLERANCE) return false;
      if (runsOn && Math.abs(before) >= TOLERANCE && Math.abs(amount) >= TOLERANCE) carried++;
      before = now;
      rows++;
    }
    return rows >= LEAST_ROWS && carried > 0;
  });
}
