import { type BusinessCalendar, type EpochDay, NO_DAY } from '../../calendar/index.ts';
import type { RunSchedule } from './run-schedule.ts';

/** Days by which a payment may come before its run and still be that run's. */
const EARLY_DAYS = 1;

/**
 * Latest runs in a row that passed without any payment though debt due before them was open: runs after the last
 * payment whose money should have arrived more than one business day before `asOf` (a day is left for booking). 0
 * without open debt. O(open invoices + runs since the last payment).
 */
export function countMissedRuns(
  schedule: RunSchedule,
  lastPayment: EpochDay,
  openDueDays: Int32Array,
  asOf: EpochDay,
  calendar: BusinessCalendar,
): number {
  let earliest = Number.POSITIVE_INFINITY;
  for (const due of openDueDays) if (due !== NO_DAY && due < earliest) earliest = due;
  if (earliest === Number.POSITIVE_INFINITY) return 0;
  const firstWaiting = schedule.firstRunFor(earliest);
  let missed = 0;
  for (let run = schedule.firstArrivalFrom(asOf) - 1; run >= firstWaiting; run--) {
    const arrival = schedule.arrivals[run];
    if (arrival <= lastPayment + EARLY_DAYS) break;
    if (calendar.addBusinessDays(arrival, 1) < asOf) missed++;
  }
  return missed;
}
