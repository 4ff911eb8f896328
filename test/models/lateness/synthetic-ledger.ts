import { formatDay, parseDay } from '../../../src/calendar/index.ts';
import { type Ledger, type LedgerRows, ledgerFromRows } from '../../../src/ledger/index.ts';
import { createRandom } from '../../../src/models/index.ts';

/** First invoice of the synthetic ledgers. */
export const FIRST = parseDay('2024-01-01');

/**
 * Debtors with a lateness of their own (some prompt, some late by weeks), one invoice about every nine days each, paid
 * with noise; what is due after `until` days is still open.
 */
export function syntheticRows(debtors: number, invoicesEach: number, seed: number, until = 700): LedgerRows {
  const random = createRandom(seed);
  const invoices = [];
  const payments = [];
  for (let d = 0; d < debtors; d++) {
    const habit = [-6, 0, 4, 12, 30][d % 5];
    for (let n = 0; n < invoicesEach; n++) {
      const issue = Math.floor(n * 9 + random() * 8);
      const term = [14, 30][d % 2];
      const paid = issue + Math.max(0, term + habit + Math.round((random() - 0.5) * 16));
      const amount = 100 + Math.floor(random() * 900);
      const invoice_id = `F${d}-${n}`;
      if (issue >= until) continue;
      invoices.push({
        invoice_id,
        debtor_id: `D${d}`,
        issue_date: formatDay(FIRST + issue),
        due_date: formatDay(FIRST + issue + term),
        amount,
      });
      if (paid < until)
        payments.push({
          payment_id: `P${d}-${n}`,
          debtor_id: `D${d}`,
          invoice_id,
          paid_on: formatDay(FIRST + paid),
          amount,
        });
    }
  }
  return { invoices, payments };
}

export function syntheticLedger(debtors: number, invoicesEach: number, seed: number, until?: number): Ledger {
  return ledgerFromRows(syntheticRows(debtors, invoicesEach, seed, until));
}
