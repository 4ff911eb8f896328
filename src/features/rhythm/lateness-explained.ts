import type { BusinessCalendar } from '../../calendar/index.ts';
import type { PaymentDates } from './payment-dates.ts';
import type { RunSchedule } from './run-schedule.ts';

/**
 * Share 0–1 of the late days of past payments (from date `start` on) that waiting for the run explains: for each invoice
 * at most the days from its rolled due date to the arrival of the first run on or after the due date. Without a
 * schedule 0; null where nothing was late. Late = after the due date rolled to the next business day. O(pairs · log runs).
 */
export function explainLateness(
  dates: PaymentDates,
  start: number,
  schedule: RunSchedule | undefined,
  calendar: BusinessCalendar,
): number | null {
  const { days, dueStarts, dues, dueCounts } = dates;
  let lateDays = 0;
  let explained = 0;
  for (let date = start; date < days.length; date++)
    for (let pair = dueStarts[date]; pair < dueStarts[date + 1]; pair++) {
      if (days[date] <= dues[pair]) continue;
      const due = calendar.rollFollowing(dues[pair]);
      const late = days[date] - due;
      if (late <= 0) continue;
      lateDays += late * dueCounts[pair];
      const run = schedule?.firstRunFor(dues[pair]) ?? 0;
      if (!schedule || run >= schedule.arrivals.length) continue;
      explained += Math.max(0, Math.min(late, schedule.arrivals[run] - due)) * dueCounts[pair];
    }
  return lateDays === 0 ? null : explained / lateDays;
}
