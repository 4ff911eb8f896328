import { type BusinessCalendar, type EpochDay, lastDayOfMonth, monthIndexOf } from '../../calendar/index.ts';
import type { RunRule } from './payment-run.ts';
import { findRun } from './run-days.ts';

/**
 * The day on which the money for an invoice is expected when the debtor keeps to its run: the first run whose run day is
 * on or after the due date and whose money arrives on or after `asOf`. `month_end_after_due` counts from the month of
 * the due date plus its months. Null for family `none`. O(days looked through).
 */
export function expectedPaymentDay(
  run: RunRule,
  dueDay: EpochDay,
  asOf: EpochDay,
  calendar: BusinessCalendar,
): EpochDay | null {
  const from = Math.max(dueDay, asOf);
  if (run.family !== 'month_end_after_due')
    return findRun(run, from, calendar, ({ runDay, arrival }) => runDay >= dueDay && arrival >= asOf)?.arrival ?? null;
  const firstMonth = monthIndexOf(dueDay) + (run.days[0] ?? 0);
  const earliest = Math.max(dueDay, lastDayOfMonth(firstMonth) - 10);
  return (
    findRun(run, Math.max(from, earliest), calendar, ({ runDay, arrival }) => runDay >= earliest && arrival >= asOf)
      ?.arrival ?? null
  );
}
