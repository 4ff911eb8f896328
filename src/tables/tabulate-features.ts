import type { EpochDay } from '../calendar/index.ts';
import { type FeatureTable, featureDeclaration, type InvoiceMoments } from '../features/index.ts';
import { type Ledger, textAt } from '../ledger/index.ts';
import type { ColumnTable, TableColumn } from './column-table.ts';

/**
 * Debtor features with `debtor_id` and `moment_date` in front; the columns of features are shared, not copied.
 * O(debtors).
 *
 * @param ledger the ledger that the features were computed on.
 */
export function tabulateDebtorFeatures(ledger: Ledger, asOf: EpochDay, features: FeatureTable): ColumnTable {
  const { id, count } = ledger.debtors;
  return withKeys(features, [
    { name: 'debtor_id', type: 'text', values: Array.from({ length: count }, (_, d) => textAt(id, d)) },
    { name: 'moment_date', type: 'date', values: new Int32Array(features.rows).fill(asOf) },
  ]);
}

/**
 * Invoice features with `invoice_id`, `debtor_id` and `moment_date` in front; the columns of features are shared, not
 * copied. O(rows).
 *
 * @param ledger the ledger that the features were computed on.
 * @param asked the invoices and moments that they were computed for.
 */
export function tabulateInvoiceFeatures(ledger: Ledger, asked: InvoiceMoments, features: FeatureTable): ColumnTable {
  const { invoices, debtors } = ledger;
  return withKeys(features, [
    { name: 'invoice_id', type: 'text', values: Array.from(asked.invoice, (i) => textAt(invoices.id, i)) },
    {
      name: 'debtor_id',
      type: 'text',
      values: Array.from(asked.invoice, (i) => textAt(debtors.id, invoices.debtor[i])),
    },
    { name: 'moment_date', type: 'date', values: asked.moment },
  ]);
}

function withKeys(features: FeatureTable, keys: readonly TableColumn[]): ColumnTable {
  const columns = features.names.map((name, at): TableColumn => {
    const unit = featureDeclaration(name)?.unit;
    const isWhole = unit === 'count' || unit === 'weekday' || unit === 'day of month';
    return { name, type: isWhole ? 'integer' : 'number', values: features.columns[at] };
  });
  return { rows: features.rows, columns: [...keys, ...columns] };
}
