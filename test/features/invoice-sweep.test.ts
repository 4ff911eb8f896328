import { describe, expect, test } from 'vitest';
import { computeInvoiceFeatures, FEATURES, UNINFORMED } from '../../src/features/index.ts';
import { createInvoiceSweep } from '../../src/features/invoice-sweep.ts';
import { createWorld, ledgerFromTables } from '../../src/simulate/index.ts';

describe('a sweep for single invoices', () => {
  const ledger = ledgerFromTables(
    createWorld({ invoices: 120, debtors: 4, seed: 3, from: '2025-06-02' }).tablesAsOf('2025-06-02'),
  );
  const asOf = 20_241;
  const asked = Int32Array.from({ length: 12 }, (_, at) => (at * 173) % ledger.invoices.count);

  test('answers each question as computeInvoiceFeatures does, whatever was asked before', () => {
    const options = { smoothing: UNINFORMED };
    const moment = asked.map((invoice, at) => Math.max(ledger.invoices.knownDay[invoice], asOf - 40 * (at % 9)));
    const all = computeInvoiceFeatures(ledger, { invoice: asked, moment }, options);
    const featuresOf = createInvoiceSweep(ledger, options);
    expect(featuresOf(0, asOf).names).toEqual(FEATURES.map(({ name }) => name));
    asked.forEach((invoice, row) => {
      const one = featuresOf(invoice, moment[row]);
      expect(one.columns.map((column) => column[0])).toEqual(all.columns.map((column) => column[row]));
    });
  });
});
