import type { PaymentDates } from './payment-dates.ts';
import type { RunCalendar } from './run-calendar.ts';
import type { RunSchedule } from './run-schedule.ts';

/** Days of lateness beyond which a table of days is not stretched: such due dates are typing errors or lawsuits. */
const TABLE_DAYS = 400;

/**
 * Share 0–1 of the late days of past payments (from date `start` on) that waiting for the run explains: for each invoice
 * at most the days from its rolled due date to the arrival of the first run on or after the due date. Without a
 * schedule 0; null where nothing was late. Late = after the due date rolled to the next business day. O(pairs · log runs).
 */
export function explainLateness(
  dates: PaymentDates,
  start: number,
  schedule: RunSchedule | undefined,
  calendar: RunCalendar,
): number | null {
  const { days, dueStarts, dues, dueCounts } = dates;
  if (days.length === 0) return null;
  const { first, open, index, businessDays } = calendar.tablesOf(days[0] - TABLE_DAYS, days[days.length - 1] + 1);
  let lateDays = 0;
  let explained = 0;
  for (let date = start; date < days.length; date++)
    for (let pair = dueStarts[date]; pair < dueStarts[date + 1]; pair++) {
      const meant = dues[pair];
      if (days[date] <= meant) continue;
      let due = meant;
      if (meant < first) due = calendar.rollFollowing(meant);
      else if (open[meant - first] === 0) due = businessDays[index[meant - first]];
      const late = days[date] - due;
      if (late <= 0) continue;
      lateDays += late * dueCounts[pair];
      if (!schedule) continue;
      const run = schedule.firstRunFor(meant);
      if (run >= schedule.count) continue;
      explained += Math.max(0, Math.min(late, schedule.arrivals[run] - due)) * dueCounts[pair];
    }
  return lateDays === 0 ? null : explained / lateDays;
}
