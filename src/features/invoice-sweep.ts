import type { EpochDay } from '../calendar/index.ts';
import type { Ledger } from '../ledger/index.ts';
import { AsOfSweep } from './as-of-sweep.ts';
import { indexCash } from './cash-index.ts';
import { chooseFeatures } from './choose-features.ts';
import { FEATURES } from './feature-declarations.ts';
import { createFeatureTable, type FeatureTable } from './feature-table.ts';
import { createRecords } from './sweep-records.ts';
import { type FeatureOptions, sweepSource } from './sweep-source.ts';

/** Answers what `computeInvoiceFeatures` says of one invoice at a moment. */
export type InvoiceSweep = (invoice: number, moment: EpochDay) => FeatureTable;

/**
 * Features of one invoice after another, for live use: the records of a sweep, a megabyte, are set up once. The rows of
 * the ledger may change between two questions, as long as its columns stay the same arrays. The table of one row that is
 * answered is filled anew by the next question. O(payments + debtors + k log k) for the k rows of the invoice's debtor.
 *
 * @throws {PayrhythmError} `USAGE` for an unknown name among `features`.
 */
export function createInvoiceSweep(ledger: Ledger, options: FeatureOptions): InvoiceSweep {
  const table = createFeatureTable(chooseFeatures(FEATURES, options.features), 1);
  const cash = { ...indexCash(ledger) };
  const source = sweepSource(ledger, options.smoothing, options.tolerance, cash);
  const sweep = new AsOfSweep(source, createRecords(source, table, options.runThresholds));
  return (invoice, moment) => {
    Object.assign(cash, indexCash(ledger));
    sweep.begin(ledger.invoices.debtor[invoice], moment);
    sweep.advance(moment);
    sweep.write(0, invoice, moment);
    return table;
  };
}
