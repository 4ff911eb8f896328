import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  createBusinessCalendar,
  createCalendars,
  formatDay,
  isKnownCountry,
  parseDay,
  publicHolidays,
} from '../../src/calendar/index.ts';

describe('business calendars', () => {
  it('leave out weekends and the public holidays of the country', () => {
    const belgium = createBusinessCalendar('BE');
    expect(publicHolidays('BE', 2026).map(formatDay)).toEqual([
      '2026-01-01',
      '2026-04-06',
      '2026-05-01',
      '2026-05-14',
      '2026-05-25',
      '2026-07-21',
      '2026-08-15',
      '2026-11-01',
      '2026-11-11',
      '2026-12-25',
    ]);
    expect(formatDay(belgium.rollFollowing(parseDay('2026-07-21')))).toBe('2026-07-22');
    expect(formatDay(belgium.rollPreceding(parseDay('2026-05-25')))).toBe('2026-05-22');
    expect(formatDay(belgium.addBusinessDays(parseDay('2026-12-24'), 1))).toBe('2026-12-28');
    expect(formatDay(belgium.addBusinessDays(parseDay('2026-12-28'), -1))).toBe('2026-12-24');
  });

  it('are Monday to Friday where the country is not known', () => {
    const plain = createCalendars().forCountry('');
    expect(plain.isBusinessDay(parseDay('2026-01-01'))).toBe(true);
    expect(plain.isBusinessDay(parseDay('2026-01-03'))).toBe(false);
    expect(isKnownCountry('BE')).toBe(true);
    expect(['be', 'XX', '391', '', '__'].map(isKnownCountry)).toEqual([false, false, false, false, false]);
  });

  it('count business days as repeated single steps', () => {
    const calendar = createBusinessCalendar('NL');
    fc.assert(
      fc.property(fc.integer({ min: 18_000, max: 22_000 }), fc.integer({ min: 1, max: 40 }), (day, n) => {
        const later = calendar.addBusinessDays(day, n);
        expect(calendar.isBusinessDay(later)).toBe(true);
        expect(calendar.businessDaysBetween(day, later)).toBe(n);
        expect(calendar.businessDaysBetween(later, day)).toBe(-n);
      }),
    );
  });
});
