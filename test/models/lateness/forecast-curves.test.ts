import { describe, expect, it } from 'vitest';
import { formatDay, NO_DAY } from '../../../src/calendar/index.ts';
import {
  forecastCurves,
  forecastInvoices,
  OWN_ESTIMATOR_NAMES,
  trainLatenessModel,
} from '../../../src/models/index.ts';
import { FIRST, syntheticLedger } from './synthetic-ledger.ts';

const ledger = syntheticLedger(10, 28, 3);
const { knownDay, rolledDueDay } = ledger.invoices;
const asOf = formatDay(FIRST + 200);
/** Every fifth invoice, at issue, a little before due, and long after: the last one beyond the last bin. */
const invoice = Int32Array.from({ length: ledger.invoices.count / 5 }, (_, n) => n * 5);
const moment = invoice.map(
  (i, n) => [knownDay[i], rolledDueDay[i] - 2, rolledDueDay[i] + 9, rolledDueDay[i] + 200][n % 4],
);
const asked = { invoice, moment };

describe.each(OWN_ESTIMATOR_NAMES)('the payment curves of %s', (estimator) => {
  const model = trainLatenessModel(ledger, { asOf, estimator, lateAfterDays: 5 });
  const { forecasts } = forecastInvoices(model, ledger, asked);
  const curves = forecastCurves(model, ledger, asked);

  it('say what forecastInvoices says', () => {
    for (let r = 0; r < invoice.length; r++) {
      const curve = curves.curveOf(r);
      expect(curve).toMatchObject({ invoice: invoice[r], moment: moment[r], dueDay: rolledDueDay[invoice[r]] });
      expect(curve.lateBy(5)).toBe(forecasts.pLate[r]);
      expect(curve.lateBy(30)).toBe(forecasts.pVeryLate[r]);
      expect(curve.quantileDay(0.5)).toBe(forecasts.p50Day[r]);
      expect(curve.interval80()).toEqual({ low: forecasts.p10Day[r], high: forecasts.p90Day[r] });
    }
  });

  it('fall with the days, from 1 to 0', () => {
    for (let r = 0; r < invoice.length; r++) {
      const { lateBy, paidBy, dueDay } = curves.curveOf(r);
      expect(lateBy(moment[r] - 1 - dueDay)).toBe(1);
      expect(paidBy(moment[r] - 1)).toBe(0);
      const days = Array.from({ length: 300 }, (_, n) => moment[r] - dueDay + n);
      const chances = days.map(lateBy);
      expect(chances.filter((chance, n) => chance > (chances[n - 1] ?? 1) + 1e-12 || chance < 0)).toEqual([]);
      expect(days.filter((day, n) => Math.abs(paidBy(dueDay + day) - (1 - chances[n])) > 1e-12)).toEqual([]);
      expect(lateBy(Number.POSITIVE_INFINITY)).toBe(0);
      expect(paidBy(Number.POSITIVE_INFINITY)).toBe(1);
      expect(paidBy(dueDay + 100_000)).toBeCloseTo(1, 6);
    }
  });

  it('reach every quantile on its day and not before', () => {
    for (let r = 0; r < invoice.length; r += 3)
      for (const chance of [0.05, 0.3, 0.8, 0.99]) {
        const { quantileDay, paidBy } = curves.curveOf(r);
        const day = quantileDay(chance);
        if (day === NO_DAY) {
          expect(paidBy(moment[r] + 365)).toBeLessThan(chance);
          continue;
        }
        expect(paidBy(day)).toBeGreaterThanOrEqual(chance - 1e-9);
        expect(paidBy(day - 1)).toBeLessThan(chance + 1e-9);
      }
  });
});

describe('forecastCurves', () => {
  const model = trainLatenessModel(ledger, { asOf, estimator: 'prior' });
  const { curveOf } = forecastCurves(model, ledger, asked);

  it('takes days as texts, and days that are not whole', () => {
    const { paidBy, lateBy, dueDay } = curveOf(0);
    expect(paidBy(formatDay(dueDay + 3))).toBe(paidBy(dueDay + 3));
    expect(lateBy(2.5)).toBe(lateBy(2));
    expect(lateBy(-0.5)).toBe(lateBy(-1));
  });

  it.each([
    ['a chance of 1', () => curveOf(0).quantileDay(1), /the chance 1 has no day/],
    ['no days', () => curveOf(0).lateBy(Number.NaN), /NaN days: give a number/],
    ['no day', () => curveOf(0).paidBy('soon'), /"soon" is no calendar date/],
    ['a row that was not asked', () => curveOf(invoice.length), /there is no row/],
    [
      'an invoice that is not there',
      () => forecastCurves(model, ledger, { invoice: Int32Array.of(ledger.invoices.count), moment: Int32Array.of(0) }),
      /invoice\[0\] is \d+: give rows/,
    ],
    [
      'no moment',
      () => forecastCurves(model, ledger, { invoice: Int32Array.of(0), moment: new Int32Array(0) }),
      /give each invoice its moment/,
    ],
  ])('refuses %s', (_, ask, message) => {
    expect(ask).toThrow(expect.objectContaining({ code: 'USAGE', message: expect.stringMatching(message) }));
  });
});
