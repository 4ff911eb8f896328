import { type EpochDay, lastDayOfMonth, monthIndexOf, NO_DAY, partsOfDay, weekdayOf } from '../calendar/index.ts';
import type { Ledger } from '../ledger/index.ts';
import { AsOfSweep, ITEM_STATE, type SweptItems } from './as-of-sweep.ts';
import { NO_INVOICE, type OwnInvoice, writeDebtorFeatures } from './debtor-features.ts';
import { type DebtorHistory, monthPartOf } from './debtor-history.ts';
import { DEBTOR_FEATURES, INVOICE_FEATURES, type InvoiceFeatureName } from './feature-declarations.ts';
import { createFeatureTable, type FeatureTable, type InvoiceMoments } from './feature-table.ts';
import { DEFAULT_RUN_THRESHOLDS, type RunThresholds } from './rhythm/index.ts';
import { RunMemory, type RunOutlook, runRefreshDay } from './run-memory.ts';
import { type OutcomeCounts, type Smoothing, UNINFORMED } from './smoothing.ts';

/** How features are worked out. */
export interface FeatureOptions {
  /** Population values that thin records lean on; see `fitSmoothing`. */
  readonly smoothing: Smoothing;
  /** Payment-run thresholds; see `fitLedgerRunThresholds`. Default: those for an unknown population. */
  readonly runThresholds?: RunThresholds;
  /** Open amounts of this much or less count as paid, in major units; default 1. */
  readonly tolerance?: number;
}

const DEBTOR_NAMES = DEBTOR_FEATURES.map((feature) => feature.name);
const ALL_NAMES = [...DEBTOR_NAMES, ...INVOICE_FEATURES.map((feature) => feature.name)];

/**
 * Debtor features of every debtor on the morning of `asOf`, one row a debtor in the ledger's order. The ledger should be
 * cut at `asOf` (`visibleAt`); the sweep looks at nothing later either way. O(n log of a debtor's rows).
 */
export function computeDebtorFeatures(ledger: Ledger, asOf: EpochDay, options: FeatureOptions): FeatureTable {
  const table = createFeatureTable(DEBTOR_NAMES, ledger.debtors.count);
  const sweep = new AsOfSweep(ledger, options.smoothing, options.tolerance);
  const row = new Float64Array(DEBTOR_NAMES.length);
  const scale = 10 ** ledger.reporting.minorDigits;
  for (let d = 0; d < ledger.debtors.count; d++) {
    sweep.run(
      d,
      { rows: [d], moments: [asOf] },
      {
        visit(history, items) {
          const oldest = oldestOverdue(ledger, items, d, -1);
          writeDebtorFeatures(history, NO_INVOICE, oldest, asOf, options.smoothing, scale, row);
          for (let f = 0; f < row.length; f++) table.columns[f][d] = row[f];
        },
      },
    );
  }
  return table;
}

/**
 * Features of invoices, each at its own moment, debtor features first; one row for each row of `asked`. The invoice
 * itself counts as known at its moment, every other row only when its known date lies strictly before it. Debtor
 * features leave the invoice itself out. O(n log of a debtor's rows + moments).
 */
