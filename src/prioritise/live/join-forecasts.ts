import type { NumericColumn } from '../../ledger/gather-columns.ts';
import type { InvoiceForecasts } from '../../models/index.ts';

type Columns = Record<string, NumericColumn>;

/** Forecasts one after another (at least one part). O(rows). */
export function joinForecasts(parts: readonly InvoiceForecasts[]): InvoiceForecasts {
  const length = parts.reduce((sum, { invoice }) => sum + invoice.length, 0);
  const all: Columns = {};
  for (const name of Object.keys(parts[0] as object) as (keyof InvoiceForecasts)[]) {
    const Column = (parts[0] as InvoiceForecasts)[name].constructor as new (length: number) => NumericColumn;
    const column = new Column(length);
    let at = 0;
    for (const part of parts) {
      column.set(part[name], at);
      at += part.invoice.length;
    }
    all[name] = column;
  }
  return all as unknown as InvoiceForecasts;
}
