import { describe, expect, it } from 'vitest';
import { formatDay, weekdayOf } from '../../../src/calendar/index.ts';
import { ledgerFromRows, visibleAt } from '../../../src/ledger/index.ts';
import { expectedCash, forecastCurves, trainLatenessModel } from '../../../src/models/index.ts';
import { FIRST, syntheticLedger, syntheticRows } from './synthetic-ledger.ts';

const ledger = syntheticLedger(40, 28, 3);
const asOfDay = FIRST + 200;
const asOf = formatDay(asOfDay);
const model = trainLatenessModel(ledger, { asOf, estimator: 'logistic' });
const request = { ledger, model, asOf };
const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);

describe('expectedCash', () => {
  const weeks = expectedCash(request);

  it.each(['day', 'week', 'month'] as const)('adds up to what is open, by %s', (by) => {
    const { intervals, laterAmount, openAmount, overdueAmount, dueLaterAmount, invoices } = expectedCash({
      ...request,
      by,
    });
    expect(invoices).toBeGreaterThan(50);
    expect(sum(intervals.map((row) => row.expected_amount)) + laterAmount).toBeCloseTo(openAmount, 6);
    expect(sum(intervals.map((row) => row.due_amount)) + overdueAmount + dueLaterAmount).toBeCloseTo(openAmount, 6);
    expect(intervals[intervals.length - 1]).toMatchObject({
      to_date: formatDay(asOfDay + 90),
      cumulative_amount: weeks.intervals[weeks.intervals.length - 1].cumulative_amount,
    });
  });

  it('is the sum over the open invoices of amount times chance', () => {
    const until = formatDay(asOfDay + 20);
    const { intervals } = expectedCash({ ...request, dates: [formatDay(asOfDay + 6), until] });
    const visible = visibleAt(ledger, asOfDay);
    const paid = new Set(Array.from(visible.payments.invoice));
    const open = Array.from({ length: visible.invoices.count }, (_, i) => i).filter((i) => !paid.has(i));
    const { curveOf } = forecastCurves(model, visible, {
      invoice: Int32Array.from(open),
      moment: new Int32Array(open.length).fill(asOfDay),
    });
    const terms = open.map((i, row) => {
      const chance = curveOf(row).paidBy(until) - curveOf(row).paidBy(asOfDay + 6);
      return { debtor: visible.invoices.debtor[i], amount: visible.invoices.amountMinor[i] / 100, chance };
    });
    expect(intervals[1].expected_amount).toBeCloseTo(sum(terms.map(({ amount, chance }) => amount * chance)), 1);
    const deviations = terms.map(({ debtor, amount, chance }) => ({
      debtor,
      sd: amount * Math.sqrt(chance * (1 - chance)),
    }));
    expect(intervals[1].sd_independent).toBeCloseTo(Math.hypot(...deviations.map(({ sd }) => sd)), 1);
    const debtors = [...new Set(deviations.map(({ debtor }) => debtor))];
    const together = debtors.map((one) => sum(deviations.filter(({ debtor }) => debtor === one).map(({ sd }) => sd)));
    expect(intervals[1].sd_together).toBeCloseTo(Math.hypot(...together), 1);
  });

  it('comes within two of the wider standard deviations of what was paid', () => {
    const came = new Float64Array(weeks.intervals.length);
    for (let p = 0; p < ledger.payments.count; p++) {
      const i = ledger.payments.invoice[p];
      if (ledger.invoices.knownDay[i] >= asOfDay || ledger.payments.bookedDay[p] < asOfDay) continue;
      const week = weeks.intervals.findIndex((row) => formatDay(ledger.payments.paidDay[p]) <= row.to_date);
      if (week >= 0) came[week] += ledger.payments.amountMinor[p] / 100;
    }
    let soFar = 0;
    weeks.intervals.forEach((row, week) => {
      soFar += came[week];
      expect(Math.abs(soFar - row.cumulative_amount)).toBeLessThan(2.5 * row.cumulative_sd_together + 1);
      expect(row.cumulative_sd_independent).toBeLessThanOrEqual(row.cumulative_sd_together);
    });
    expect(soFar).toBeGreaterThan(0.5 * weeks.openAmount);
  });

  it('has weeks that end on Sunday, and months that end with the month', () => {
    expect(weeks.intervals[0].from_date).toBe(asOf);
    expect(weekdayOf(asOfDay + 6 - weekdayOf(asOfDay))).toBe(6);
    expect(weeks.intervals[0].to_date).toBe(formatDay(asOfDay + 6 - weekdayOf(asOfDay)));
    const months = expectedCash({ ...request, by: 'month', until: '2024-10-10' });
    expect(months.intervals.map(({ from_date, to_date }) => [from_date, to_date])).toEqual([
      ['2024-07-19', '2024-07-31'],
      ['2024-08-01', '2024-08-31'],
      ['2024-09-01', '2024-09-30'],
      ['2024-10-01', '2024-10-10'],
    ]);
  });

  it('is not moved by the order of rows, nor by what was known later', () => {
    const { invoices, payments = [] } = syntheticRows(40, 28, 3);
    const later = ledgerFromRows({
      invoices: [...invoices].reverse().filter((row) => row.issue_date < asOf),
      payments: [...payments].reverse().filter((row) => row.paid_on < asOf),
    });
    expect(expectedCash({ ...request, ledger: later })).toEqual(weeks);
  });

  it('is nothing where nothing is open', () => {
    const { invoices } = syntheticRows(1, 1, 3);
    const paid = ledgerFromRows({ invoices: invoices.map((row) => ({ ...row, paid_on: row.due_date })) });
    expect(expectedCash({ ...request, ledger: paid, until: asOf })).toMatchObject({
      invoices: 0,
      openAmount: 0,
      laterAmount: 0,
      intervals: [{ expected_amount: 0, sd_independent: 0, sd_together: 0, cumulative_amount: 0 }],
    });
  });

  it.each([
    ['no model', { model: undefined as never }, 'USAGE', /expectedCash needs a model/],
    [
      'a model that has seen what was to come',
      { asOf: formatDay(asOfDay - 1) },
      'BAD_MODEL',
      /has seen what was to come/,
    ],
    ['an unknown period', { by: 'year' as never }, 'USAGE', /no period "year": choose day, week or month/],
    ['a day that is past', { until: formatDay(asOfDay - 1) }, 'USAGE', /until .*: give a day from/],
    ['a day too far ahead', { until: '2099-01-01' }, 'USAGE', /at most ten years ahead/],
    ['no dates', { dates: [] }, 'USAGE', /dates is empty/],
    ['dates that do not ascend', { dates: [asOf, asOf] }, 'USAGE', /dates\[1\] .* is not after the one before/],
    ['both', { dates: [asOf], until: asOf }, 'USAGE', /until or dates, not both/],
  ])('refuses %s', (_, wrong, code, message) => {
    expect(() => expectedCash({ ...request, ...wrong })).toThrow(
      expect.objectContaining({ code, message: expect.stringMatching(message) }),
    );
  });
});
