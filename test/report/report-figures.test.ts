import { describe, expect, it } from 'vitest';
import { parseDay } from '../../src/calendar/index.ts';
import { reportFigures } from '../../src/report/index.ts';
import { AS_OF, queueOf } from './ranked-day.ts';

const { calls, suppressed } = queueOf(250, 190, 0);
const figures = reportFigures(calls, suppressed, AS_OF);
const sum = <Row>(rows: readonly Row[], of: (row: Row) => number): number =>
  rows.reduce((all, row) => all + of(row), 0);

describe('the charts of the page', () => {
  it('value by reason: every call once, sums as the rows have them, most valuable first', () => {
    for (const { reason, calls: count, value, overdue } of figures.reasons) {
      const rows = calls.filter((row) => row.reason === reason);
      expect(count).toBe(rows.length);
      expect(value).toBeCloseTo(
        sum(rows, (row) => row.expected_value),
        6,
      );
      expect(overdue).toBeCloseTo(
        sum(rows, (row) => row.overdue_amount),
        6,
      );
    }
    expect(sum(figures.reasons, (row) => row.calls)).toBe(calls.length);
    const values = figures.reasons.map((row) => row.value);
    expect(values).toEqual([...values].sort((a, b) => b - a));
  });

  it('until when: every debtor once, at its date', () => {
    expect(sum(figures.until, (row) => row.debtors)).toBe(suppressed.length);
    for (const { reason, until, debtors } of figures.until)
      expect(debtors).toBe(suppressed.filter((row) => row.reason === reason && row.until === until).length);
    expect(new Set(figures.until.map((row) => `${row.reason} ${row.until}`)).size).toBe(figures.until.length);
  });

  it('expected money: weeks from the Monday of the day on, all that is owed in one of them', () => {
    expect(figures.expected[0].monday).toBe('2026-01-05');
    expect(figures.expected.at(-1)?.monday).toBe('');
    expect(sum(figures.expected, (week) => week.called)).toBeCloseTo(
      sum(calls, (row) => row.open_amount),
      2,
    );
    expect(sum(figures.expected, (week) => week.leftAlone)).toBeCloseTo(
      sum(
        suppressed.filter((row) => row.open_amount > 0),
        (row) => row.open_amount,
      ),
      2,
    );
    const third = figures.expected[2];
    const inThird = (date: string): boolean =>
      date !== '' && parseDay(date) >= parseDay(third.monday) && parseDay(date) < parseDay(third.monday) + 7;
    expect(third.called).toBeCloseTo(
      sum(
        calls.filter((row) => inThird(row.expected_payment_date)),
        (row) => row.open_amount,
      ),
      2,
    );
  });

  it('cumulative value: rises to the sum of the queue, and half of it is reached where it says', () => {
    const total = sum(calls, (row) => row.expected_value);
    expect(figures.cumulative[0]).toEqual({ calls: 0, value: 0 });
    expect(figures.cumulative.at(-1)?.calls).toBe(calls.length);
    expect(figures.cumulative.at(-1)?.value).toBeCloseTo(total, 6);
    for (const point of figures.cumulative)
      expect(point.value).toBeCloseTo(
        sum(calls.slice(0, point.calls), (row) => row.expected_value),
        6,
      );
    expect(figures.cumulative.length).toBeLessThanOrEqual(101);
    const { half } = figures;
    expect(half.value).toBeGreaterThanOrEqual(total / 2);
    expect(sum(calls.slice(0, half.calls - 1), (row) => row.expected_value)).toBeLessThan(total / 2);
  });

  it('of an empty day are empty', () => {
    const empty = reportFigures([], [], AS_OF);
    expect(empty).toMatchObject({ reasons: [], until: [], half: { calls: 0, value: 0 } });
    expect(empty.cumulative).toEqual([{ calls: 0, value: 0 }]);
    expect(sum(empty.expected, (week) => week.called + week.leftAlone)).toBe(0);
  });
});
