import { PayrhythmError } from '../errors.ts';

/** A calendar date as whole days since 1970-01-01 (negative before). No time of day, no time zone. */
export type EpochDay = number;

/** The missing date in an `Int32Array` column: the smallest int32, so that it never equals a real day. */
export const NO_DAY: EpochDay = -2147483648;

/** Dates outside 1900-01-01 … 2199-12-31 are taken for typing errors. */
export const FIRST_DAY: EpochDay = -25567;
export const LAST_DAY: EpochDay = 84005;

/** A date taken apart: month 1–12, day of the month 1–31. */
export interface CalendarDate {
  readonly year: number;
  readonly month: number;
  readonly day: number;
}

/**
 * Epoch day of a proleptic Gregorian date; `undefined` where the date does not exist (31 February) or lies outside
 * 1900–2199. O(1); algorithm of H. Hinnant, "chrono-compatible low-level date algorithms".
 */
export function dayFromParts(year: number, month: number, day: number): EpochDay | undefined {
  if (!(year >= 1900 && year <= 2199 && month >= 1 && month <= 12 && day >= 1 && day <= daysInMonth(year, month)))
    return undefined;
  const y = month <= 2 ? year - 1 : year;
  const era = Math.floor(y / 400);
  const yearOfEra = y - era * 400;
  const dayOfYear = Math.floor((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) + day - 1;
  return era * 146097 + yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear - 719468;
}

/** Year, month and day of an epoch day. O(1); same source as {@link dayFromParts}. */
export function partsOfDay(epochDay: EpochDay): CalendarDate {
  const z = epochDay + 719468;
  const era = Math.floor(z / 146097);
  const dayOfEra = z - era * 146097;
  const yearOfEra = Math.floor(
    (dayOfEra - Math.floor(dayOfEra / 1460) + Math.floor(dayOfEra / 36524) - Math.floor(dayOfEra / 146096)) / 365,
  );
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const shifted = Math.floor((5 * dayOfYear + 2) / 153);
  const month = shifted < 10 ? shifted + 3 : shifted - 9;
  return {
    year: yearOfEra + era * 400 + (month <= 2 ? 1 : 0),
    month,
    day: dayOfYear - Math.floor((153 * shifted + 2) / 5) + 1,
  };
}

/** 28, 29, 30 or 31. */
export function daysInMonth(year: number, month: number): number {
  if (month === 2) return (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0 ? 29 : 28;
  return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31;
}

/** 0 = Monday … 6 = Sunday. */
export function weekdayOf(epochDay: EpochDay): number {
  return (((epochDay + 3) % 7) + 7) % 7;
}

/** Months since year 0, January = 0: equal for two days of one calendar month. */
export function monthIndexOf(epochDay: EpochDay): number {
  const { year, month } = partsOfDay(epochDay);
  return year * 12 + month - 1;
}

/** First day of the month with this index (see {@link monthIndexOf}). */
export function firstDayOfMonth(monthIndex: number): EpochDay {
  return dayFromParts(Math.floor(monthIndex / 12), (monthIndex % 12) + 1, 1) as EpochDay;
}

/** Last day of the month with this index. */
export function lastDayOfMonth(monthIndex: number): EpochDay {
  return firstDayOfMonth(monthIndex + 1) - 1;
}

/** `YYYY-MM-DD`; the empty text for {@link NO_DAY}. */
export function formatDay(epochDay: EpochDay): string {
  if (epochDay === NO_DAY) return '';
  const { year, month, day } = partsOfDay(epochDay);
  return `${String(year).padStart(4, '0')}-${month < 10 ? '0' : ''}${month}-${day < 10 ? '0' : ''}${day}`;
}

/**
 * Epoch day of a `YYYY-MM-DD` text (a time after `T` or a blank is cut off, unread).
 *
 * @throws {PayrhythmError} `USAGE` where the text is no such date or the date does not exist; `what` names it.
 */
export function parseDay(text: string, what = 'date'): EpochDay {
  const match = /^(\d{4})-(\d{2})-(\d{2})(?:[T ].*)?$/.exec(text);
  const day = match ? dayFromParts(Number(match[1]), Number(match[2]), Number(match[3])) : undefined;
  if (day === undefined)
    throw new PayrhythmError('USAGE', `${what} "${text}" is no calendar date: write it as YYYY-MM-DD, e.g. 2026-03-02`);
  return day;
}

/**
 * The epoch day of an option that may be a `YYYY-MM-DD` text or an epoch day already.
 *
 * @throws {PayrhythmError} `USAGE` for anything else, a `Date` or a missing value among it; `what` names the option.
 */
export function dayOption(value: string | EpochDay, what: string): EpochDay {
  if (typeof value === 'string') return parseDay(value, what);
  if (Number.isInteger(value) && value >= FIRST_DAY && value <= LAST_DAY) return value;
  throw new PayrhythmError(
    'USAGE',
    `${what} is ${value === undefined ? 'missing' : `no calendar date (${String(value)})`}: write it as YYYY-MM-DD, e.g. 2026-03-02`,
  );
}
