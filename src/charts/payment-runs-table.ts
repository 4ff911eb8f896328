import { type EpochDay, formatDay, parseDay } from '../calendar/index.ts';
import {
  DEFAULT_RUN_THRESHOLDS,
  detectLedgerRuns,
  fitLedgerRunThresholds,
  type PaymentRun,
} from '../features/index.ts';
import { itemStates, type Ledger, textAt, visibleAt } from '../ledger/index.ts';

/** A debtor with its payment run, in words and as the detector has it. */
export interface PaymentRunRow {
  readonly debtor_id: string;
  /** The run in words, `no payment run` where there is none. */
  readonly pays: string;
  /** Share 0–1 of its payment dates on the run. */
  readonly on_run: number;
  readonly payment_dates: number;
  /** `YYYY-MM-DD`, empty without a run. */
  readonly next_run: string;
  readonly missed_runs: number;
  readonly run: PaymentRun;
}

/**
 * The payment run of every debtor known at `asOf`, run payers first, those with the most payment dates before others;
 * equals by id. O(debtors · detection).
 */
export function paymentRunsTable(ledger: Ledger, asOf: string | EpochDay): PaymentRunRow[] {
  const today = typeof asOf === 'string' ? parseDay(asOf, 'asOf') : asOf;
  const visible = visibleAt(ledger, today);
  const items = itemStates(visible);
  const thresholds =
    visible.payments.count === 0 ? DEFAULT_RUN_THRESHOLDS : fitLedgerRunThresholds(visible, items, today);
  const rows = detectLedgerRuns(visible, items, today, thresholds).map(
    (run, debtor): PaymentRunRow => ({
      debtor_id: textAt(visible.debtors.id, debtor),
      pays: run.label,
      on_run: run.strength,
      payment_dates: run.paymentDates,
      next_run: run.nextRun === null ? '' : formatDay(run.nextRun),
      missed_runs: run.missedRuns,
      run,
    }),
  );
  const isRun = (row: PaymentRunRow): number => (row.run.family === 'none' ? 0 : 1);
  return rows.sort(
    (a, b) =>
      isRun(b) - isRun(a) ||
      b.payment_dates * isRun(b) - a.payment_dates * isRun(a) ||
      (a.debtor_id < b.debtor_id ? -1 : 1),
  );
}
