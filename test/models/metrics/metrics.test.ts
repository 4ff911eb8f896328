import fc from 'fast-check';
import { expect, it } from 'vitest';
import {
  auc,
  averagePrecision,
  bootstrapPairedAuc,
  brier,
  expectedCalibrationError,
  logLoss,
  precisionAtTop,
  reliability,
} from '../../../src/models/metrics/index.ts';
import { readGolden } from '../golden/read-golden.ts';

interface MetricsGolden {
  scores: number[];
  labels: number[];
  auc: number;
  averagePrecision: number;
  brier: number;
  logLoss: number;
  distinctScores: number[];
  distinctLabels: number[];
  ece: number;
  eceOf400: number;
}

const golden = readGolden<MetricsGolden>('metrics.json');
const scores = Float64Array.from(golden.scores);
const labels = Uint8Array.from(golden.labels);

it('agrees with scikit-learn, ties included', () => {
  expect(auc(scores, labels)).toBeCloseTo(golden.auc, 12);
  expect(averagePrecision(scores, labels)).toBeCloseTo(golden.averagePrecision, 12);
  expect(brier(scores, labels)).toBeCloseTo(golden.brier, 12);
  expect(logLoss(scores, labels)).toBeCloseTo(golden.logLoss, 12);
  const distinct = Float64Array.from(golden.distinctScores);
  expect(expectedCalibrationError(distinct, Uint8Array.from(golden.distinctLabels))).toBeCloseTo(golden.ece, 12);
  const first = Uint8Array.from(golden.distinctLabels).subarray(0, 400);
  expect(expectedCalibrationError(distinct.subarray(0, 400), first)).toBeCloseTo(golden.eceOf400, 12);
});

it('does not depend on the order of rows', () => {
  fc.assert(
    fc.property(
      fc.array(fc.tuple(fc.integer({ min: 0, max: 8 }), fc.boolean()), { minLength: 2, maxLength: 60 }),
      (rows) => {
        const metrics = (list: [number, boolean][]) => {
          const p = Float64Array.from(list, ([score]) => score / 8);
          const y = Uint8Array.from(list, ([, label]) => (label ? 1 : 0));
          return [auc, averagePrecision, expectedCalibrationError]
            .map((metric) => metric(p, y))
            .concat(precisionAtTop(p, y, 0.3));
        };
        const forward = metrics(rows);
        metrics([...rows].reverse()).forEach((value, i) => {
          if (Number.isNaN(forward[i])) expect(value).toBeNaN();
          else expect(value).toBeCloseTo(forward[i], 10);
        });
      },
    ),
  );
});

it('counts the top with ties at their mean', () => {
  const p = Float64Array.of(0.9, 0.5, 0.5, 0.5, 0.1);
  const y = Uint8Array.of(1, 1, 0, 0, 1);
  expect(precisionAtTop(p, y, 0.2)).toBe(1);
  expect(precisionAtTop(p, y, 0.4)).toBeCloseTo((1 + 1 / 3) / 2, 12);
  expect(precisionAtTop(p, y, 1)).toBeCloseTo(0.6, 12);
  expect(() => precisionAtTop(p, y, 0)).toThrow(/share/);
});

it('is NaN where it is not defined, and refuses NaN scores', () => {
  expect(auc(Float64Array.of(0.2, 0.3), Uint8Array.of(1, 1))).toBeNaN();
  expect(averagePrecision(Float64Array.of(0.2), Uint8Array.of(0))).toBeNaN();
  expect(brier(new Float64Array(0), new Uint8Array(0))).toBeNaN();
  expect(expectedCalibrationError(new Float64Array(0), new Uint8Array(0))).toBeNaN();
  expect(() => auc(Float64Array.of(Number.NaN), Uint8Array.of(1))).toThrow(/NaN/);
});

it('cuts reliability into equal parts', () => {
  const bins = reliability(scores, labels);
  expect(bins.map((bin) => bin.rows)).toEqual(new Array(10).fill(40));
  expect(reliability(Float64Array.of(0.5, 0.6), Uint8Array.of(0, 1))).toHaveLength(2);
});

it('bootstraps whole debtors, repeatably', () => {
  const worse = scores.map((p, i) => (i % 2 === 0 ? p : 0.5));
  const debtors = scores.map((_, i) => i % 50);
  const result = bootstrapPairedAuc(scores, worse, labels, debtors, { seed: 3, replicates: 400 });
  expect(result).toEqual(bootstrapPairedAuc(scores, worse, labels, debtors, { seed: 3, replicates: 400 }));
  expect(result.first.estimate).toBeCloseTo(golden.auc, 12);
  expect(result.difference.estimate).toBeCloseTo(result.first.estimate - result.second.estimate, 12);
  expect(result.difference.low).toBeGreaterThan(0);
  expect(result.difference.low).toBeLessThan(result.difference.estimate);
  expect(result.difference.high).toBeGreaterThan(result.difference.estimate);
  expect(result.first.standardError).toBeGreaterThan(0.01);
  expect(result.first.standardError).toBeLessThan(0.06);
  const same = bootstrapPairedAuc(scores, scores, labels, debtors, { seed: 3, replicates: 50 });
  expect(same.difference).toEqual({ estimate: 0, low: 0, high: 0, standardError: 0 });
});
