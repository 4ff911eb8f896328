import { createCalendars, type EpochDay } from '../calendar/index.ts';

/** Business days of one country over the simulated horizon, as tables, since a ledger asks millions of times. */
export interface CountryDays {
  readonly country: string;
  /** First day of the tables. */
  readonly first: EpochDay;
  /** First day after the tables. */
  readonly end: EpochDay;
  /** By `day - first`: the day itself when a business day, else the next one. */
  readonly following: Int32Array;
  /** By `day - first`: the day itself when a business day, else the one before. */
  readonly preceding: Int32Array;
  /** All business days, ascending. */
  readonly businessDays: Int32Array;
  /** By `day - first`: index in `businessDays` of `following[day - first]`. */
  readonly indexOf: Int32Array;
}

/** Tables of one country for `first <= day < end`. O(days); holidays are read from `src/calendar`. */
export function tabulateCountryDays(country: string, first: EpochDay, end: EpochDay): CountryDays {
  const calendar = createCalendars().forCountry(country);
  const length = end - first;
  const following = new Int32Array(length);
  const preceding = new Int32Array(length);
  const indexOf = new Int32Array(length);
  const businessDays: number[] = [];
  for (let at = 0; at < length; at++) {
    indexOf[at] = businessDays.length;
    if (calendar.isBusinessDay(first + at)) businessDays.push(first + at);
    preceding[at] = businessDays.at(-1) ?? calendar.rollPreceding(first + at);
  }
  const after = calendar.rollFollowing(end);
  businessDays.push(after);
  for (let at = 0; at < length; at++) following[at] = businessDays[indexOf[at] as number] as number;
  return { country, first, end, following, preceding, businessDays: Int32Array.from(businessDays), indexOf };
}

/** Index in `businessDays` of the first business day ≥ `day`; days outside the tables are clamped. O(1). */
export function firstBusinessDayIndex(days: CountryDays, day: EpochDay): number {
  const at = Math.min(Math.max(day - days.first, 0), days.indexOf.length - 1);
  return days.indexOf[at] as number;
}

/** The `n`-th business day after the first one ≥ `day` (n may be negative), clamped to the tables. O(1). */
export function businessDaysAfter(days: CountryDays, day: EpochDay, n: number): EpochDay {
  const at = firstBusinessDayIndex(days, day) + n;
  return days.businessDays[Math.min(Math.max(at, 0), days.businessDays.length - 1)] as number;
}