export function computeInvoiceFeatures(ledger: Ledger, asked: InvoiceMoments, options: FeatureOptions): FeatureTable {
  const table = createFeatureTable(ALL_NAMES, asked.invoice.length);
  const sweep = new AsOfSweep(ledger, options.smoothing, options.tolerance);
  const scale = 10 ** ledger.reporting.minorDigits;
  const debtorRow = new Float64Array(DEBTOR_NAMES.length);
  const { invoices } = ledger;
  const lateBase = options.smoothing.roll === 'none' ? invoices.dueDay : invoices.rolledDueDay;
  const runs = new RunMemory(ledger, options.runThresholds ?? DEFAULT_RUN_THRESHOLDS);
  const visit = (history: DebtorHistory, items: SweptItems, row: number, debtor: number, moment: EpochDay): void => {
    if (row === REFRESH) {
      runs.refresh(items, history.settled, debtor, moment);
      return;
    }
    const i = asked.invoice[row];
    const at = i - invoices.start[debtor];
    const own = ownInvoice(ledger, items, i, at, lateBase[i]);
    const oldest = oldestOverdue(ledger, items, debtor, at);
    writeDebtorFeatures(history, own, oldest, moment, options.smoothing, scale, debtorRow);
    for (let f = 0; f < debtorRow.length; f++) table.columns[f][row] = debtorRow[f];
    const outlook = runs.outlook(debtor, invoices.dueDay[i], lateBase[i]);
    const values = invoiceValues(
      ledger,
      i,
      own,
      history,
      debtorRow,
      moment,
      lateBase[i],
      options.smoothing,
      scale,
      outlook,
    );
    let f = debtorRow.length;
    for (const name in values) table.columns[f++][row] = values[name as InvoiceFeatureName];
  };
  forEachDebtor(ledger, asked, (debtor, rows, moments) => {
    runs.forget();
    sweep.run(debtor, withRefreshes(rows, moments), { visit });
  });
  return table;
}

/** Outcomes known of each debtor on the morning of `asOf`, for `fitSmoothing`. */
export function countOutcomes(
  ledger: Ledger,
  asOf: EpochDay,
  options: Pick<Smoothing, 'lateAfterDays' | 'roll'> & { readonly tolerance?: number },
): OutcomeCounts {
  const debtors = ledger.debtors.count;
  const counts = {
    lessons: new Float64Array(debtors),
    late: new Float64Array(debtors),
    veryLate: new Float64Array(debtors),
    sumLateDays: new Float64Array(debtors),
  };
  const smoothing = { ...UNINFORMED, lateAfterDays: options.lateAfterDays, roll: options.roll };
  const sweep = new AsOfSweep(ledger, smoothing, options.tolerance);
  for (let d = 0; d < debtors; d++) {
    sweep.run(
      d,
      { rows: [d], moments: [asOf] },
      {
        visit(history) {
          counts.lessons[d] = history.settled + history.openLate;
          counts.late[d] = history.settledLate + history.openLate;
          counts.veryLate[d] = history.settledVeryLate + history.openVeryLate;
          counts.sumLateDays[d] = history.sumLateDays + history.openLate * (asOf - 1) - history.sumOpenLateDue;
        },
      },
    );
  }
  return counts;
}

function forEachDebtor(
  ledger: Ledger,
  asked: InvoiceMoments,
  run: (debtor: number, rows: Int32Array, moments: Int32Array) => void,
): void {
  const debtorOf = ledger.invoices.debtor;
  const order = Int32Array.from({ length: asked.invoice.length }, (_, row) => row).sort(
    (a, b) => debtorOf[asked.invoice[a]] - debtorOf[asked.invoice[b]] || asked.moment[a] - asked.moment[b] || a - b,
  );
  for (let from = 0; from < order.length; ) {
    const debtor = debtorOf[asked.invoice[order[from]]];
    let to = from + 1;
    while (to < order.length && debtorOf[asked.invoice[order[to]]] === debtor) to++;
    const rows = order.subarray(from, to);
    run(
      debtor,
      rows,
      Int32Array.from(rows, (row) => asked.moment[row]),
    );
    from = to;
  }
}

/** In place of a row: the first of a month, on which the debtor's payment run is looked for. */
const REFRESH = -1;

/** A debtor's moments with the first of each of their months put in before them. */
function withRefreshes(rows: Int32Array, moments: Int32Array): { rows: number[]; moments: number[] } {
  const all = { rows: [] as number[], moments: [] as number[] };
  let month = Number.NEGATIVE_INFINITY;
  for (let r = 0; r < rows.length; r++) {
    const refresh = runRefreshDay(moments[r]);
    if (refresh > month) {
      month = refresh;
      all.rows.push(REFRESH);
      all.moments.push(refresh);
    }
    all.rows.push(rows[r]);
    all.moments.push(moments[r]);
  }
  return all;
}

