import { monthIndexOf } from '../../calendar/index.ts';
import type { PaymentDates } from './payment-dates.ts';
import type { RunRule } from './payment-run.ts';
import type { RunCalendar } from './run-calendar.ts';

/** Share of invoices paid on the run that must wait the same number of month ends for the month end to be theirs. */
const SAME_WAIT = 0.88;
/** By how much a run on a first business day may be the more regular reading and still be a month end with a lag. */
const TIE = 0.02;
/** Most months that are added. */
const MOST_MONTHS = 2;
/** Longest clearing lag, in business days. */
const LONGEST_LAG = 3;

/**
 * Tells `month_end_after_due` from a run on a business day near the month's end: every invoice is paid at the first
 * month end on or after its due date, or always the same number of months later. A debtor that keeps a month-end run
 * but pays some invoices a run early or late keeps `monthly_business_day`. Returns the rule it is. O(span + pairs).
 */
export function asMonthEndAfterDue(rule: RunRule, dates: PaymentDates, start: number, calendar: RunCalendar): RunRule {
  const monthEnd = monthEndOf(rule);
  if (!monthEnd) return rule;
  const wait = commonestWait(monthEnd, dates, start, calendar);
  if (wait.share < SAME_WAIT) return rule;
  const reached = monthEnd.clearingLagDays > 0 && rule.family === 'monthly_business_day';
  if (reached && wait.share < commonestWait(rule, dates, start, calendar).share - TIE) return rule;
  return { ...monthEnd, days: [wait.runs] };
}

/** The month-end rule with the same arrivals, if there is one: a first business day is a month end plus one day's lag. */
function monthEndOf(rule: RunRule): RunRule | undefined {
  if (rule.days.length !== 1) return undefined;
  const day = rule.days[0];
  const monthEnd: RunRule = { ...rule, family: 'month_end_after_due', days: [0] };
  if (rule.family === 'monthly_day') return day === 31 ? monthEnd : undefined;
  if (rule.family !== 'monthly_business_day') return undefined;
  if (day === -1) return { ...monthEnd, roll: 'preceding' };
  if (rule.clearingLagUnit === 'calendar') return undefined;
  const lag = day + rule.clearingLagDays;
  return day > 0 && lag <= LONGEST_LAG ? { ...monthEnd, roll: 'preceding', clearingLagDays: lag } : undefined;
}

/** The commonest number of runs between due date and payment (0–{@link MOST_MONTHS}), and its share of invoices on the run. */
function commonestWait(
  rule: RunRule,
  dates: PaymentDates,
  start: number,
  calendar: RunCalendar,
): { runs: number; share: number } {
  const { days, dueStarts, dues } = dates;
  const schedule = calendar.room.schedule.draw(rule, days[start] - 130, days[days.length - 1], calendar);
  // Counted both from the due date and from its calendar month: a month end that is closed may fall either way.
  const byRun = new Float64Array(MOST_MONTHS + 1);
  const byMonth = new Float64Array(MOST_MONTHS + 1);
  let total = 0;
  for (let date = start; date < days.length; date++) {
    const run = schedule.firstArrivalFrom(days[date]);
    if (run === schedule.count || schedule.arrivals[run] !== days[date]) continue;
    const month = monthIndexOf(schedule.runDays[run] - 10);
    const weight = 1 / (dueStarts[date + 1] - dueStarts[date]);
    for (let pair = dueStarts[date]; pair < dueStarts[date + 1]; pair++) {
      total += weight;
      const runs = run - schedule.firstRunOnOrAfter(dues[pair]);
      const months = month - monthIndexOf(dues[pair]);
      if (runs >= 0 && runs <= MOST_MONTHS) byRun[runs] += weight;
      if (months >= 0 && months <= MOST_MONTHS) byMonth[months] += weight;
    }
  }
  let best = 0;
  let most = 0;
  for (let at = 0; at <= MOST_MONTHS; at++) {
    const monthsCount = rule.family === 'month_end_after_due' ? byMonth[at] : 0;
    const count = Math.max(byRun[at], monthsCount);
    if (count <= most) continue;
    best = at;
    most = count;
  }
  return { runs: best, share: total === 0 ? 0 : most / total };
}
