import { type EpochDay, weekdayOf } from '../../calendar/index.ts';
import type { PaymentDates } from './payment-dates.ts';
import type { RunRule } from './payment-run.ts';
import type { RunCalendar } from './run-calendar.ts';
import { weekParity } from './run-days.ts';
import { FARTHEST_WAIT, WAITS } from './run-room.ts';
import { lowerBound, type RunSchedule } from './run-schedule.ts';

/** Longest clearing lag that is looked for, in business days. */
const LONGEST_LAG = 3;
/** Log-likelihood (nats) that each further day of lag must gain: dates alone cannot tell a lag, due dates can. */
const GAIN_FOR_LAG = 3;
/** Log-likelihood (nats) that another roll must gain. */
const ROLL_GAIN = 1;

/**
 * Tells the clearing lag of a run whose arrivals are known: invoices that fall due between the run day and the arrival
 * of its money wait for the next run, so the right lag makes the number of runs between due date and payment most
 * regular; and where a run day is a holiday, lag and roll show in the day its money comes. Returns the rule with its days moved back by the lag, or the rule itself. Rules that have a lag already,
 * several days of the month or month ends stay as they are. O(span + pairs) for each lag.
 */
export function settleClearingLag(rule: RunRule, dates: PaymentDates, start: number, calendar: RunCalendar): RunRule {
  if (rule.clearingLagDays > 0 || rule.family === 'monthly_day') return rule;
  const { days } = dates;
  const { room } = calendar;
  let best = rule;
  let bestScore = Number.NEGATIVE_INFINITY;
  const consider = (candidate: RunRule, cost: number): void => {
    // Regularity is never above 0.
    if (-cost <= bestScore) return;
    const schedule = room.schedule.draw(candidate, days[start] - 130, days[days.length - 1], calendar);
    const score = regularity(schedule, dates, start, room.waits) - cost;
    if (score <= bestScore) return;
    best = candidate;
    bestScore = score;
  };
  for (let lag = 0; lag <= LONGEST_LAG; lag++) {
    const moved = lag === 0 ? rule : moveBack(rule, lag);
    if (moved) consider(moved, GAIN_FOR_LAG * lag);
  }
  if (rule.family !== 'monthly_business_day')
    consider(
      { ...best, roll: rule.roll === 'following' ? 'preceding' : 'following' },
      GAIN_FOR_LAG * best.clearingLagDays + ROLL_GAIN,
    );
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
function regularity(schedule: RunSchedule, dates: PaymentDates, start: number, counts: Float64Array): number {
  const { days, dueStarts, dues } = dates;
  const { arrivals, runDays, count } = schedule;
  counts.fill(0);
  let total = 0;
  let paidAt = 0;
  for (let date = start; date < days.length; date++) {
    const day = days[date];
    while (paidAt < count && arrivals[paidAt] < day) paidAt++;
    const onRun = paidAt < count && arrivals[paidAt] === day;
    const weight = 1 / (dueStarts[date + 1] - dueStarts[date]);
    for (let pair = dueStarts[date]; pair < dueStarts[date + 1]; pair++) {
      total += weight;
      if (!onRun) {
        counts[WAITS - 1] += weight;
        continue;
      }
      const waited = paidAt - lowerBound(runDays, count, dues[pair]);
      counts[
        (waited < -FARTHEST_WAIT ? -FARTHEST_WAIT : waited > FARTHEST_WAIT ? FARTHEST_WAIT : waited) + FARTHEST_WAIT
      ] += weight;
    }
  }
  let score = 0;
  for (let at = 0; at < WAITS; at++) if (counts[at] > 0) score += counts[at] * Math.log(counts[at] / total);
  return score;
}