function ownInvoice(ledger: Ledger, items: SweptItems, i: number, at: number, lateBaseDay: EpochDay): OwnInvoice {
  const { invoices } = ledger;
  const isKnown = items.state[at] !== ITEM_STATE.unknown && items.state[at] !== ITEM_STATE.closed;
  return {
    isOpen: items.state[at] === ITEM_STATE.open,
    isOverdue: items.state[at] === ITEM_STATE.open && items.isOverdue[at] === 1,
    isOpenLate: items.state[at] === ITEM_STATE.open && items.isOpenLate[at] === 1,
    isOpenVeryLate: items.state[at] === ITEM_STATE.open && items.isOpenVeryLate[at] === 1,
    openMinor: items.state[at] === ITEM_STATE.unknown ? invoices.amountMinor[i] : items.openMinor[at],
    isKnown,
    amountMinor: invoices.amountMinor[i],
    termDays: invoices.dueDay[i] - invoices.issueDay[i],
    issueDay: invoices.issueDay[i],
    lateBaseDay,
  };
}

/** Earliest rolled due date of the debtor's overdue items, without item `except`; `NO_DAY` without one. */
function oldestOverdue(ledger: Ledger, items: SweptItems, debtor: number, except: number): EpochDay {
  const first = ledger.invoices.start[debtor];
  const count = ledger.invoices.start[debtor + 1] - first;
  let oldest = NO_DAY;
  for (let at = 0; at < count; at++) {
    if (at === except || items.state[at] !== ITEM_STATE.open || items.isOverdue[at] === 0) continue;
    const due = ledger.invoices.rolledDueDay[first + at];
    if (oldest === NO_DAY || due < oldest) oldest = due;
  }
  return oldest;
}

function invoiceValues(
  ledger: Ledger,
  i: number,
  own: OwnInvoice,
  history: DebtorHistory,
  debtorRow: Float64Array,
  moment: EpochDay,
  lateBaseDay: EpochDay,
  smoothing: Smoothing,
  moneyScale: number,
  outlook: RunOutlook,
): Record<InvoiceFeatureName, number> {
  const { invoices } = ledger;
  const due = invoices.dueDay[i];
  const weekday = weekdayOf(due);
  const dayOfMonth = partsOfDay(due).day;
  const part = monthPartOf(dayOfMonth);
  const ownLate = own.isOpenLate ? 1 : 0;
  const rate = debtorRow[DEBTOR_NAMES.indexOf('prior_late_rate')];
  const meanAmount = debtorRow[DEBTOR_NAMES.indexOf('mean_amount')];
  const { strength } = smoothing;
  return {
    amount: own.amountMinor / moneyScale,
    amount_ratio: meanAmount > 0 ? own.amountMinor / moneyScale / meanAmount : Number.NaN,
    term_days: own.termDays,
    habit_less_term_days: debtorRow[DEBTOR_NAMES.indexOf('mean_days_to_pay')] - own.termDays,
    days_past_due: moment - lateBaseDay,
    due_roll_days: invoices.rolledDueDay[i] - due,
    due_weekday: weekday + 1,
    due_day_of_month: dayOfMonth,
    days_to_month_end: lastDayOfMonth(monthIndexOf(due)) - due,
    weekday_late_rate:
      (history.weekdayLate[weekday] - ownLate + strength * rate) /
      (history.weekdayLessons[weekday] - ownLate + strength),
    month_part_late_rate:
      (history.monthPartLate[part] - ownLate + strength * rate) / (history.monthPartLessons[part] - ownLate + strength),
    run_strength: outlook.strength,
    due_to_run_days: outlook.dueToRunDays,
    paid_share: own.amountMinor === 0 ? Number.NaN : 1 - own.openMinor / own.amountMinor,
  };
}
