import { type BusinessCalendar, monthIndexOf } from '../../calendar/index.ts';
import type { PaymentDates } from './payment-dates.ts';
import type { RunRule } from './payment-run.ts';
import { scheduleRuns } from './run-schedule.ts';

/** Share of invoices paid on the run that must wait the same number of months for the month end to be theirs. */
const SAME_MONTHS = 0.9;
/** Most months that are added. */
const MOST_MONTHS = 2;

/**
 * Tells `month_end_after_due` from a run on the last business day: every invoice is paid at the end of the month it
 * falls due in, or always the same number of months later. A debtor that keeps a month-end run but pays some invoices
 * early or late keeps `monthly_business_day` −1. Returns the rule it is. O(span + pairs).
 */
export function asMonthEndAfterDue(
  rule: RunRule,
  dates: PaymentDates,
  start: number,
  calendar: BusinessCalendar,
): RunRule {
  if (!isMonthEnd(rule)) return rule;
  const { days, dueStarts, dues } = dates;
  const schedule = scheduleRuns(rule, days[start] - 40, days[days.length - 1], calendar);
  const counts = new Float64Array(MOST_MONTHS + 1);
  let total = 0;
  for (let date = start; date < days.length; date++) {
    const run = schedule.firstArrivalFrom(days[date]);
    if (schedule.arrivals[run] !== days[date]) continue;
    const month = monthIndexOf(schedule.runDays[run] - 10);
    for (let pair = dueStarts[date]; pair < dueStarts[date + 1]; pair++) {
      const weight = 1 / (dueStarts[date + 1] - dueStarts[date]);
      const waited = month - monthIndexOf(dues[pair]);
      total += weight;
      if (waited >= 0 && waited <= MOST_MONTHS) counts[waited] += weight;
    }
  }
  let months = 0;
  for (let at = 1; at <= MOST_MONTHS; at++) if (counts[at] > counts[months]) months = at;
  if (total === 0 || counts[months] < SAME_MONTHS * total) return rule;
  const roll = rule.family === 'monthly_business_day' ? 'preceding' : rule.roll;
  return { ...rule, family: 'month_end_after_due', days: [months], roll };
}

function isMonthEnd(rule: RunRule): boolean {
  if (rule.days.length !== 1) return false;
  return rule.family === 'monthly_business_day'
    ? rule.days[0] === -1
    : rule.family === 'monthly_day' && rule.days[0] === 31;
}
