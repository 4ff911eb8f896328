import { describe, expect, it } from 'vitest';
import {
  type BinaryEstimator,
  boostedTrees,
  createRandom,
  type FittedBoostedTrees,
  type GroupedMatrix,
  logistic,
  predictGroups,
  randomForest,
  spellOut,
} from '../../../src/models/estimators/index.ts';

/** Groups of 0 to 70 rows with three shared and three own features; some values are missing. */
function grouped(groups: number): GroupedMatrix {
  const random = createRandom(11);
  const start = new Int32Array(groups + 1);
  for (let g = 0; g < groups; g++) start[g + 1] = start[g] + (g % 5 === 0 ? 0 : g % 7 === 0 ? 70 : (g % 17) + 1);
  const columns = (rows: number): Float64Array[] =>
    [0.2, 0, 0.1].map((missing) =>
      Float64Array.from({ length: rows }, () => (random() < missing ? Number.NaN : Math.round(random() * 20) / 4)),
    );
  const rows = start[groups];
  return {
    start,
    // Sorted by name, shared and own features alternate.
    shared: { rows: groups, names: ['b', 'd', 'f'], columns: columns(groups) },
    own: { rows, names: ['a', 'c', 'e'], columns: columns(rows) },
  };
}

const MANY_LEAVES = boostedTrees({ maxLeaves: 60, minLeafRows: 1, minLeafCurvature: 0.001, rowShare: 1, maxTrees: 5 });

describe('rows in groups', () => {
  const matrix = grouped(90);
  const spelt = spellOut(matrix);
  const labels = Uint8Array.from({ length: spelt.rows }, (_, row) =>
    Number((spelt.columns[0][row] || 2) * (spelt.columns[3][row] || 1) > 4 + (row % 5)),
  );

  it.each<[string, BinaryEstimator]>([
    ['boosted trees', boostedTrees()],
    ['boosted trees of more leaves than a number has bits', MANY_LEAVES],
    ['a logistic regression', logistic()],
    ['a random forest', randomForest({ trees: 5 })],
  ])('are given the probabilities of the rows spelt out by %s, to the bit', (_, estimator) => {
    const model = estimator.fit(spelt, labels, { seed: 3 });
    expect(model.featureNames.length).toBe(6);
    const predicted = predictGroups(model, matrix);
    expect(new Set(predicted).size).toBeGreaterThan(20);
    expect(predicted).toEqual(model.predict(spelt));
  });

  it('meet trees of more than 32 leaves in this test', () => {
    const { ensemble } = MANY_LEAVES.fit(spelt, labels, { seed: 3 }) as FittedBoostedTrees;
    expect(ensemble.roots[1]).toBeGreaterThan(2 * 33 - 1);
  });

  it('are refused where a feature is lacking or infinite', () => {
    const model = logistic().fit(spelt, labels, { seed: 3 });
    const without = { ...matrix, own: { ...matrix.own, names: ['a', 'c', 'x'] } };
    expect(() => predictGroups(model, without)).toThrow(/trained with the feature "e"/);
    const [first, ...others] = matrix.shared.columns;
    const infinite = { ...matrix.shared, columns: [first.map(() => Number.POSITIVE_INFINITY), ...others] };
    expect(() => predictGroups(model, { ...matrix, shared: infinite })).toThrow(/"b" is infinite/);
  });
});
