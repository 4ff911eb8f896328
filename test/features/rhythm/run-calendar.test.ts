import { describe, expect, it } from 'vitest';
import { createBusinessCalendar, parseDay } from '../../../src/calendar/index.ts';
import { prepareRunCalendar } from '../../../src/features/rhythm/index.ts';
import { nextRunDay } from '../../../src/features/rhythm/next-run-day.ts';
import type { RunRule } from '../../../src/features/rhythm/payment-run.ts';
import { RunSchedule } from '../../../src/features/rhythm/run-schedule.ts';

const plain = createBusinessCalendar('BE');
const from = parseDay('2023-12-20', 'from');

describe('a prepared calendar', () => {
  it('answers as the calendar it was made of, across the ends of its tables too', () => {
    const prepared = prepareRunCalendar(plain);
    for (let day = from; day < from + 40; day++) {
      expect(prepared.rollFollowing(day)).toBe(plain.rollFollowing(day));
      expect(prepared.rollPreceding(day)).toBe(plain.rollPreceding(day));
      for (const n of [-270, -3, -1, 0, 1, 2, 270])
        expect(prepared.addBusinessDays(day, n)).toBe(plain.addBusinessDays(day, n));
    }
  });
});

describe('a schedule', () => {
  it.each<[RunRule['family'], number[]]>([
    ['weekly', [2, 5]],
    ['fortnightly', [4, 1]],
    ['monthly_day', [1, 15, 31]],
    ['monthly_business_day', [-1, 3]],
    ['month_end_after_due', [0]],
  ])('has the runs that come one after another: %s', (family, days) => {
    for (const roll of ['following', 'preceding'] as const)
      for (const clearingLagDays of [0, 2]) {
        const rule: RunRule = { family, days, roll, clearingLagDays, clearingLagUnit: 'business' };
        const schedule = new RunSchedule().draw(rule, from, from + 120, plain);
        const expected: number[] = [];
        for (let day = nextRunDay(rule, from, plain); day !== null && day <= from + 120; )
          day = nextRunDay(rule, expected[expected.push(day) - 1] + 1, plain);
        expect([...schedule.arrivals.subarray(0, schedule.count)]).toEqual(expected);
      }
  });
});
