import { expect, it } from 'vitest';
import { type FittedLogistic, logistic } from '../../../src/models/estimators/index.ts';
import { goldenColumns, readGolden } from '../golden/read-golden.ts';
import { syntheticRows } from './synthetic-rows.ts';

interface LogisticGolden {
  columns: number[][];
  labels: number[];
  weights: number[];
  l2: number;
  coefficients: number[];
  intercept: number;
  probabilities: number[];
}

it('finds the coefficients that scikit-learn finds', () => {
  const golden = readGolden<LogisticGolden>('logistic.json');
  const columns = goldenColumns(golden.columns);
  const matrix = { rows: golden.labels.length, names: ['a', 'b', 'c', 'd'], columns };
  const model = logistic({ l2: golden.l2 }).fit(matrix, Uint8Array.from(golden.labels), {
    seed: 0,
    weights: Float64Array.from(golden.weights),
  }) as FittedLogistic;
  for (let f = 0; f < 4; f++) expect(model.parameters[f]).toBeCloseTo(golden.coefficients[f], 8);
  expect(model.parameters[4]).toBeCloseTo(golden.intercept, 8);
  const p = model.predict(matrix);
  for (let row = 0; row < p.length; row++) expect(p[row]).toBeCloseTo(golden.probabilities[row], 8);
});

it('chooses the penalty by the validation block', () => {
  const { matrix, labels } = syntheticRows(300, 4);
  // Labels that no feature explains call for the strongest penalty.
  const noise = labels.map((_, row) => ((row * 7919) % 3 === 0 ? 1 : 0));
  const model = logistic().fit(matrix, noise, { seed: 0, validation: { from: 150 } }) as FittedLogistic;
  expect(model.l2).toBe(1000);
});

it('comes to the same end with and without the warm start of large tables', () => {
  const { matrix, labels } = syntheticRows(50_000, 5);
  const model = logistic({ l2: 1 }).fit(matrix, labels, { seed: 0 }) as FittedLogistic;
  const weighted = logistic({ l2: 1 }).fit(matrix, labels, {
    seed: 0,
    weights: new Float64Array(50_000).fill(1),
  }) as FittedLogistic;
  expect(weighted.parameters).toEqual(model.parameters);
  expect(model.parameters[4]).toBeGreaterThan(1);
});
