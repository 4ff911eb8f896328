import { type Ledger, textAt } from '../ledger/index.ts';
import type { Evaluation } from '../models/index.ts';
import type { OutputTable } from './output-table.ts';

/** Nine significant digits: enough to recompute every score, the same bytes everywhere. */
const rounded = (values: Float64Array): number[] => Array.from(values, (value) => Number(value.toPrecision(9)));

/** The predictions of an evaluation, one row a test invoice: what anyone needs to recompute the scores. */
export function predictionTable(ledger: Ledger, { asked, forecasts }: Evaluation): OutputTable {
  return {
    rows: asked.invoice.length,
    columns: [
      { name: 'invoice_id', type: 'text', values: Array.from(asked.invoice, (i) => textAt(ledger.invoices.id, i)) },
      { name: 'moment_date', type: 'date', values: asked.moment },
      { name: 'p_late', type: 'number', values: rounded(forecasts.pLate) },
      { name: 'p_very_late', type: 'number', values: rounded(forecasts.pVeryLate) },
      { name: 'date_p10', type: 'date', values: forecasts.p10Day },
      { name: 'date_p50', type: 'date', values: forecasts.p50Day },
      { name: 'date_p90', type: 'date', values: forecasts.p90Day },
      { name: 'baseline_p_late', type: 'number', values: rounded(forecasts.baselinePLate) },
    ],
  };
}
