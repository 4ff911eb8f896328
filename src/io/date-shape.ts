import { dayFromParts, type EpochDay, FIRST_DAY, LAST_DAY } from '../calendar/index.ts';
import { monthOfName } from './month-names.ts';

/** What a cell says about a date before the order of day and month is known. */
export type DateShape =
  /** One reading only; `undefined` where that day does not exist. */
  | {
      readonly kind: 'day';
      readonly day: EpochDay | undefined;
      /** The count that the cell holds instead of a date: days of a spreadsheet, or milliseconds since 1970. */
      readonly counted?: 'spreadsheet' | 'milliseconds';
    }
  /** Three numbers, the year last or (two digits everywhere) perhaps first. */
  | { readonly kind: 'triple'; readonly parts: readonly [number, number, number]; readonly shortYear: boolean }
  /** A date that a system writes for "none": 00000000, 0000-00-00, 00.00.0000. */
  | { readonly kind: 'empty' }
  /** No date at all. */
  | { readonly kind: 'other' };

const OTHER: DateShape = { kind: 'other' };
const EMPTY: DateShape = { kind: 'empty' };
const DIGIT_0 = 48;
const MILLISECONDS_PER_DAY = 86_400_000;
/** Day 0 of the day numbers of spreadsheets (their 1900 system, whose first two months nobody needs). */
const SPREADSHEET_DAY_0 = -25569;
/** Spreadsheet days of 1990 to 2099: five digits. */
const FIRST_SERIAL = 32874;
const LAST_SERIAL = 73050;

/** A two-digit year stands for 1970–2069. */
export function fullYear(year: number): number {
  return year < 70 ? 2000 + year : 1900 + year;
}

/**
 * Reads a cell as far as that needs no order: ISO dates and date-times, YYYYMMDD (also `20200210.0`), dates with a month name in English,
 * Dutch, French or German; else the three numbers. A time after the date is cut off, unread. Five digits are a
 * spreadsheet's day of 1990 to 2099, thirteen are milliseconds since 1970, of which the day in UTC is taken. O(length).
 */
export function dateShapeOf(text: string): DateShape {
  // The commonest date-time by far, without a pattern.
  const separator = text.charCodeAt(10);
  const date =
    text.length > 12 && (separator === 32 || separator === 84) ? isoShape(text.slice(0, 10)) : isoShape(text);
  return date ?? longShape(text);
}

function isoShape(text: string): DateShape | undefined {
  if (text.length !== 10 || text.charCodeAt(4) !== 45 || text.charCodeAt(7) !== 45) return undefined;
  let number = 0;
  for (let at = 0; at < 10; at++) {
    if (at === 4 || at === 7) continue;
    const digit = text.charCodeAt(at) - DIGIT_0;
    if (digit < 0 || digit > 9) return undefined;
    number = number * 10 + digit;
  }
  return compactDay(number);
}

function compactDay(number: number): DateShape {
  if (number === 0) return EMPTY;
  return fixed(Math.floor(number / 10000), Math.floor(number / 100) % 100, number % 100);
}

function longShape(text: string): DateShape {
  const counted = countedShape(text);
  if (counted) return counted;
  // OData's JSON form, as Exact Online sends it.
  const milliseconds = /^\/Date\((-?\d{1,15})(?:[+-]\d{4})?\)\/$/.exec(text);
  if (milliseconds) return dayWithinRange(Math.floor(Number(milliseconds[1]) / MILLISECONDS_PER_DAY));
  const date = text
    .replace(/(\d{4}-\d{1,2}-\d{1,2}|\d{8})(?:T\d.*|Z|[+-]\d{2}:\d{2})$/, '$1')
    .replace(/[\s,]+\d{1,2}[:h]\d{2}.*$/, '')
    // A data frame writes whole numbers so where the column has gaps.
    .replace(/^(\d{8})\.0$/, '$1')
    .trim();
  if (date.length > 40) return OTHER;
  if (/^\d{8}$/.test(date)) return compactDay(Number(date));
  const numbers = /^(\d{1,4})\s?([-/.])\s?(\d{1,2})\s?\2\s?(\d{1,4})$/.exec(date);
  if (numbers) return numericShape(numbers[1], numbers[3], numbers[4]);
  return namedShape(date);
}

function countedShape(text: string): DateShape | undefined {
  if (/^\d{5}(?:[.,]\d+)?$/.test(text)) {
    const serial = Number(text.slice(0, 5));
    return serial >= FIRST_SERIAL && serial <= LAST_SERIAL
      ? { kind: 'day', day: serial + SPREADSHEET_DAY_0, counted: 'spreadsheet' }
      : undefined;
  }
  if (/^\d{13}(?:\.0)?$/.test(text))
    return { ...dayWithinRange(Math.floor(Number(text) / MILLISECONDS_PER_DAY)), counted: 'milliseconds' };
  return undefined;
}

function numericShape(first: string, second: string, third: string): DateShape {
  const parts = [Number(first), Number(second), Number(third)] as const;
  if (parts.every((part) => part === 0)) return EMPTY;
  if (first.length === 4 && third.length <= 2) return fixed(...parts);
  if (first.length > 2 || (third.length !== 2 && third.length !== 4)) return OTHER;
  return { kind: 'triple', parts, shortYear: third.length === 2 };
}

function namedShape(date: string): DateShape {
  const monthFirst = /^(\p{L}+)\.?[\s-]*(\d{1,2})(?:st|nd|rd|th)?[\s,.-]+(\d{4}|\d{2})$/u.exec(
    date.replace(/^\p{L}+,\s*(?=\p{L})/u, ''),
  );
  if (monthFirst) {
    const month = monthOfName(monthFirst[1]);
    if (month) return fixed(namedYear(monthFirst[3]), month, Number(monthFirst[2]));
  }
  const withoutWeekday = date.replace(/^\p{L}+[.,]*\s+(?=\d)/u, '');
  const dayFirst = /^(\d{1,4})(?:st|nd|rd|th|er|e)?[\s./-]*(?:de\s+)?(\p{L}+)\.?[\s.,/-]*(\d{1,4})$/u.exec(
    withoutWeekday,
  );
  if (!dayFirst) return OTHER;
  const month = monthOfName(dayFirst[2]);
  if (!month) return OTHER;
  if (dayFirst[1].length === 4) return fixed(Number(dayFirst[1]), month, Number(dayFirst[3]));
  if (dayFirst[1].length > 2 || (dayFirst[3].length !== 2 && dayFirst[3].length !== 4)) return OTHER;
  return fixed(namedYear(dayFirst[3]), month, Number(dayFirst[1]));
}

function namedYear(text: string): number {
  return text.length === 2 ? fullYear(Number(text)) : Number(text);
}

function dayWithinRange(day: EpochDay): { kind: 'day'; day: EpochDay | undefined } {
  return { kind: 'day', day: day >= FIRST_DAY && day <= LAST_DAY ? day : undefined };
}

function fixed(year: number, month: number, day: number): DateShape {
  return { kind: 'day', day: dayFromParts(year, month, day) };
}
