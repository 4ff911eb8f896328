import { describe, expect, it } from 'vitest';
import { PayrhythmError, type PayrhythmErrorCode } from '../../../src/errors.ts';
import { type FeatureMatrix, loadBinaryEstimator, probabilityOf } from '../../../src/models/estimators/index.ts';
import { auc, logLoss } from '../../../src/models/metrics/index.ts';
import { ALL_ESTIMATORS } from './all-estimators.ts';
import { syntheticRows } from './synthetic-rows.ts';

const test = syntheticRows(1500, 2);

const reordered = (source: FeatureMatrix, order: readonly number[]): FeatureMatrix => ({
  rows: source.rows,
  names: order.map((f) => source.names[f]),
  columns: order.map((f) => source.columns[f]),
});

const replaced = (source: FeatureMatrix, name: string, values: Float64Array): FeatureMatrix => ({
  ...source,
  columns: source.columns.map((column, f) => (source.names[f] === name ? values : column)),
});

function codeOf(run: () => unknown): PayrhythmErrorCode | undefined {
  try {
    run();
  } catch (error) {
    if (error instanceof PayrhythmError) return error.code;
    throw error;
  }
  return undefined;
}

describe.each(ALL_ESTIMATORS)('%s', (_, { estimator, isPlain, rows }) => {
  const { matrix, labels } = syntheticRows(rows, 1);
  const early = Math.floor((2 * rows) / 3);
  const model = estimator.fit(matrix, labels, { seed: 5 });
  const bytes = JSON.stringify(model);

  it('learns', () => {
    const p = model.predict(test.matrix);
    expect(auc(p, test.labels)).toBeGreaterThan(0.78);
    // Twelve trees of the package are a baseline, and the base rate is one of their thirteen votes.
    expect(logLoss(p, test.labels)).toBeLessThan(isPlain ? 0.62 : 0.57);
  });

  it('gives the same bytes for the same seed', () => {
    expect(JSON.stringify(estimator.fit(matrix, labels, { seed: 5 }))).toBe(bytes);
  });

  it('ignores the order of columns, constant columns and empty columns', () => {
    expect(JSON.stringify(estimator.fit(reordered(matrix, [6, 4, 3, 2, 1, 0, 5]), labels, { seed: 5 }))).toBe(bytes);
    expect(JSON.stringify(estimator.fit(reordered(matrix, [0, 1, 2, 3, 4]), labels, { seed: 5 }))).toBe(bytes);
    expect(model.featureNames).toEqual(['amount', 'gappy', 'noise', 'steps', 'wide']);
    expect(model.predict(reordered(test.matrix, [4, 3, 2, 1, 0]))).toEqual(model.predict(test.matrix));
  });

  it('accepts Float32 columns', () => {
    const narrow = { ...matrix, columns: matrix.columns.map((column) => Float32Array.from(column)) };
    expect(estimator.fit(narrow, labels, { seed: 5 }).predict(narrow).every(Number.isFinite)).toBe(true);
  });

  it('loads what it saved, to the bit', () => {
    const loaded = loadBinaryEstimator(JSON.parse(bytes));
    expect(loaded.name).toBe(model.name);
    expect(loaded.predict(test.matrix)).toEqual(model.predict(test.matrix));
    expect(loaded.contributions(test.matrix, 3)).toEqual(model.contributions(test.matrix, 3));
    expect(JSON.stringify(loaded)).toBe(bytes);
  });

  it('predicts the logistic function of its log-odds, inside (0, 1)', () => {
    const p = model.predict(test.matrix);
    const logits = model.logit(test.matrix);
    for (let row = 0; row < p.length; row++) {
      expect(p[row] > 0 && p[row] < 1).toBe(true);
      expect(p[row]).toBeCloseTo(probabilityOf(logits[row]), 12);
    }
  });

  it('parts every log-odds into contributions', () => {
    const logits = model.logit(test.matrix);
    for (let row = 0; row < 40; row++) {
      const { bias, values } = model.contributions(test.matrix, row);
      expect(values).toHaveLength(model.featureNames.length);
      expect(values.reduce((sum, value) => sum + value, bias)).toBeCloseTo(logits[row], 9);
    }
  });

  it('scores a row the same alone and in company', () => {
    const all = model.logit(test.matrix);
    for (const row of [0, 63, 64, 777, 1499]) {
      const alone = {
        rows: 1,
        names: test.matrix.names,
        columns: test.matrix.columns.map((c) => c.slice(row, row + 1)),
      };
      expect(model.logit(alone)[0]).toBe(all[row]);
    }
  });

  it('predicts rows in which everything is missing', () => {
    const blank = { rows: 1, names: matrix.names, columns: matrix.names.map(() => new Float64Array([Number.NaN])) };
    expect(model.predict(blank)[0]).toBeGreaterThan(0);
  });

  it('keeps monotone directions, or says that it cannot', () => {
    if (isPlain) {
      expect(codeOf(() => estimator.fit(matrix, labels, { seed: 5, monotone: { noise: 1 } }))).toBe('USAGE');
      return;
    }
    const constrained = estimator.fit(matrix, labels, { seed: 5, monotone: { noise: 1, wide: -1 } });
    for (const [name, direction] of [
      ['noise', 1],
      ['wide', -1],
    ] as const) {
      for (let row = 0; row < 25; row++) {
        const steps = Float64Array.from({ length: 60 }, (_, i) => (i / 59) * 5 - 2.5);
        const line: FeatureMatrix = {
          rows: 60,
          names: matrix.names,
          columns: matrix.columns.map((c, f) =>
            matrix.names[f] === name ? steps : new Float64Array(60).fill(c[row] as number),
          ),
        };
        const logits = constrained.logit(line);
        for (let i = 1; i < 60; i++) expect(direction * (logits[i] - logits[i - 1])).toBeGreaterThanOrEqual(-1e-12);
      }
    }
  });

  it('treats a weight as repeated rows, at least roughly, and weight 0 as no row', () => {
    const weights = Float64Array.from(labels, (label) => (label === 1 ? 3 : 1));
    if (isPlain) expect(codeOf(() => estimator.fit(matrix, labels, { seed: 5, weights }))).toBe('USAGE');
    else {
      const weighted = estimator.fit(matrix, labels, { seed: 5, weights }).predict(test.matrix);
      const plain = model.predict(test.matrix);
      const mean = (values: Float64Array) => values.reduce((sum, value) => sum + value, 0) / values.length;
      expect(mean(weighted)).toBeGreaterThan(mean(plain) + 0.1);
    }
    const spoiled = labels.map((label, row) => (row % 10 === 0 ? 1 - label : label));
    const without = Float64Array.from(labels, (_, row) => (row % 10 === 0 ? 0 : 1));
    expect(JSON.stringify(estimator.fit(matrix, spoiled, { seed: 5, weights: without }))).toBe(
      JSON.stringify(estimator.fit(matrix, labels, { seed: 5, weights: without })),
    );
  });

  it('keeps validation rows out of what it learns', () => {
    const fitted = estimator.fit(matrix, labels, { seed: 5, validation: { from: early } });
    const past: FeatureMatrix = { ...matrix, rows: early, columns: matrix.columns.map((c) => c.slice(0, early)) };
    const spoiled = replaced(
      matrix,
      'wide',
      Float64Array.from(matrix.columns[0], (value, row) => (row < early ? value : value * 1000)),
    );
    const names = estimator.fit(past, labels.slice(0, early), { seed: 5 }).featureNames;
    expect(fitted.featureNames).toEqual(names);
    expect(
      estimator
        .fit(spoiled, labels, { seed: 5, validation: { from: early } })
        .predict(matrix)
        .every(Number.isFinite),
    ).toBe(true);
  });

  it('falls back to the smoothed base rate for a single class', () => {
    const constant = estimator.fit(matrix, new Uint8Array(rows), { seed: 5 });
    expect(constant.name).toBe('constant');
    expect(constant.featureNames).toEqual([]);
    expect(constant.predict(test.matrix)[9]).toBeCloseTo(0.5 / (rows + 1), 12);
    const loaded = loadBinaryEstimator(JSON.parse(JSON.stringify(constant)));
    expect(loaded.logit(test.matrix)).toEqual(constant.logit(test.matrix));
    expect(loaded.contributions(test.matrix, 0).bias).toBe(constant.logit(test.matrix)[0]);
  });

  it('fits tables of one row a class, without features, and without varying features', () => {
    const tiny: FeatureMatrix = { rows: 2, names: ['x'], columns: [Float64Array.of(1, 2)] };
    expect(estimator.fit(tiny, Uint8Array.of(0, 1), { seed: 1 }).predict(tiny).every(Number.isFinite)).toBe(true);
    const none: FeatureMatrix = { rows: 4, names: [], columns: [] };
    const bare = estimator.fit(none, Uint8Array.of(0, 1, 0, 0), { seed: 1 });
    expect(bare.featureNames).toEqual([]);
    expect(Math.abs(bare.predict(none)[0] - 0.25)).toBeLessThan(0.08);
    const same: FeatureMatrix = { rows: 4, names: ['c'], columns: [new Float64Array(4)] };
    expect(estimator.fit(same, Uint8Array.of(0, 1, 0, 0), { seed: 1 }).featureNames).toEqual([]);
  });

  it('refuses bad input with a code', () => {
    const infinite = replaced(matrix, 'wide', new Float64Array(rows).fill(1).fill(Infinity, 200, 201));
    expect(codeOf(() => estimator.fit(infinite, labels, { seed: 5 }))).toBe('BAD_DATA');
    expect(codeOf(() => model.predict(infinite))).toBe('BAD_DATA');
    expect(codeOf(() => model.contributions(infinite, 200))).toBe('BAD_DATA');
    expect(codeOf(() => model.contributions(matrix, rows))).toBe('USAGE');
    expect(codeOf(() => model.predict(reordered(matrix, [0, 1])))).toBe('BAD_MODEL');
    expect(codeOf(() => estimator.fit(matrix, labels.slice(1), { seed: 5 }))).toBe('BAD_DATA');
    expect(codeOf(() => estimator.fit(matrix, new Uint8Array(rows).fill(2), { seed: 5 }))).toBe('BAD_DATA');
    const weights = new Float64Array(rows).fill(-1);
    expect(codeOf(() => estimator.fit(matrix, labels, { seed: 5, weights }))).toBe('BAD_DATA');
    expect(codeOf(() => estimator.fit(matrix, labels, { seed: 5, weights: new Float64Array(rows) }))).toBe(
      'TOO_LITTLE_HISTORY',
    );
    expect(codeOf(() => estimator.fit(matrix, labels, { seed: 5, monotone: { nowhere: 1 } }))).toBe('USAGE');
    expect(codeOf(() => estimator.fit(matrix, labels, { seed: 5, validation: { from: rows + 1 } }))).toBe('USAGE');
    expect(codeOf(() => estimator.fit(matrix, labels, { seed: 5, validation: { from: 0 } }))).toBe(
      'TOO_LITTLE_HISTORY',
    );
    const twice = { ...matrix, names: matrix.names.map(() => 'same') };
    expect(codeOf(() => estimator.fit(twice, labels, { seed: 5 }))).toBe('BAD_DATA');
    const empty: FeatureMatrix = { rows: 0, names: ['x'], columns: [new Float64Array(0)] };
    expect(codeOf(() => estimator.fit(empty, new Uint8Array(0), { seed: 5 }))).toBe('TOO_LITTLE_HISTORY');
  });

  it('refuses a document that was tampered with', () => {
    const document = JSON.parse(bytes);
    for (const key of Object.keys(document)) {
      const { [key]: _gone, ...rest } = document;
      expect(codeOf(() => loadBinaryEstimator(rest))).toBe('BAD_MODEL');
    }
    expect(codeOf(() => loadBinaryEstimator({ ...document, formatVersion: 2 }))).toBe('BAD_MODEL');
    expect(codeOf(() => loadBinaryEstimator({ ...document, more: 1 }))).toBe('BAD_MODEL');
    expect(codeOf(() => loadBinaryEstimator({ ...document, featureNames: ['a'] }))).toBe('BAD_MODEL');
    for (const json of [null, 3, 'x', [], {}, { estimator: 'toString' }])
      expect(codeOf(() => loadBinaryEstimator(json))).toBe('BAD_MODEL');
  });
});
