import { type Ledger, textAt } from '../ledger/index.ts';
import type { InvoiceForecasts } from '../models/index.ts';
import type { ColumnTable } from './column-table.ts';

/**
 * Forecasts of invoices as a table, one row an invoice: chances 0–1, dates by which it is paid with probability 10, 50
 * and 90 % (missing more than a year ahead). Numbers and dates are shared, not copied. O(rows).
 *
 * @param ledger the ledger that the forecasts were made on.
 */
export function tabulateForecasts(ledger: Ledger, forecasts: InvoiceForecasts): ColumnTable {
  const { invoices, debtors } = ledger;
  const { invoice } = forecasts;
  return {
    rows: invoice.length,
    columns: [
      { name: 'invoice_id', type: 'text', values: Array.from(invoice, (i) => textAt(invoices.id, i)) },
      { name: 'debtor_id', type: 'text', values: Array.from(invoice, (i) => textAt(debtors.id, invoices.debtor[i])) },
      { name: 'moment_date', type: 'date', values: forecasts.moment },
      { name: 'p_late', type: 'number', values: forecasts.pLate },
      { name: 'p_very_late', type: 'number', values: forecasts.pVeryLate },
      { name: 'date_p10', type: 'date', values: forecasts.p10Day },
      { name: 'date_p50', type: 'date', values: forecasts.p50Day },
      { name: 'date_p90', type: 'date', values: forecasts.p90Day },
      { name: 'expected_days', type: 'number', values: forecasts.expectedDays },
      { name: 'p_paid_soon', type: 'number', values: forecasts.pPaidSoon },
      { name: 'baseline_p_late', type: 'number', values: forecasts.baselinePLate },
    ],
  };
}
