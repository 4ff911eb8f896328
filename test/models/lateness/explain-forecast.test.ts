import { describe, expect, it } from 'vitest';
import { formatDay } from '../../../src/calendar/index.ts';
import {
  ESTIMATOR_NAMES,
  explainForecast,
  type ForecastExplanation,
  forecastCurves,
  forecastInvoices,
  type LatenessModel,
  trainLatenessModel,
} from '../../../src/models/index.ts';
import { QUICK_PACKAGE } from './quick-package.ts';
import { FIRST, syntheticLedger } from './synthetic-ledger.ts';

const ledger = syntheticLedger(10, 28, 3);
const asOf = formatDay(FIRST + 200);
const { knownDay, rolledDueDay } = ledger.invoices;
const invoices = [3, 60, 120, 200];
const sumOf = ({ base, effects, other }: ForecastExplanation): number =>
  [...effects, ...other].reduce((sum, { effect }) => sum + effect, base);

describe.each(ESTIMATOR_NAMES)('an explanation of %s', (estimator) => {
  const model = trainLatenessModel(ledger, { asOf, estimator, lateAfterDays: 2, mlRandomForest: QUICK_PACKAGE });

  it('adds up to the log-odds of the late chance that is forecast', () => {
    for (const invoice of invoices)
      for (const moment of [knownDay[invoice], rolledDueDay[invoice] - 3, rolledDueDay[invoice] + 1]) {
        const why = explainForecast(model, ledger, invoice, moment);
        const asked = { invoice: Int32Array.of(invoice), moment: Int32Array.of(moment) };
        const [pLate] = forecastInvoices(model, ledger, asked).forecasts.pLate;
        expect(why.afterDays).toBe(2);
        expect(why.chance).toBeCloseTo(pLate, 12);
        expect(why.margin).toBeCloseTo(Math.log(pLate / (1 - pLate)), 9);
        expect(Math.abs(sumOf(why) - why.margin)).toBeLessThan(1e-9);
        expect(why.effects.length).toBeGreaterThan(0);
        const sizes = why.effects.map(({ effect }) => Math.abs(effect));
        expect(sizes).toEqual([...sizes].sort((a, b) => b - a));
      }
  });

  it('is about thirty days ahead for an invoice that is late already', () => {
    for (const invoice of invoices) {
      const moment = rolledDueDay[invoice] + 20;
      const why = explainForecast(model, ledger, invoice, moment);
      const asked = { invoice: Int32Array.of(invoice), moment: Int32Array.of(moment) };
      expect(why.afterDays).toBe(60);
      expect(why.chance).toBeCloseTo(forecastCurves(model, ledger, asked).curveOf(0).lateBy(60), 12);
      expect(Math.abs(sumOf(why) - why.margin)).toBeLessThan(1e-9);
    }
  });

  it('is the population’s alone where the invoice is later than the last bin', () => {
    const moment = rolledDueDay[3] + 400;
    const why = explainForecast(model, ledger, 3, moment);
    const asked = { invoice: Int32Array.of(3), moment: Int32Array.of(moment) };
    expect(why).toMatchObject({ afterDays: 429, effects: [], other: [] });
    expect(why.chance).toBeCloseTo(forecastCurves(model, ledger, asked).curveOf(0).lateBy(429), 12);
    expect(sumOf(why)).toBe(why.margin);
  });
});

describe('explainForecast', () => {
  const model = trainLatenessModel(ledger, { asOf, estimator: 'logistic' });

  it('names what is no feature of the invoice (no debtor here has a run)', () => {
    const parts = new Set(
      invoices.flatMap((i) => explainForecast(model, ledger, i, knownDay[i]).other.map(({ part }) => part)),
    );
    expect([...parts].sort()).toEqual(['calibration', 'days', 'own_record', 'payment_days']);
  });

  it('counts the debtor’s own record in the blend as its late rate', () => {
    const trusting: LatenessModel = {
      ...model,
      recalibration: {
        ...model.recalibration,
        beforeDue: { ...model.recalibration.beforeDue, slopes: [0], priorSlope: 1, corrections: [], intercept: 0 },
      },
    };
    const why = explainForecast(trusting, ledger, 60, knownDay[60]);
    expect(why.effects.map(({ feature }) => feature)).toEqual(['prior_late_rate']);
    expect(Math.abs(sumOf(why) - why.margin)).toBeLessThan(1e-9);
  });

  it('says that a debtor with a late record is late for its record', () => {
    const isLate = (i: number): boolean => ledger.invoices.debtor[i] % 5 === 4;
    const late = Array.from({ length: ledger.invoices.count }, (_, i) => i).filter((i) => isLate(i))[20];
    const { effects } = explainForecast(model, ledger, late, knownDay[late]);
    const record = effects.filter(({ feature }) => /late_rate|late_days/.test(feature));
    expect(record.reduce((sum, { effect }) => sum + effect, 0)).toBeGreaterThan(0.5);
  });
});
