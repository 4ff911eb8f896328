import { describe, expect, it } from 'vitest';
import { formatDay, parseDay } from '../../src/calendar/index.ts';
import { tabulateCountryDays } from '../../src/simulate/country-days.ts';
import { type RunRule, runDays } from '../../src/simulate/run-rule.ts';

const days = tabulateCountryDays('BE', parseDay('2024-10-01'), parseDay('2026-06-01'));
const between = (rule: Partial<RunRule>, from: string, to: string): string[] =>
  runDays({ family: 'none', days: [], anchor: 0, roll: 'following', ...rule }, days, parseDay(from), parseDay(to)).map(
    formatDay,
  );

describe('runDays', () => {
  it('gives the weekdays of a weekly rule, rolled off Easter Monday', () => {
    expect(between({ family: 'weekly', days: [0, 3] }, '2025-04-14', '2025-04-25')).toEqual([
      '2025-04-14',
      '2025-04-17',
      '2025-04-22',
      '2025-04-24',
    ]);
  });

  it('keeps the phase of a fortnightly rule', () => {
    const rule = { family: 'fortnightly', days: [2], anchor: parseDay('2025-01-08') } as const;
    expect(between(rule, '2025-01-01', '2025-02-20')).toEqual(['2025-01-08', '2025-01-22', '2025-02-05', '2025-02-19']);
  });

  it('rolls a day of the month as the rule says', () => {
    const span = ['2025-02-01', '2025-04-01'] as const;
    expect(between({ family: 'monthly_day', days: [15, 31], roll: 'following' }, ...span)).toEqual([
      '2025-02-17',
      '2025-02-28',
      '2025-03-17',
      '2025-03-31',
    ]);
    expect(between({ family: 'monthly_day', days: [15], roll: 'preceding' }, ...span)).toEqual([
      '2025-02-14',
      '2025-03-14',
    ]);
  });

  it('counts business days from either end of the month', () => {
    expect(between({ family: 'monthly_business_day', days: [1] }, '2025-04-28', '2025-06-10')).toEqual([
      '2025-05-02',
      '2025-06-02',
    ]);
    expect(between({ family: 'monthly_business_day', days: [-2] }, '2025-05-01', '2025-07-01')).toEqual([
      '2025-05-28',
      '2025-06-27',
    ]);
    expect(between({ family: 'month_end_after_due' }, '2025-05-01', '2025-07-01')).toEqual([
      '2025-05-30',
      '2025-06-30',
    ]);
  });
});
