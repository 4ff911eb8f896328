import {
  type BusinessCalendar,
  daysInMonth,
  type EpochDay,
  firstDayOfMonth,
  monthIndexOf,
  weekdayOf,
} from '../../calendar/index.ts';
import type { RunRule } from './payment-run.ts';

/** A run: the day the debtor pays (rolled) and the day its money arrives. */
export interface RunDay {
  readonly runDay: EpochDay;
  readonly arrival: EpochDay;
}

/** Longest shift by rolling and lag that is looked through, in days; a run moves less than this. */
export const REACH_DAYS = 24;

/**
 * The first run for which `reached` holds, looking from `REACH_DAYS` before `from`; runs come in the order of time.
 * Undefined for family `none` and where none is reached within 14 months. O(days looked through).
 */
export function findRun(
  rule: RunRule,
  from: EpochDay,
  calendar: BusinessCalendar,
  reached: (run: RunDay) => boolean,
): RunDay | undefined {
  if (rule.family === 'none') return undefined;
  return rule.family === 'weekly' || rule.family === 'fortnightly'
    ? findWeekRun(rule, from, calendar, reached)
    : findMonthRun(rule, from, calendar, reached);
}

function isMeantDay(rule: RunRule, day: EpochDay): boolean {
  const weekday = weekdayOf(day) + 1;
  if (rule.family === 'weekly') return rule.days.includes(weekday);
  return weekday === rule.days[0] && weekParity(day) === rule.days[1];
}

function findWeekRun(
  rule: RunRule,
  from: EpochDay,
  calendar: BusinessCalendar,
  reached: (run: RunDay) => boolean,
): RunDay | undefined {
  for (let day = from - REACH_DAYS; day < from + 400; day++) {
    if (!isMeantDay(rule, day)) continue;
    const run = arrive(rule, day, calendar);
    if (reached(run)) return run;
  }
  return undefined;
}

function findMonthRun(
  rule: RunRule,
  from: EpochDay,
  calendar: BusinessCalendar,
  reached: (run: RunDay) => boolean,
): RunDay | undefined {
  const firstMonth = monthIndexOf(from - REACH_DAYS) - 1;
  for (let month = firstMonth; month < firstMonth + 16; month++) {
    const runs = runsOfMonth(rule, month, calendar);
    for (const run of runs) if (reached(run)) return run;
  }
  return undefined;
}

/** Parity (0 or 1) of the whole weeks, Monday to Sunday, since Monday 1969-12-29. */
export function weekParity(day: EpochDay): number {
  return Math.abs(Math.floor((day + 3) / 7) % 2);
}

function runsOfMonth(rule: RunRule, month: number, calendar: BusinessCalendar): RunDay[] {
  const first = firstDayOfMonth(month);
  const length = daysInMonth(Math.floor(month / 12), (month % 12) + 1);
  const runs: RunDay[] = [];
  for (const day of rule.days) runs.push(arrive(rule, meantDayOf(rule, day, first, length, calendar), calendar));
  return runs.length === 1 ? runs : runs.sort((a, b) => a.arrival - b.arrival);
}

/** The day that a monthly rule means by `day` in the month of `length` days that begins on `first`. O(1). */
export function meantDayOf(
  rule: RunRule,
  day: number,
  first: EpochDay,
  length: number,
  calendar: BusinessCalendar,
): EpochDay {
  if (rule.family === 'month_end_after_due') return first + length - 1;
  if (rule.family === 'monthly_day') return first + Math.min(day, length) - 1;
  return calendar.addBusinessDays(day > 0 ? first - 1 : first + length, day);
}

/** The day of the run: the meant day, rolled where it is no business day. O(1). */
export function rollRunDay(rule: RunRule, meantDay: EpochDay, calendar: BusinessCalendar): EpochDay {
  return rule.roll === 'following' ? calendar.rollFollowing(meantDay) : calendar.rollPreceding(meantDay);
}

/** The day on which the money of a run arrives. O(1). */
export function arrivalOf(rule: RunRule, runDay: EpochDay, calendar: BusinessCalendar): EpochDay {
  const lag = rule.clearingLagDays;
  if (lag === 0) return runDay;
  return rule.clearingLagUnit === 'business'
    ? calendar.addBusinessDays(runDay, lag)
    : calendar.rollFollowing(runDay + lag);
}

function arrive(rule: RunRule, meantDay: EpochDay, calendar: BusinessCalendar): RunDay {
  const runDay = rollRunDay(rule, meantDay, calendar);
  return { runDay, arrival: arrivalOf(rule, runDay, calendar) };
}
