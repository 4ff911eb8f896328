import { NO_DAY } from '../calendar/index.ts';
import type { PaymentRun } from '../features/index.ts';
import { type Ledger, textAt } from '../ledger/index.ts';
import type { ColumnKind, ColumnTable, TableColumn } from './column-table.ts';

/** Columns of the table of payment runs after `debtor_id`, with the field of `PaymentRun` each shows. */
const COLUMNS = [
  ['family', 'text', (run) => run.family],
  ['days', 'text', (run) => run.days.join('|')],
  ['roll', 'text', (run) => run.roll],
  ['clearing_lag_days', 'integer', (run) => run.clearingLagDays],
  ['clearing_lag_unit', 'text', (run) => run.clearingLagUnit],
  ['label', 'text', (run) => run.label],
  ['strength', 'number', (run) => run.strength],
  ['invoice_share', 'number', (run) => run.invoiceShare],
  ['p_value', 'number', (run) => run.pValue],
  ['q_value', 'number', (run) => run.qValue],
  ['payment_dates', 'integer', (run) => run.paymentDates],
  ['dates_since_start', 'integer', (run) => run.datesSinceStart],
  ['dates_on_run', 'integer', (run) => run.datesOnRun],
  ['since', 'date', (run) => run.since],
  ['lateness_explained', 'number', (run) => run.latenessExplained],
  ['missed_runs', 'integer', (run) => run.missedRuns],
  ['last_run', 'date', (run) => run.lastRun],
  ['next_run', 'date', (run) => run.nextRun],
  ['evidence', 'text', (run) => run.evidence],
] as const satisfies readonly (readonly [string, ColumnKind, (run: PaymentRun) => string | number | null])[];

/**
 * The payment run of each debtor as a table, `family` `none` where there is no run. Shares 0–1; dates missing without a
 * run. O(debtors).
 *
 * @param ledger the ledger that the runs were detected on.
 * @param runs one run a debtor, by debtor index: `detectLedgerRuns`.
 */
export function tabulateRuns(ledger: Ledger, runs: readonly PaymentRun[]): ColumnTable {
  const ids = runs.map((_, debtor) => textAt(ledger.debtors.id, debtor));
  const columns = COLUMNS.map(
    ([name, type, cellOf]): TableColumn => ({ name, type, values: valuesOf(runs, type, cellOf) }),
  );
  return { rows: runs.length, columns: [{ name: 'debtor_id', type: 'text', values: ids }, ...columns] };
}

function valuesOf(
  runs: readonly PaymentRun[],
  type: ColumnKind,
  cellOf: (run: PaymentRun) => string | number | null,
): TableColumn['values'] {
  if (type === 'text') return runs.map(cellOf);
  if (type === 'number') return Float64Array.from(runs, (run) => (cellOf(run) as number | null) ?? Number.NaN);
  return Int32Array.from(runs, (run) => (cellOf(run) as number | null) ?? NO_DAY);
}
