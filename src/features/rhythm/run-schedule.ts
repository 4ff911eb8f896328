import { type BusinessCalendar, type EpochDay, monthIndexOf } from '../../calendar/index.ts';
import type { RunRule } from './payment-run.ts';
import { tabulateRuns } from './run-days.ts';

/** The runs of one rule over a span of days, for many questions about single invoices. */
export interface RunSchedule {
  readonly runDays: Int32Array;
  readonly arrivals: Int32Array;
  /** Position of the first run on or after the due date (plus the months of `month_end_after_due`). O(log runs). */
  firstRunFor(dueDay: EpochDay): number;
  /** Position of the first run on or after the day, whatever the family. O(log runs). */
  firstRunOnOrAfter(day: EpochDay): number;
  /** Position of the first run whose money arrives on or after the day. O(log runs). */
  firstArrivalFrom(day: EpochDay): number;
}

/** Draws up the runs whose money arrives in [from, to]. O(to − from). */
export function scheduleRuns(rule: RunRule, from: EpochDay, to: EpochDay, calendar: BusinessCalendar): RunSchedule {
  const { runDays, arrivals } = tabulateRuns(rule, from, to, calendar);
  const monthEnds = rule.family === 'month_end_after_due';
  return {
    runDays,
    arrivals,
    firstRunOnOrAfter: (day) => lowerBound(runDays, day),
    firstArrivalFrom: (day) => lowerBound(arrivals, day),
    firstRunFor(dueDay) {
      if (!monthEnds || runDays.length === 0) return lowerBound(runDays, dueDay);
      // Mid-month names the month of a run safely, however its last day was rolled.
      const firstMonth = monthIndexOf(runDays[0] - 10);
      return Math.max(lowerBound(runDays, dueDay), monthIndexOf(dueDay) + rule.days[0] - firstMonth);
    },
  };
}

/** Position of the first entry that is at least `value`; the length where none is. O(log n). */
export function lowerBound(sorted: Int32Array, value: number): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (sorted[middle] < value) low = middle + 1;
    else high = middle;
  }
  return low;
}
