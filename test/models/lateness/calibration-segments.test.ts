import { describe, expect, it } from 'vitest';
import { ledgerFromRows } from '../../../src/ledger/index.ts';
import { calibrationSegments, evaluateLateness, evaluationIntervals } from '../../../src/models/index.ts';
import { syntheticRows } from './synthetic-ledger.ts';

const rows = syntheticRows(24, 40, 6);
/** The first debtor's country is not known, the others' are ten. */
const COUNTRIES = ['BE', 'NL', 'FR', 'DE', 'AT', 'ES', 'IT', 'LU', 'PT', 'SE'];
const debtors = Array.from({ length: 24 }, (_, d) => ({
  debtor_id: `D${d}`,
  ...(d === 0 ? {} : { country: COUNTRIES[d % 10] }),
}));
const ledger = ledgerFromRows({ ...rows, debtors });
const evaluation = evaluateLateness(ledger, { cut: '2024-07-01', estimator: 'prior' });
const { label, forecasts } = evaluation;

describe('calibrationSegments', () => {
  const segments = calibrationSegments(ledger, evaluation);
  const of = (by: string) => segments.filter((segment) => segment.by === by);

  it.each(['history', 'term', 'amount', 'run', 'country'])('by %s hold every row once', (by) => {
    const told = of(by);
    const sum = (weigh: (segment: (typeof told)[number]) => number): number =>
      told.reduce((total, segment) => total + segment.rows * weigh(segment), 0);
    expect(sum(() => 1)).toBe(label.length);
    expect(sum((segment) => segment.observedShare)).toBeCloseTo(
      label.reduce((total, late) => total + late, 0),
      9,
    );
    expect(sum((segment) => segment.meanForecast)).toBeCloseTo(
      forecasts.pLate.reduce((total, chance) => total + chance, 0),
      9,
    );
    for (const { rows: count, ece } of told) expect(ece === null).toBe(count < 100);
  });

  it('are told by what they are', () => {
    expect(of('term').map(({ segment }) => segment)).toEqual(['up to 14 days', '15–30 days']);
    const byTerm = evaluation.features.columns[evaluation.features.names.indexOf('term_days')];
    expect(of('term')[0].rows).toBe(byTerm.filter((days) => days <= 14).length);
    const countries = of('country').map(({ segment }) => segment);
    expect(countries).toHaveLength(9);
    expect(countries[8]).toBe('others');
  });

  it('comes with intervals of the scores: none of the record beside itself', () => {
    const { model, difference, debtors: drawn } = evaluationIntervals(ledger, evaluation);
    expect(drawn).toBe(24);
    expect(model.auc?.low).toBeLessThan(evaluation.scores.auc as number);
    expect(model.auc?.high).toBeGreaterThan(evaluation.scores.auc as number);
    expect(difference).toMatchObject({ auc: { low: 0, high: 0 }, maeDays: { low: 0, high: 0 } });
  });
});
