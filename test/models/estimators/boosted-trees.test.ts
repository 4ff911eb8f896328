import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  boostedTrees,
  type FeatureMatrix,
  type FittedBoostedTrees,
  loadBinaryEstimator,
} from '../../../src/models/estimators/index.ts';
import { auc } from '../../../src/models/metrics/index.ts';
import { goldenColumns, readGolden } from '../golden/read-golden.ts';
import { syntheticRows } from './synthetic-rows.ts';

const named = (columns: Float64Array[]): FeatureMatrix => ({
  rows: columns[0].length,
  names: columns.map((_, f) => `f${f}`),
  columns,
});

describe('against LightGBM', () => {
  interface LightgbmGolden {
    columns: (number | null)[][];
    labels: number[];
    initialLogOdds: number;
    splits: [number, number, number][][];
    leaves: [number, number][][];
    margins: [number[], number[]];
  }
  const golden = readGolden<LightgbmGolden>('lightgbm.json');
  const matrix = named(goldenColumns(golden.columns));
  const grow = (maxTrees: number) =>
    boostedTrees({
      maxTrees,
      maxLeaves: 8,
      maxDepth: 64,
      learningRate: 0.1,
      minLeafRows: 20,
      minLeafCurvature: 1e-3,
      l2: 1.5,
      rowShare: 1,
      columnShare: 1,
    }).fit(matrix, Uint8Array.from(golden.labels), { seed: 1 }) as FittedBoostedTrees;

  it('starts from the base rate', () => {
    expect(grow(1).bias).toBeCloseTo(golden.initialLogOdds, 12);
  });

  it('makes the same splits with the same gains and covers', () => {
    const { ensemble } = grow(8);
    golden.splits.forEach((splits, t) => {
      const ours: [number, number, number][] = [];
      const end = ensemble.roots[t + 1] ?? ensemble.feature.length;
      for (let node = ensemble.roots[t]; node < end; node++)
        if (ensemble.feature[node] >= 0) ours.push([ensemble.feature[node], ensemble.gain[node], ensemble.cover[node]]);
      ours.sort((a, b) => a[0] - b[0] || a[1] - b[1]);
      expect(ours.map((split) => [split[0], split[2]])).toEqual(splits.map((split) => [split[0], split[2]]));
      ours.forEach((split, i) => {
        expect(split[1]).toBeCloseTo(splits[i][1], 3);
      });
    });
  });

  it('gives the leaves the same values', () => {
    const { ensemble } = grow(8);
    golden.leaves.forEach((leaves, t) => {
      const ours: [number, number][] = [];
      const end = ensemble.roots[t + 1] ?? ensemble.feature.length;
      // LightGBM keeps the base rate in the leaves of its first tree.
      const bias = t === 0 ? golden.initialLogOdds : 0;
      for (let node = ensemble.roots[t]; node < end; node++)
        if (ensemble.feature[node] < 0) ours.push([ensemble.value[node] + bias, ensemble.cover[node]]);
      ours.sort((a, b) => a[0] - b[0]);
      expect(ours).toHaveLength(leaves.length);
      ours.forEach(([value, cover], i) => {
        expect(value).toBeCloseTo(leaves[i][0], 6);
        expect(cover).toBe(leaves[i][1]);
      });
    });
  });

  it('gives the same margins', () => {
    [1, 8].forEach((trees, i) => {
      const margins = grow(trees).logit(matrix);
      golden.margins[i].forEach((margin, row) => {
        expect(margins[row]).toBeCloseTo(margin, 5);
      });
    });
  });
});

it('gives the contributions that shap gives for a LightGBM model', () => {
  interface ShapGolden {
    columns: (number | null)[][];
    model: unknown;
    margins: number[];
    expectedValue: number;
    shapValues: number[][];
  }
  const golden = readGolden<ShapGolden>('shap.json');
  const model = loadBinaryEstimator(golden.model);
  const matrix = named(goldenColumns(golden.columns));
  const margins = model.logit(matrix);
  golden.shapValues.forEach((expected, row) => {
    expect(margins[row]).toBeCloseTo(golden.margins[row], 9);
    const { bias, values } = model.contributions(matrix, row);
    expect(bias).toBeCloseTo(golden.expectedValue, 7);
    expected.forEach((value, f) => {
      expect(values[f]).toBeCloseTo(value, 7);
    });
  });
});

