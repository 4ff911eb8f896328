import { expect, it } from 'vitest';
import { giantLedger, START } from '../../bench/giant-debtor/giant-ledger.ts';
import { computeInvoiceFeatures, featureColumn, UNINFORMED } from '../../src/features/index.ts';

it('a giant debtor has the median and tail of all its payments', () => {
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
  expect(featureColumn(table, 'median_late_days')[0]).toBe((days[(days.length - 1) >> 1] + days[days.length >> 1]) / 2);
  expect(featureColumn(table, 'p90_late_days')[0]).toBe(days[Math.ceil(0.9 * days.length) - 1]);
});
