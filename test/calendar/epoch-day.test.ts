import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  dayFromParts,
  FIRST_DAY,
  formatDay,
  LAST_DAY,
  lastDayOfMonth,
  monthIndexOf,
  NO_DAY,
  parseDay,
  partsOfDay,
  weekdayOf,
} from '../../src/calendar/index.ts';

describe('epoch days', () => {
  it('count from 1970-01-01 and agree with the built-in calendar', () => {
    fc.assert(
      fc.property(fc.integer({ min: FIRST_DAY, max: LAST_DAY }), (day) => {
        const builtIn = new Date(day * 86_400_000);
        expect(formatDay(day)).toBe(builtIn.toISOString().slice(0, 10));
        expect(weekdayOf(day)).toBe((builtIn.getUTCDay() + 6) % 7);
        expect(parseDay(formatDay(day))).toBe(day);
        const { year, month, day: dayOfMonth } = partsOfDay(day);
        expect(dayFromParts(year, month, dayOfMonth)).toBe(day);
      }),
    );
  });

  it('know the ends of months, leap years among them', () => {
    expect(formatDay(lastDayOfMonth(monthIndexOf(parseDay('2024-02-05'))))).toBe('2024-02-29');
    expect(formatDay(lastDayOfMonth(monthIndexOf(parseDay('2100-02-05'))))).toBe('2100-02-28');
  });

  it.each(['2026-02-31', '2026-13-01', '26-01-01', '2026-1-1', '', '1899-12-31', 'NaN'])('refuse %s', (text) => {
    expect(() => parseDay(text, '--as-of')).toThrow(
      `--as-of "${text}" is no calendar date: write it as YYYY-MM-DD, e.g. 2026-03-02`,
    );
  });

  it('take the date of a date-time as written, and print a missing day as nothing', () => {
    expect(formatDay(parseDay('2026-03-02T23:59:59Z'))).toBe('2026-03-02');
    expect(formatDay(NO_DAY)).toBe('');
  });
});
