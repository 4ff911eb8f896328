import { expect, it } from 'vitest';
import { type FittedRandomForest, randomForest } from '../../../src/models/estimators/index.ts';
import { syntheticRows } from './synthetic-rows.ts';

const { matrix, labels } = syntheticRows(1500, 21);

it('leaves the validation block out', () => {
  const early = { ...matrix, rows: 1000, columns: matrix.columns.map((column) => column.slice(0, 1000)) };
  const forest = randomForest({ trees: 5 });
  expect(JSON.stringify(forest.fit(matrix, labels, { seed: 1, validation: { from: 1000 } }))).toBe(
    JSON.stringify(forest.fit(early, labels.slice(0, 1000), { seed: 1 })),
  );
});

it('grows every tree from a seed of its own', () => {
  const few = randomForest({ trees: 3 }).fit(matrix, labels, { seed: 1 }) as FittedRandomForest;
  const more = randomForest({ trees: 6 }).fit(matrix, labels, { seed: 1 }) as FittedRandomForest;
  expect(more.ensemble.threshold.slice(0, few.ensemble.threshold.length)).toEqual(few.ensemble.threshold);
});

it('grows the same trees from whole weights that are given as from none', () => {
  // Row weights are summed one by one, the bootstrap alone in packed numbers: whole sums are exact in both.
  for (const featuresPerSplit of [2, 4, 5]) {
    const forest = randomForest({ trees: 3, featuresPerSplit });
    const plain = forest.fit(matrix, labels, { seed: 1 }) as FittedRandomForest;
    const weights = new Float64Array(1500).fill(1);
    expect(JSON.stringify(forest.fit(matrix, labels, { seed: 1, weights }))).toBe(JSON.stringify(plain));
  }
});

it('keeps leaves at their least weight and children at the sum of their parent', () => {
  const { ensemble } = randomForest({ trees: 4, minLeafRows: 12 }).fit(matrix, labels, {
    seed: 1,
  }) as FittedRandomForest;
  ensemble.feature.forEach((f, node) => {
    expect(ensemble.cover[node]).toBeGreaterThanOrEqual(12);
    if (f >= 0)
      expect(ensemble.cover[ensemble.left[node]] + ensemble.cover[ensemble.right[node]]).toBe(ensemble.cover[node]);
    else expect(ensemble.value[node] > 0 && ensemble.value[node] < 1).toBe(true);
  });
});
