import { describe, expect, test } from 'vitest';
import { createBusinessCalendar, parseDay } from '../../../src/calendar/index.ts';
import { possibleRuns, type SettledInvoice } from '../../../src/features/index.ts';

const calendar = createBusinessCalendar('');
const settled = (...pairs: readonly (readonly [due: string, paid: string])[]): SettledInvoice[] =>
  pairs.map(([due, paid]) => ({ dueDay: parseDay(due), paidDay: parseDay(paid) }));
const sum = (invoices: readonly SettledInvoice[]): number =>
  possibleRuns(invoices, calendar).reduce((total, { chance }) => total + chance, 0);

/** Due on any day, paid on the 18th (or the next business day) on or after it. */
const ON_THE_18TH = settled(
  ['2025-01-02', '2025-01-20'],
  ['2025-01-29', '2025-02-18'],
  ['2025-03-12', '2025-03-18'],
  ['2025-03-24', '2025-04-18'],
  ['2025-05-08', '2025-05-19'],
);

describe('possibleRuns', () => {
  test('five payments, however late, show a run on a day of the month', () => {
    const [likeliest] = possibleRuns(ON_THE_18TH, calendar);
    expect(likeliest?.rule).toMatchObject({ family: 'monthly_day', days: [18], roll: 'following' });
    expect(sum(ON_THE_18TH)).toBeGreaterThan(0.9);
  });

  test('two payments leave the question open', () => {
    const chance = sum(ON_THE_18TH.slice(0, 2));
    expect(chance).toBeGreaterThan(0.2);
    expect(chance).toBeLessThan(0.9);
  });

  test('a fixed lag after due dates with a rhythm of their own is no run', () => {
    const due = parseDay('2025-01-06');
    const always3Days = Array.from({ length: 20 }, (_, week) => ({
      dueDay: due + 7 * week,
      paidDay: due + 7 * week + 3,
    }));
    expect(sum(always3Days)).toBeLessThan(0.25);
    // The same payment days, whatever the due date: a run every Thursday.
    const thursdays = always3Days.map(({ paidDay }, week) => ({ dueDay: paidDay - (week % 5), paidDay }));
    expect(possibleRuns(thursdays, calendar)[0]?.rule).toMatchObject({ family: 'weekly', days: [4] });
    expect(sum(thursdays)).toBeGreaterThan(0.95);
  });

  test('payments on all kinds of days are no run', () => {
    const scattered = Array.from({ length: 15 }, (_, at) => ({
      dueDay: parseDay('2025-01-06') + 17 * at,
      paidDay: calendar.rollFollowing(parseDay('2025-01-06') + 17 * at + ((at * 5) % 11)),
    }));
    expect(sum(scattered)).toBeLessThan(0.1);
  });

  test('tells two run days a week and half-months', () => {
    const tuesdaysAndFridays = Array.from({ length: 12 }, (_, week) => ({
      dueDay: parseDay('2025-01-07') + 7 * week + ((week * 2) % 7) - 6,
      paidDay: parseDay('2025-01-07') + 7 * week + (week % 2 === 0 ? 0 : 3),
    }));
    expect(possibleRuns(tuesdaysAndFridays, calendar).map(({ rule }) => rule)).toContainEqual(
      expect.objectContaining({ family: 'weekly', days: [2, 5] }),
    );
    const halves = settled(
      ['2025-01-03', '2025-01-06'],
      ['2025-01-13', '2025-01-20'],
      ['2025-01-22', '2025-02-05'],
      ['2025-02-14', '2025-02-20'],
      ['2025-02-21', '2025-03-05'],
      ['2025-03-07', '2025-03-20'],
    );
    expect(possibleRuns(halves, calendar)[0]?.rule).toMatchObject({ family: 'monthly_day', days: [5, 20] });
  });

  test('tells thirds of a month', () => {
    const thirds = settled(
      ['2024-08-30', '2024-09-02'],
      ['2024-10-11', '2024-10-21'],
      ['2024-11-08', '2024-11-11'],
      ['2024-11-22', '2024-11-20'],
      ['2024-12-06', '2024-12-10'],
      ['2024-12-27', '2024-12-31'],
      ['2025-01-24', '2025-01-20'],
      ['2025-02-14', '2025-02-10'],
      ['2025-03-28', '2025-03-31'],
    );
    expect(possibleRuns(thirds, calendar)[0]?.rule).toMatchObject({ family: 'monthly_day', days: [10, 20, 31] });
    expect(sum(thirds)).toBeGreaterThan(0.5);
  });

  test('chances add up to at most 1, likeliest first, whatever the order of invoices; nothing from nothing', () => {
    const runs = possibleRuns(ON_THE_18TH, calendar);
    expect(sum(ON_THE_18TH)).toBeLessThanOrEqual(1);
    expect(runs.map(({ chance }) => chance)).toEqual(runs.map(({ chance }) => chance).sort((a, b) => b - a));
    expect(possibleRuns([...ON_THE_18TH].reverse(), calendar)).toEqual(runs);
    expect(possibleRuns([], calendar)).toEqual([]);
  });
});
