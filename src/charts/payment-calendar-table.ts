import { type EpochDay, formatDay, lastDayOfMonth, monthIndexOf, parseDay, partsOfDay } from '../calendar/index.ts';
import { PayrhythmError } from '../errors.ts';
import type { PaymentRun, RunFamily } from '../features/index.ts';
import { RunSchedule } from '../features/rhythm/run-schedule.ts';
import { findSorted, ITEM, itemStates, type Ledger, textAt, visibleAt } from '../ledger/index.ts';

/** One date of a debtor's calendar. */
export interface PaymentCalendarDay {
  /** `YYYY-MM-DD`. */
  readonly date: string;
  /** A date on which invoices were settled, on or off the run; a run day on which nothing was settled, in most cases because nothing was due; the next run. */
  readonly what: 'paid on the run' | 'paid off the run' | 'run day, nothing settled' | 'next run';
  /** Invoices settled that day. */
  readonly invoices: number;
  /** Their amounts, in the reporting currency. */
  readonly amount: number;
}

/** A debtor's payments of the last months beside its run. */
export interface PaymentCalendarTable {
  readonly debtorId: string;
  readonly name: string;
  readonly currency: string;
  readonly asOf: string;
  /** First date shown. */
  readonly from: string;
  readonly family: RunFamily;
  readonly label: string;
  readonly days: readonly PaymentCalendarDay[];
}

/**
 * Payment dates of the last `months` months (default 12, whole months) as known at `asOf`, beside the days on which the
 * run's money was expected since the run began. `run` is the debtor's, from `detectLedgerRuns` or `prepareQueue`.
 *
 * @throws {PayrhythmError} `USAGE` where the ledger knows no such debtor that morning. O(invoices of the ledger).
 */
export function paymentCalendarTable(
  ledger: Ledger,
  debtorId: string,
  run: PaymentRun,
  options: { readonly asOf: string | EpochDay; readonly months?: number },
): PaymentCalendarTable {
  const asOf = typeof options.asOf === 'string' ? parseDay(options.asOf, 'asOf') : options.asOf;
  const visible = visibleAt(ledger, asOf);
  const debtor = findSorted(visible.debtors.id, debtorId);
  if (debtor < 0)
    throw new PayrhythmError('USAGE', `debtor ${debtorId}: the ledger knows no such debtor on ${formatDay(asOf)}`);
  const from = lastDayOfMonth(monthIndexOf(asOf) - (options.months ?? 12) - 1) + 1;
  const items = itemStates(visible);
  const { start, amountMinor } = visible.invoices;
  const paid = new Map<EpochDay, { invoices: number; amountMinor: number }>();
  for (let i = start[debtor]; i < start[debtor + 1]; i++) {
    if (items.state[i] !== ITEM.paid || amountMinor[i] <= 0 || items.paidDay[i] < from) continue;
    const day = paid.get(items.paidDay[i]) ?? { invoices: 0, amountMinor: 0 };
    paid.set(items.paidDay[i], { invoices: day.invoices + 1, amountMinor: day.amountMinor + amountMinor[i] });
  }
  const calendar = visible.calendars.forCountry(textAt(visible.debtors.country, debtor));
  const { arrivals, count } = new RunSchedule().draw(run, Math.max(from, run.since ?? from), asOf - 1, calendar);
  const runDays = new Set(arrivals.subarray(0, count));
  const scale = 10 ** visible.reporting.minorDigits;
  const days: PaymentCalendarDay[] = [];
  for (const day of [...new Set([...paid.keys(), ...runDays])].sort((a, b) => a - b)) {
    const payment = paid.get(day);
    const what = !payment ? 'run day, nothing settled' : runDays.has(day) ? 'paid on the run' : 'paid off the run';
    days.push({
      date: formatDay(day),
      what,
      invoices: payment?.invoices ?? 0,
      amount: (payment?.amountMinor ?? 0) / scale,
    });
  }
  if (run.nextRun !== null) days.push({ date: formatDay(run.nextRun), what: 'next run', invoices: 0, amount: 0 });
  return {
    debtorId,
    name: textAt(visible.debtors.name, debtor),
    currency: visible.reporting.code,
    asOf: formatDay(asOf),
    from: formatDay(from),
    family: run.family,
    label: run.label,
    days,
  };
}

/** Whether a run repeats by the week, so that its calendar is drawn by weeks and weekdays rather than by months. */
export function repeatsByWeek(family: RunFamily): boolean {
  return family === 'weekly' || family === 'fortnightly';
}

/** `YYYY-MM` of a date. */
export function monthOf(date: string): string {
  const { year, month } = partsOfDay(parseDay(date));
  return `${year}-${String(month).padStart(2, '0')}`;
}
