import fc from 'fast-check';
import { expect, it } from 'vitest';
import {
  fitIsotonic,
  fitLogitRecalibration,
  loadCalibration,
  poolAdjacentViolators,
} from '../../../src/models/calibration/index.ts';
import { createRandom, logOddsOf, probabilityOf } from '../../../src/models/estimators/index.ts';
import { readGolden } from '../golden/read-golden.ts';

interface IsotonicGolden {
  x: number[];
  y: number[];
  weights: number[];
  at: number[];
  values: number[];
  weightedValues: number[];
  knots: number[];
  knotValues: number[];
  weightedKnotValues: number[];
}

it('fits the steps that scikit-learn fits, kept half a row away from 0 and 1', () => {
  const golden = readGolden<IsotonicGolden>('isotonic.json');
  const x = Float64Array.from(golden.x);
  const y = Uint8Array.from(golden.y);
  const at = Float64Array.from(golden.at);
  const margin = 0.5 / x.length;
  const check = (values: Float64Array, expected: number[]) => {
    const first = expected.findIndex((value) => value > 0);
    expected.forEach((value, i) => {
      // Next to a clipped knot the straight line starts from the clipped value.
      if (value > 0 && value < 1 && i > first) expect(values[i]).toBeCloseTo(value, 3);
      expect(Math.abs(values[i] - value)).toBeLessThanOrEqual(margin + 1e-12);
    });
  };
  check(fitIsotonic(x, y).apply(at), golden.values);
  check(fitIsotonic(x, y, Float64Array.from(golden.weights)).apply(at), golden.weightedValues);
});

it('pools exactly as scikit-learn does, rows of equal scores taken together', () => {
  const { x, y, weights, knots, knotValues, weightedKnotValues } = readGolden<IsotonicGolden>('isotonic.json');
  for (const [rowWeights, expected] of [
    [x.map(() => 1), knotValues],
    [weights, weightedKnotValues],
  ]) {
    const sums = knots.map((knot) => {
      let weight = 0;
      let positive = 0;
      x.forEach((score, row) => {
        if (score !== knot) return;
        weight += rowWeights[row];
        positive += rowWeights[row] * y[row];
      });
      return { weight, positive };
    });
    const means = Float64Array.from(sums, ({ weight, positive }) => positive / weight);
    const blocks = poolAdjacentViolators(
      means,
      Float64Array.from(sums, ({ weight }) => weight),
    );
    for (const { from, to, value } of blocks)
      for (let knot = from; knot < to; knot++) expect(value).toBeCloseTo(expected[knot], 12);
  }
});

it('pools to a non-decreasing fit with the same weighted mean', () => {
  const numbers = fc.array(fc.tuple(fc.double({ min: -5, max: 5, noNaN: true }), fc.integer({ min: 1, max: 9 })), {
    minLength: 1,
    maxLength: 80,
  });
  fc.assert(
    fc.property(numbers, (list) => {
      const values = Float64Array.from(list, ([value]) => value);
      const weights = Float64Array.from(list, ([, weight]) => weight);
      const blocks = poolAdjacentViolators(values, weights);
      let total = 0;
      let at = 0;
      for (const { from, to, value } of blocks) {
        expect(from).toBe(at);
        at = to;
        for (let i = from; i < to; i++) total += weights[i] * (values[i] - value);
      }
      expect(at).toBe(values.length);
      for (let b = 1; b < blocks.length; b++) expect(blocks[b].value).toBeGreaterThan(blocks[b - 1].value);
      expect(Math.abs(total)).toBeLessThan(1e-9);
    }),
  );
});

it('recovers a distortion of the log-odds', () => {
  const random = createRandom(4);
  const truth = Float64Array.from({ length: 40_000 }, () => probabilityOf(random() * 6 - 3));
  const labels = Uint8Array.from(truth, (p) => (random() < p ? 1 : 0));
  const raw = truth.map((p) => probabilityOf((logOddsOf(p) - 0.7) / 0.5));
  const fitted = fitLogitRecalibration(raw, labels);
  expect(fitted.intercept).toBeCloseTo(0.7, 1);
  expect(fitted.slope).toBeCloseTo(0.5, 1);
  const mended = fitted.apply(raw);
  for (let i = 0; i < 100; i++) expect(Math.abs(mended[i] - truth[i])).toBeLessThan(0.02);
});

it('leaves probabilities alone without data, and nearly so with little', () => {
  const nothing = fitLogitRecalibration(new Float64Array(0), new Uint8Array(0));
  expect([nothing.intercept, nothing.slope]).toEqual([0, 1]);
  const little = fitLogitRecalibration(Float64Array.of(0.4, 0.6), Uint8Array.of(1, 1));
  expect(Math.abs(little.intercept)).toBeLessThan(0.7);
  expect(Math.abs(little.slope - 1)).toBeLessThan(0.2);
});

it('converges on separated labels and certain scores', () => {
  const fitted = fitLogitRecalibration(Float64Array.of(0, 0, 1, 1), Uint8Array.of(0, 0, 1, 1));
  expect(Number.isFinite(fitted.slope)).toBe(true);
  expect(fitted.apply(Float64Array.of(0, 1)).every((p) => p > 0 && p < 1)).toBe(true);
});

it('loads what it saved, and refuses the rest', () => {
  const p = Float64Array.of(0.1, 0.4, 0.4, 0.7, 0.9);
  const y = Uint8Array.of(0, 1, 0, 1, 1);
  for (const fitted of [fitIsotonic(p, y), fitLogitRecalibration(p, y)]) {
    const json = JSON.parse(JSON.stringify(fitted));
    const loaded = loadCalibration(json);
    expect(loaded.kind).toBe(fitted.kind);
    expect(loaded.apply(p)).toEqual(fitted.apply(p));
    expect(() => loadCalibration({ ...json, formatVersion: 9 })).toThrow(/calibration/);
    for (const key of Object.keys(json)) {
      const { [key]: _gone, ...rest } = json;
      expect(() => loadCalibration(rest)).toThrow(expect.objectContaining({ code: 'BAD_MODEL' }));
    }
  }
  expect(() => fitIsotonic(new Float64Array(0), new Uint8Array(0))).toThrow(
    expect.objectContaining({ code: 'TOO_LITTLE_HISTORY' }),
  );
});
