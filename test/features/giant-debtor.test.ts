import { describe, expect, it } from 'vitest';
import { formatDay, parseDay } from '../../src/calendar/index.ts';
import {
  computeInvoiceFeatures,
  DEFAULT_RUN_THRESHOLDS,
  featureColumn,
  momentsOf,
  UNINFORMED,
} from '../../src/features/index.ts';
import { type InvoiceRow, type Ledger, ledgerFromRows, type PaymentRow } from '../../src/ledger/index.ts';

const START = parseDay('2020-01-06');
const SPAN = 1500;

/** One debtor with `count` invoices, three in four paid, some in parts, oldest ones left open. */
function giantLedger(count: number): Ledger {
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

/** Seconds of this process for all features but detection, best of three. */
function secondsOf(ledger: Ledger): number {
  const invoice = Int32Array.from({ length: ledger.invoices.count }, (_, i) => i);
  const asked = { invoice, moment: momentsOf(ledger, invoice, 'due') };
  const runThresholds = { ...DEFAULT_RUN_THRESHOLDS, minimumDates: Number.MAX_SAFE_INTEGER };
  let best = Number.POSITIVE_INFINITY;
  for (let round = 0; round < 3; round++) {
    const from = process.cpuUsage();
    const table = computeInvoiceFeatures(ledger, asked, { smoothing: UNINFORMED, runThresholds });
    const { user, system } = process.cpuUsage(from);
    best = Math.min(best, (user + system) / 1e6);
    expect(table.rows).toBe(ledger.invoices.count);
  }
  return best;
}

describe('a giant debtor', () => {
  it('with most invoices left open costs hardly more an invoice than a small one', { timeout: 120_000 }, () => {
    const small = secondsOf(giantLedger(2_500)) / 2_500;
    const giant = secondsOf(giantLedger(40_000)) / 40_000;
    // Sixteen times the invoices: a scan of its items at each moment would be sixteen times dearer an invoice.
    expect(giant).toBeLessThan(6 * Math.max(small, 1e-6));
  });

  it('has the median and tail of all its payments', () => {
    const ledger = giantLedger(3_000);
    const last = ledger.invoices.count - 1;
    const asked = { invoice: Int32Array.of(last), moment: Int32Array.of(START + 2_000) };
    const table = computeInvoiceFeatures(ledger, asked, {
      smoothing: UNINFORMED,
      features: ['median_late_days', 'p90_late_days', 'lessons'],
    });
    const days: number[] = [];
    const open = ledger.invoices.amountMinor.slice();
    for (let p = 0; p < ledger.payments.count; p++) {
      const i = ledger.payments.invoice[p];
      open[i] -= ledger.payments.amountMinor[p];
      if (open[i] <= 100) days.push(ledger.payments.paidDay[p] - ledger.invoices.rolledDueDay[i]);
    }
    days.sort((a, b) => a - b);
    expect(days.length).toBeGreaterThan(1_000);
    expect(featureColumn(table, 'median_late_days')[0]).toBe(
      (days[(days.length - 1) >> 1] + days[days.length >> 1]) / 2,
    );
    expect(featureColumn(table, 'p90_late_days')[0]).toBe(days[Math.ceil(0.9 * days.length) - 1]);
  });
});