it('gives Shapley values: the mean over all orders of adding the features', () => {
  const { matrix, labels } = syntheticRows(300, 8);
  const model = boostedTrees({ maxTrees: 6, maxLeaves: 8, minLeafRows: 5 }).fit(matrix, labels, {
    seed: 2,
  }) as FittedBoostedTrees;
  const size = model.featureNames.length;
  const { ensemble } = model;
  const row = model.featureNames.map((name) => matrix.columns[matrix.names.indexOf(name)][17]);
  const value = (node: number, present: number): number => {
    const f = ensemble.feature[node];
    if (f < 0) return ensemble.value[node];
    const { left, right, cover } = ensemble;
    if ((present >> f) & 1) {
      const goesLeft = Number.isNaN(row[f]) ? ensemble.missingLeft[node] === 1 : row[f] <= ensemble.threshold[node];
      return value(goesLeft ? left[node] : right[node], present);
    }
    const [l, r] = [cover[left[node]], cover[right[node]]];
    return (l * value(left[node], present) + r * value(right[node], present)) / (l + r);
  };
  const game = (present: number) => ensemble.roots.reduce((sum, root) => sum + value(root, present), 0);
  const factorial = (n: number): number => (n < 2 ? 1 : n * factorial(n - 1));
  const { values } = model.contributions(matrix, 17);
  for (let f = 0; f < size; f++) {
    let expected = 0;
    for (let subset = 0; subset < 1 << size; subset++) {
      if ((subset >> f) & 1) continue;
      const others = subset.toString(2).split('1').length - 1;
      const weight = (factorial(others) * factorial(size - others - 1)) / factorial(size);
      expected += weight * (game(subset | (1 << f)) - game(subset));
    }
    expect(values[f]).toBeCloseTo(expected, 10);
  }
});

it('learns nearly the same from packed derivatives as from exact ones', () => {
  const train = syntheticRows(20_000, 9);
  const test = syntheticRows(20_000, 10);
  const score = (gradients: 'exact' | 'packed') =>
    auc(
      boostedTrees({ gradients, maxTrees: 40 }).fit(train.matrix, train.labels, { seed: 1 }).predict(test.matrix),
      test.labels,
    );
  expect(Math.abs(score('packed') - score('exact'))).toBeLessThan(0.002);
});

it('stops early by the validation block', () => {
  const { matrix, labels } = syntheticRows(2000, 11);
  const noise = labels.map((_, row) => ((row * 7919) % 101) & 1);
  const model = boostedTrees({ minLeafRows: 5, minLeafCurvature: 0, l2: 0, patience: 5 }).fit(matrix, noise, {
    seed: 1,
    validation: { from: 1000 },
  }) as FittedBoostedTrees;
  expect(model.ensemble.roots.length).toBeLessThan(30);
});

it('grows the trees that it would grow without the validation block, and keeps the first of them', () => {
  const { matrix, labels } = syntheticRows(1500, 12);
  const early = { ...matrix, rows: 1000, columns: matrix.columns.map((column) => column.slice(0, 1000)) };
  const stopped = boostedTrees().fit(matrix, labels, { seed: 1, validation: { from: 1000 } }) as FittedBoostedTrees;
  const trees = stopped.ensemble.roots.length;
  expect(trees).toBeGreaterThan(10);
  expect(trees).toBeLessThan(400);
  const plain = boostedTrees({ maxTrees: trees }).fit(early, labels.slice(0, 1000), { seed: 1 });
  expect(JSON.stringify(plain)).toBe(JSON.stringify(stopped));
});

it('trains the same model with and without WebAssembly', () => {
  const { matrix, labels } = syntheticRows(6000, 14);
  const [fast, slow] = [true, false].map((webAssembly) =>
    JSON.stringify(boostedTrees({ gradients: 'packed', maxTrees: 20, webAssembly }).fit(matrix, labels, { seed: 1 })),
  );
  expect(fast).toBe(slow);
});

it('honours the least rows of a leaf while every row has the same curvature', () => {
  const { matrix, labels } = syntheticRows(700, 13);
  const { ensemble } = boostedTrees({ maxTrees: 1, minLeafRows: 60, maxLeaves: 31, minLeafCurvature: 0 }).fit(
    matrix,
    labels,
    {
      seed: 1,
    },
  ) as FittedBoostedTrees;
  expect(ensemble.feature.length).toBeGreaterThan(3);
  expect(Math.min(...ensemble.cover)).toBeGreaterThanOrEqual(60);
});

it('refuses options out of range', () => {
  for (const options of [{ maxTrees: 0 }, { learningRate: 0 }, { maxBins: 256 }, { rowShare: 1.1 }, { l2: Number.NaN }])
    expect(() => boostedTrees(options)).toThrow(expect.objectContaining({ code: 'USAGE' }));
});

it('is blind to any rising change of a feature, up to where cuts fall between values', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 1e6 }), (seed) => {
      const { matrix, labels } = syntheticRows(250, seed);
      const bent = { ...matrix, columns: matrix.columns.map((c) => Float64Array.from(c, (v) => v ** 3 + 2 * v)) };
      const estimator = boostedTrees({ maxTrees: 8 });
      expect(estimator.fit(bent, labels, { seed: 3 }).predict(bent)).toEqual(
        estimator.fit(matrix, labels, { seed: 3 }).predict(matrix),
      );
    }),
    { numRuns: 20 },
  );
});
