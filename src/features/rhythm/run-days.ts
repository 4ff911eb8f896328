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
const REACH_DAYS = 24;

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

/** All runs whose arrival lies in [from, to], in the order of time, equal arrivals once. O(to − from). */
export function runsBetween(rule: RunRule, from: EpochDay, to: EpochDay, calendar: BusinessCalendar): RunDay[] {
  const { runDays, arrivals } = tabulateRuns(rule, from, to, calendar);
  return Array.from(runDays, (runDay, at) => ({ runDay, arrival: arrivals[at] }));
}

/** The runs of {@link runsBetween} as columns. O(to − from). */
export function tabulateRuns(
  rule: RunRule,
  from: EpochDay,
  to: EpochDay,
  calendar: BusinessCalendar,
): { runDays: Int32Array; arrivals: Int32Array } {
  const runDays: EpochDay[] = [];
  const arrivals: EpochDay[] = [];
  const take = (run: RunDay): void => {
    if (run.arrival > to || run.arrival < from || run.arrival <= (arrivals.at(-1) ?? from - 1)) return;
    runDays.push(run.runDay);
    arrivals.push(run.arrival);
  };
  if (rule.family === 'weekly' || rule.family === 'fortnightly') {
    const monday = from - REACH_DAYS - weekdayOf(from - REACH_DAYS);
    for (let week = monday; week <= to + REACH_DAYS; week += 7) {
      if (rule.family === 'weekly') for (const weekday of rule.days) take(arrive(rule, week + weekday - 1, calendar));
      else if (weekParity(week) === rule.days[1]) take(arrive(rule, week + rule.days[0] - 1, calendar));
    }
  } else if (rule.family !== 'none')
    for (let month = monthIndexOf(from) - 1; month <= monthIndexOf(to) + 1; month++)
      for (const run of runsOfMonth(rule, month, calendar)) take(run);
  return { runDays: Int32Array.from(runDays), arrivals: Int32Array.from(arrivals) };
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
  if (rule.family === 'month_end_after_due') runs.push(arrive(rule, first + length - 1, calendar));
  else if (rule.family === 'monthly_day')
    for (const day of rule.days) runs.push(arrive(rule, first + Math.min(day, length) - 1, calendar));
  else
    for (const n of rule.days) {
      const day = n > 0 ? calendar.addBusinessDays(first - 1, n) : calendar.addBusinessDays(first + length, n);
      runs.push(arrive(rule, day, calendar));
    }
  return runs.length === 1 ? runs : runs.sort((a, b) => a.arrival - b.arrival);
}

function arrive(rule: RunRule, meantDay: EpochDay, calendar: BusinessCalendar): RunDay {
  const runDay = rule.roll === 'following' ? calendar.rollFollowing(meantDay) : calendar.rollPreceding(meantDay);
  const lag = rule.clearingLagDays;
  const arrival =
    lag === 0
      ? runDay
      : rule.clearingLagUnit === 'business'
        ? calendar.addBusinessDays(runDay, lag)
        : calendar.rollFollowing(runDay + lag);
  return { runDay, arrival };
}
