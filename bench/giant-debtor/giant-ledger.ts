import { formatDay, parseDay } from '../../src/calendar/index.ts';
import { type InvoiceRow, type Ledger, ledgerFromRows, type PaymentRow } from '../../src/ledger/index.ts';

/** First issue date. */
export const START = parseDay('2020-01-06');
const SPAN = 1500;

/** One debtor with `count` invoices, three in four paid, some in parts, oldest ones left open. */
export function giantLedger(count: number): Ledger {
  const invoices: InvoiceRow[] = [];
  const payments: PaymentRow[] = [];
  let draw = 1;
  const random = (below: number): number => {
    draw = (Math.imul(draw, 1_103_515_245) + 12_345) >>> 0;
    return Math.floor((draw / 2 ** 32) * below);
  };
  for (let n = 0; n < count; n++) {
    const issue = START + Math.floor((n * SPAN) / count);
    const due = issue + 7 + random(60);
    const amount = 100 + random(100_000) / 100;
    const row = { invoice_id: `G${n}`, debtor_id: 'GIANT' };
    invoices.push({ ...row, issue_date: formatDay(issue), due_date: formatDay(due), amount });
    if (random(4) === 0) continue;
    const paid = { ...row, payment_id: `P${n}`, paid_on: formatDay(due - 5 + random(60)) };
    payments.push({ ...paid, amount: random(5) === 0 ? 40 : amount });
  }
  return ledgerFromRows({ invoices, payments });
}
