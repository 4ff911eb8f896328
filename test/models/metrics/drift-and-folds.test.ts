import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { PayrhythmError } from '../../../src/errors.ts';
import { createRandom } from '../../../src/models/estimators/index.ts';
import { auc, bootstrapMetric, brier, populationStability, timeFolds } from '../../../src/models/metrics/index.ts';

const normal = (random: () => number) => Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());

function codeOf(run: () => unknown): string {
  try {
    run();
  } catch (error) {
    if (error instanceof PayrhythmError) return error.code;
    throw error;
  }
  return 'none';
}

describe('population stability', () => {
  const random = createRandom(2);
  const sample = (mean: number) => Float64Array.from({ length: 20_000 }, () => mean + normal(random));

  it('is what the definition says', () => {
    // Halves at 1: expected 2 of 4 and 2 of 4, actual 1 of 4 and 3 of 4, half a row more in each of three bins.
    const shares = [2.5, 2.5, 0.5].map((count) => count / 5.5);
    const moved = [1.5, 3.5, 0.5].map((count) => count / 5.5);
    const psi = shares.reduce((sum, e, bin) => sum + (moved[bin] - e) * Math.log(moved[bin] / e), 0);
    const found = populationStability([0, 0, 1, 1], [0, 1, 1, 5], 2);
    expect(found.psi).toBeCloseTo(psi, 12);
    expect(found.cuts).toEqual([1]);
    expect(found.expected).toEqual(shares);
    expect(found.actual).toEqual(moved);
  });

  it('is near 0 for the same population, and near Jeffreys’ divergence for a shifted one', () => {
    expect(populationStability(sample(0), sample(0)).psi).toBeLessThan(0.005);
    // Two normals half a deviation apart: 0.25 in continuous form, a little less in bins.
    const { psi } = populationStability(sample(0), sample(0.5), 20);
    expect(psi).toBeGreaterThan(0.22);
    expect(psi).toBeLessThan(0.26);
  });

  it('sees values that go missing, and columns of one value', () => {
    const half = sample(0).map((value, row) => (row % 2 === 0 ? value : Number.NaN));
    expect(populationStability(sample(0), half).psi).toBeGreaterThan(0.5);
    expect(populationStability([7, 7, 7], [7, 7, 7]).psi).toBeCloseTo(0, 12);
    expect(populationStability([7, 7, 7], [7, 7, 9]).cuts).toEqual([]);
    expect(populationStability([Number.NaN], [Number.NaN]).psi).toBe(0);
  });

  it('does not depend on the order of rows', () => {
    const [a, b] = [sample(0).subarray(0, 500), sample(1).subarray(0, 500)];
    const there = populationStability(a, b).psi;
    expect(populationStability(a.slice().reverse(), b.slice().reverse()).psi).toBe(there);
  });

  it('refuses what cannot be compared', () => {
    expect(codeOf(() => populationStability([], [1]))).toBe('BAD_DATA');
    expect(codeOf(() => populationStability([1], []))).toBe('BAD_DATA');
    expect(codeOf(() => populationStability([1], [Infinity]))).toBe('BAD_DATA');
    expect(codeOf(() => populationStability([1], [1], 1))).toBe('USAGE');
  });
});

