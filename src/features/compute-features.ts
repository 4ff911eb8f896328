import type { EpochDay } from '../calendar/index.ts';
import type { Ledger } from '../ledger/index.ts';
import { AsOfSweep } from './as-of-sweep.ts';
import { type CashIndex, indexCash } from './cash-index.ts';
import { chooseFeatures } from './choose-features.ts';
import { DEBTOR_FEATURES } from './debtor-feature-declarations.ts';
import { FEATURES } from './feature-declarations.ts';
import { createFeatureTable, type FeatureTable, type InvoiceMoments } from './feature-table.ts';
import { fillByCrew, isShared } from './fill-by-crew.ts';
import { type PreparedInvoices, prepareInvoices } from './prepared-invoices.ts';
import { createRecords } from './sweep-records.ts';
import { type FeatureOptions, sweepSource } from './sweep-source.ts';

/**
 * Debtor features of every debtor on the morning of `asOf`, one row a debtor in the ledger's order. The ledger should be
 * cut at `asOf` (`visibleAt`); the sweep looks at nothing later either way. O(n log of a debtor's rows), and a run
 * detection a debtor where features of the run are asked for.
 *
 * @throws {PayrhythmError} `USAGE` for an unknown name among `features`.
 */
export function computeDebtorFeatures(ledger: Ledger, asOf: EpochDay, options: FeatureOptions): FeatureTable {
  const names = chooseFeatures(DEBTOR_FEATURES, options.features);
  if (isShared(options.crew))
    return fillByCrew(ledger, { grain: 'debtor', asOf, cash: indexCash(ledger) }, names, options);
  const table = createFeatureTable(names, ledger.debtors.count);
  fillDebtorFeatures(ledger, asOf, options, table, indexCash(ledger));
  return table;
}

/**
 * Features of a single debtor, for live use: a table of one row, the same as that debtor's row of
 * {@link computeDebtorFeatures}. O(payments) for the index of unmatched cash, which can be handed in, then O(k log k) for
 * the debtor's k rows.
 *
 * @throws {PayrhythmError} `USAGE` for an unknown name among `features`.
 */
export function computeOneDebtor(
  ledger: Ledger,
  debtor: number,
  asOf: EpochDay,
  options: FeatureOptions,
  cash: CashIndex = indexCash(ledger),
): FeatureTable {
  const table = createFeatureTable(chooseFeatures(DEBTOR_FEATURES, options.features), 1);
  const source = sweepSource(ledger, options.smoothing, options.tolerance, cash);
  const sweep = new AsOfSweep(source, createRecords(source, table, options.runThresholds));
  sweep.begin(debtor, asOf);
  sweep.advance(asOf);
  sweep.write(0, -1, asOf);
  return table;
}

/**
 * Fills the rows of the debtors [from, to) of a table whose names are debtor features and whose columns may lie on shared
 * memory. The rest of the table is not touched, so that ranges can be filled in any order, or at once by threads.
 */
export function fillDebtorFeatures(
  ledger: Ledger,
  asOf: EpochDay,
  options: FeatureOptions,
  table: FeatureTable,
  cash: CashIndex,
  from = 0,
  to = ledger.debtors.count,
): void {
  const source = sweepSource(ledger, options.smoothing, options.tolerance, cash);
  const sweep = new AsOfSweep(source, createRecords(source, table, options.runThresholds));
  for (let debtor = from; debtor < to; debtor++) {
    sweep.begin(debtor, asOf);
    sweep.advance(asOf);
    sweep.write(debtor, -1, asOf);
  }
}

/**
 * Features of invoices, each at its own moment, debtor features first; one row for each row of `asked`. The invoice
 * itself counts as known at its moment, every other row only when its known date lies strictly before it. Debtor
 * features leave out what the invoice itself has open. O(n log of a debtor's rows + moments), and run detections at
 * the debtor's own payment days where features of the run are asked for (see `nextRunRefresh`).
 *
 * @throws {PayrhythmError} `USAGE` for an unknown name among `features`.
 */
export function computeInvoiceFeatures(ledger: Ledger, asked: InvoiceMoments, options: FeatureOptions): FeatureTable {
  const names = chooseFeatures(FEATURES, options.features);
  const prepared = prepareInvoices(ledger, asked);
  if (isShared(options.crew)) return fillByCrew(ledger, { grain: 'invoice', prepared }, names, options);
  const table = createFeatureTable(names, asked.invoice.length);
  fillInvoiceFeatures(ledger, prepared, options, table);
  return table;
}

/**
 * Fills the rows about invoices of the debtors [from, to) of a table whose columns may lie on shared memory; rows of other
 * debtors are not touched.
 */
export function fillInvoiceFeatures(
  ledger: Ledger,
  prepared: PreparedInvoices,
  options: FeatureOptions,
  table: FeatureTable,
  from = 0,
  to = ledger.debtors.count,
): void {
  const source = sweepSource(ledger, options.smoothing, options.tolerance, prepared.cash);
  const sweep = new AsOfSweep(source, createRecords(source, table, options.runThresholds));
  const { invoice, moment, order } = prepared;
  for (let debtor = from; debtor < to; debtor++) {
    const end = order.start[debtor + 1];
    let at = order.start[debtor];
    if (at === end) continue;
    sweep.begin(debtor, moment[order.row === null ? end - 1 : order.row[end - 1]]);
    for (; at < end; at++) {
      const row = order.row === null ? at : order.row[at];
      sweep.advance(moment[row]);
      sweep.write(row, invoice[row], moment[row]);
    }
  }
}
