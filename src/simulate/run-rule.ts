import { type EpochDay, firstDayOfMonth, lastDayOfMonth, monthIndexOf, weekdayOf } from '../calendar/index.ts';
import type { CountryDays } from './country-days.ts';

/** The families of payment run, named as the `rhythm` command names them. */
export type RunFamily =
  | 'weekly'
  | 'fortnightly'
  | 'monthly_day'
  | 'monthly_business_day'
  | 'month_end_after_due'
  | 'none';

/** The hidden rule by which a debtor lets money go. */
export interface RunRule {
  readonly family: RunFamily;
  /**
   * weekly, fortnightly: weekdays, 0 = Monday … 4 = Friday. monthly_day: days of the month, 1–31 (31 = the last day).
   * monthly_business_day: n-th business day, 1, 2, … from the start, −1, −2, … from the end. Else empty.
   */
  readonly days: readonly number[];
  /** fortnightly: one day of a week with a run (the other weeks have none). Else 0. */
  readonly anchor: EpochDay;
  /** Where a run on a day that is no business day moves to. */
  readonly roll: 'following' | 'preceding';
}

/** No run: the debtor pays on any business day. */
export const NO_RUN: RunRule = { family: 'none', days: [], anchor: 0, roll: 'following' };

/**
 * All days of the rule with `from <= day < to` inside the tables, rolled, ascending, each once. For `none`: all
 * business days. O(days of the span).
 */
export function runDays(rule: RunRule, days: CountryDays, from: EpochDay, to: EpochDay): number[] {
  const found: number[] = [];
  const add = (nominal: EpochDay): void => {
    const at = nominal - days.first;
    if (at < 0 || nominal >= days.end) return;
    const day = (rule.roll === 'following' ? days.following[at] : days.preceding[at]) as number;
    if (day >= from && day < to && day < days.end && day !== found.at(-1)) found.push(day);
  };
  if (rule.family === 'none') {
    for (let day = from; day < to; day++) if (days.following[day - days.first] === day) found.push(day);
    return found;
  }
  if (rule.family === 'weekly' || rule.family === 'fortnightly') {
    const monday = from - weekdayOf(from);
    const week = rule.family === 'weekly' ? 7 : 14;
    const anchorMonday = rule.anchor - weekdayOf(rule.anchor);
    const start = rule.family === 'weekly' ? monday - 7 : monday - 14 + ((((anchorMonday - monday) % 14) + 14) % 14);
    for (let at = start; at < to + 7; at += week) for (const weekday of rule.days) add(at + weekday);
    return found;
  }
  for (let month = monthIndexOf(from) - 1; month <= monthIndexOf(to) + 1; month++) {
    const first = firstDayOfMonth(month);
    const last = lastDayOfMonth(month);
    if (first - 10 < days.first || last + 10 >= days.end) continue;
    if (rule.family === 'monthly_day') {
      for (const dayOfMonth of rule.days) add(Math.min(first + dayOfMonth - 1, last));
      continue;
    }
    const startIndex = days.indexOf[first - days.first] as number;
    const endIndex = days.indexOf[last + 1 - days.first] as number;
    for (const n of rule.family === 'month_end_after_due' ? [-1] : rule.days)
      add(days.businessDays[n > 0 ? startIndex + n - 1 : endIndex + n] as number);
  }
  return found;
}