describe('the bootstrap of a metric', () => {
  const random = createRandom(5);
  const rows = 600;
  const debtors = Uint32Array.from({ length: rows }, (_, row) => Math.floor(row / 6));
  const p = Float64Array.from({ length: rows }, () => random());
  const y = Uint8Array.from(p, (value) => (random() < value ? 1 : 0));
  const pick = (list: Uint32Array) =>
    [Float64Array.from(list, (row) => p[row]), Uint8Array.from(list, (row) => y[row])] as const;

  it('holds the estimate, and agrees with the textbook error of a mean', () => {
    const share = bootstrapMetric(rows, debtors, (list) => list.reduce((sum, row) => sum + y[row], 0) / list.length, {
      seed: 1,
    });
    const mean = y.reduce((sum, label) => sum + label, 0) / rows;
    expect(share.estimate).toBeCloseTo(mean, 12);
    expect(share.replicates).toBe(1000);
    expect(share.low < mean && mean < share.high).toBe(true);
    // Labels are independent here, so that drawing debtors changes little.
    expect(share.standardError / Math.sqrt((mean * (1 - mean)) / rows)).toBeCloseTo(1, 0);
    const again = bootstrapMetric(rows, debtors, (list) => brier(...pick(list)), { seed: 1, replicates: 20 });
    expect(bootstrapMetric(rows, debtors, (list) => brier(...pick(list)), { seed: 1, replicates: 20 })).toEqual(again);
  });

  it('draws whole debtors: copies of rows bring no certainty', () => {
    const single = bootstrapMetric(
      100,
      Uint32Array.from({ length: 100 }, (_, i) => i),
      (list) => auc(...pick(list)),
      {
        seed: 3,
        replicates: 400,
      },
    );
    const copied = bootstrapMetric(
      500,
      Uint32Array.from({ length: 500 }, (_, i) => Math.floor(i / 5)),
      (list) => auc(...pick(list.map((row) => Math.floor(row / 5)))),
      { seed: 3, replicates: 400 },
    );
    expect(copied.estimate).toBeCloseTo(single.estimate, 12);
    expect(copied.standardError / single.standardError).toBeCloseTo(1, 1);
  });

  it('refuses unequal lengths and options out of range', () => {
    expect(codeOf(() => bootstrapMetric(3, [1, 2], () => 0, { seed: 1 }))).toBe('BAD_DATA');
    expect(codeOf(() => bootstrapMetric(1, [1], () => 0, { seed: 1, replicates: 0 }))).toBe('USAGE');
    expect(codeOf(() => bootstrapMetric(1, [1], () => 0, { seed: 1, level: 1 }))).toBe('USAGE');
  });
});

describe('time folds', () => {
  it('learn from what had ended, and judge what came later', () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.nat(400), fc.nat(90), fc.nat(30)), { minLength: 40, maxLength: 120 }),
        fc.integer({ min: 1, max: 4 }),
        (list, folds) => {
          // Distinct start days see to it that the folds exist.
          const starts = list.map(([day], i) => 5 * i + (day % 5));
          const ends = starts.map((start, i) => start + list[i][1]);
          const groups = list.map(([, , group]) => group);
          const made = timeFolds(starts, ends, groups, folds);
          expect(made).toHaveLength(folds);
          const judged = made.flatMap((fold) => Array.from(fold.validation));
          expect(new Set(judged).size).toBe(judged.length);
          for (const { cut, train, validation } of made) {
            const own = new Set(Array.from(validation, (row) => groups[row]));
            expect(train.every((row) => ends[row] < cut && !own.has(groups[row]))).toBe(true);
            expect(validation.length > 0 && validation.every((row) => starts[row] >= cut)).toBe(true);
            const kept = starts.filter((_, row) => ends[row] < cut && !own.has(groups[row])).length;
            expect(train.length).toBe(kept);
          }
        },
      ),
    );
  });

  it('cut the rows into parts of about equal count', () => {
    const days = Array.from({ length: 100 }, (_, i) => i);
    const made = timeFolds(days, days, days, 4);
    expect(made.map(({ cut }) => cut)).toEqual([20, 40, 60, 80]);
    expect(made.map(({ validation }) => validation.length)).toEqual([20, 20, 20, 20]);
    expect(made.map(({ train }) => train.length)).toEqual([20, 40, 60, 80]);
  });

  it('refuse what cannot be folded', () => {
    expect(codeOf(() => timeFolds([1, 1, 1], [1, 1, 1], [1, 2, 3], 2))).toBe('TOO_LITTLE_HISTORY');
    expect(codeOf(() => timeFolds([], [], [], 1))).toBe('TOO_LITTLE_HISTORY');
    expect(codeOf(() => timeFolds([1, 2], [0, 2], [1, 2], 1))).toBe('BAD_DATA');
    expect(codeOf(() => timeFolds([1, 2], [1], [1, 2], 1))).toBe('BAD_DATA');
    expect(codeOf(() => timeFolds([1, 2], [1, 2], [1, 2], 0))).toBe('USAGE');
  });
});
