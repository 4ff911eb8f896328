import { type EpochDay, formatDay } from '../calendar/index.ts';
import type { Crew } from '../crew/index.ts';
import {
  DEFAULT_RUN_THRESHOLDS,
  detectLedgerRuns,
  fitLedgerRunThresholds,
  type PaymentRun,
  type RunFamily,
} from '../features/index.ts';
import { itemStates, type Ledger, textAt, visibleAt } from '../ledger/index.ts';
import type { OutputColumn, OutputTable } from './output-table.ts';

/** One debtor's payment run, as `rhythm` writes it; dates `YYYY-MM-DD` or empty, shares 0–1. */
export interface RunRow {
  readonly debtor_id: string;
  readonly family: RunFamily;
  /** The family's parameters, separated by `|`. */
  readonly days: string;
  readonly label: string;
  readonly strength: number;
  readonly q_value: number | null;
  readonly payment_dates: number;
  readonly next_run: string;
  readonly clearing_lag_days: number;
  readonly lateness_explained: number | null;
  readonly missed_runs: number;
  readonly evidence: string;
}

/** Columns of the run table, in order, with what they hold. */
export const RUN_COLUMNS = [
  ['debtor_id', 'text'],
  ['family', 'text'],
  ['days', 'text'],
  ['label', 'text'],
  ['strength', 'number'],
  ['q_value', 'number'],
  ['payment_dates', 'integer'],
  ['next_run', 'text'],
  ['clearing_lag_days', 'integer'],
  ['lateness_explained', 'number'],
  ['missed_runs', 'integer'],
  ['evidence', 'text'],
] as const satisfies readonly (readonly [keyof RunRow, OutputColumn['type']])[];

const round = (value: number | null): number | null => (value === null ? null : Number(value.toPrecision(6)));

/** The payment runs of a ledger: the rows to be written, and what the detector found, in the same order. */
export interface LedgerRuns {
  readonly rows: readonly RunRow[];
  readonly runs: readonly PaymentRun[];
}

/** The payment run of every debtor known at `asOf`, by debtor id; population values are fitted on the same ledger. */
export function ledgerRuns(ledger: Ledger, asOf: EpochDay, crew?: Crew): LedgerRuns {
  const visible = visibleAt(ledger, asOf);
  const items = itemStates(visible);
  const thresholds =
    visible.payments.count === 0 ? DEFAULT_RUN_THRESHOLDS : fitLedgerRunThresholds(visible, items, asOf);
  const runs = detectLedgerRuns(visible, items, asOf, thresholds, crew);
  const rows = runs.map((run, debtor) => ({
    debtor_id: textAt(visible.debtors.id, debtor),
    family: run.family,
    days: run.days.join('|'),
    label: run.label,
    strength: round(run.strength) as number,
    q_value: round(run.qValue),
    payment_dates: run.paymentDates,
    next_run: run.nextRun === null ? '' : formatDay(run.nextRun),
    clearing_lag_days: run.clearingLagDays,
    lateness_explained: round(run.latenessExplained),
    missed_runs: run.missedRuns,
    evidence: run.evidence,
  }));
  return { rows, runs };
}

/** Run rows as a table to be written. */
export function runTable(rows: readonly RunRow[]): OutputTable {
  return {
    rows: rows.length,
    columns: RUN_COLUMNS.map(([name, type]) => ({ name, type, values: rows.map((row) => row[name]) })),
  };
}
