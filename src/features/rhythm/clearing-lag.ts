import { type BusinessCalendar, type EpochDay, weekdayOf } from '../../calendar/index.ts';
import type { PaymentDates } from './payment-dates.ts';
import type { RunRule } from './payment-run.ts';
import { weekParity } from './run-days.ts';
import { scheduleRuns } from './run-schedule.ts';

/** Longest clearing lag that is looked for, in business days. */
const LONGEST_LAG = 3;
/** Log-likelihood (nats) that each further day of lag must gain: dates alone cannot tell a lag, due dates can. */
const GAIN_FOR_LAG = 4;

/**
 * Tells the clearing lag of a run whose arrivals are known: invoices that fall due between the run day and the arrival
 * of its money wait for the next run, so the right lag makes the number of runs between due date and payment most
 * regular. Returns the rule with its days moved back by the lag, or the rule itself. Rules that have a lag already,
 * several days of the month or month ends stay as they are. O(span + pairs) for each lag.
 */
export function settleClearingLag(
  rule: RunRule,
  dates: PaymentDates,
  start: number,
  calendar: BusinessCalendar,
): RunRule {
  if (rule.clearingLagDays > 0 || rule.family === 'monthly_day') return rule;
  let best = rule;
  let bestScore = regularity(rule, dates, start, calendar);
  for (let lag = 1; lag <= LONGEST_LAG; lag++) {
    const moved = moveBack(rule, lag);
    if (!moved) continue;
    const score = regularity(moved, dates, start, calendar) - GAIN_FOR_LAG * lag;
    if (score > bestScore) {
      best = moved;
      bestScore = score;
    }
  }
  return best;
}

function moveBack(rule: RunRule, lag: number): RunRule | undefined {
  const back = { ...rule, clearingLagDays: lag, clearingLagUnit: 'business' as const };
  if (rule.family === 'weekly') {
    if (rule.days.some((day) => day > 5)) return undefined;
    return { ...back, days: rule.days.map((day) => ((day - 1 - lag + 5) % 5) + 1).sort((a, b) => a - b) };
  }
  if (rule.family === 'fortnightly') {
    if (rule.days[0] > 5) return undefined;
    const day: EpochDay = 7 * (rule.days[1] + 2) - 3 + rule.days[0] - 1;
    const shifted = day - lag - (weekdayOf(day) < lag ? 2 : 0);
    return { ...back, days: [weekdayOf(shifted) + 1, weekParity(shifted)] };
  }
  if (rule.family === 'monthly_business_day') {
    const days = rule.days.map((n) => (n > 0 && n - lag < 1 ? n - lag - 1 : n - lag));
    return days.some((n) => Math.abs(n) > 15) ? undefined : { ...back, days: days.sort((a, b) => a - b) };
  }
  return undefined;
}

/** Log-likelihood of the number of runs between due date and payment under its own frequencies; at most 0. */
function regularity(rule: RunRule, dates: PaymentDates, start: number, calendar: BusinessCalendar): number {
  const { days, dueStarts, dues } = dates;
  const schedule = scheduleRuns(rule, days[start] - 130, days[days.length - 1], calendar);
  const counts = new Map<number, number>();
  let total = 0;
  for (let date = start; date < days.length; date++) {
    const paidAt = schedule.firstArrivalFrom(days[date]);
    const onRun = schedule.arrivals[paidAt] === days[date];
    for (let pair = dueStarts[date]; pair < dueStarts[date + 1]; pair++) {
      const waited = onRun ? paidAt - schedule.firstRunFor(dues[pair]) : Number.NaN;
      const weight = 1 / (dueStarts[date + 1] - dueStarts[date]);
      counts.set(waited, (counts.get(waited) ?? 0) + weight);
      total += weight;
    }
  }
  let score = 0;
  for (const count of counts.values()) score += count * Math.log(count / total);
  return score;
}
