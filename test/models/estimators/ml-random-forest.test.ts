import * as mlRandomForestModule from 'ml-random-forest';
import { expect, it } from 'vitest';
import { PayrhythmError } from '../../../src/errors.ts';
import { type FittedRandomForest, mlRandomForest } from '../../../src/models/estimators/index.ts';
import { syntheticRows } from './synthetic-rows.ts';

const { matrix, labels } = syntheticRows(300, 21);

function errorOf(run: () => unknown): PayrhythmError {
  try {
    run();
  } catch (error) {
    if (error instanceof PayrhythmError) return error;
    throw error;
  }
  throw new Error('nothing was thrown');
}

it('refuses more rows than it can do, and says what to do', () => {
  const error = errorOf(() => mlRandomForest(mlRandomForestModule, { maxRows: 299 }).fit(matrix, labels, { seed: 1 }));
  expect(error.code).toBe('USAGE');
  expect(error.message).toContain('use random-forest');
  expect(error.details).toEqual({ rows: 300, maxRows: 299 });
});

it('votes as the trees of the package do', () => {
  const { forest, rows } = theirs();
  const model = mlRandomForest(mlRandomForestModule, { trees: 6 }).fit(matrix, labels, {
    seed: 1,
  }) as FittedRandomForest;
  expect(model.ensemble.roots).toHaveLength(7);
  const positive = labels.reduce((sum, label) => sum + label, 0);
  const votes = rows.map((row) =>
    forest.estimators.reduce(
      (sum, tree, t) => {
        const shares = tree.root.classify(forest.indexes[t].map((f) => row[f])).to1DArray();
        return sum + (shares[1] ?? 0);
      },
      (positive + 0.5) / 301,
    ),
  );
  model.predict(matrix).forEach((p, row) => {
    expect(p).toBeCloseTo(votes[row] / 7, 12);
  });
});

interface TheirForest {
  train(rows: number[][], labels: number[]): void;
  readonly indexes: number[][];
  readonly estimators: { readonly root: { classify(row: number[]): { to1DArray(): number[] } } }[];
}

/** The same forest grown without our estimator: same seed, same rows, missing values below all others. */
function theirs() {
  const names = ['amount', 'gappy', 'noise', 'steps', 'wide'];
  const columns = names.map((name) => matrix.columns[matrix.names.indexOf(name)]);
  const rows = Array.from({ length: 300 }, (_, row) =>
    columns.map((column) => (Number.isNaN(column[row]) ? -1e6 : column[row])),
  );
  let forest: TheirForest | undefined;
  // The seed and the options are those that the estimator hands to the package.
  class Recorder {
    constructor(options: Record<string, unknown>) {
      forest = new mlRandomForestModule.RandomForestClassifier(options) as unknown as TheirForest;
    }
    train(_rows: number[][], theirLabels: number[]): void {
      forest?.train(rows, theirLabels);
    }
    toJSON(): unknown {
      return { baseModel: forest };
    }
  }
  mlRandomForest({ RandomForestClassifier: Recorder }, { trees: 6 }).fit(matrix, labels, { seed: 1 });
  return { forest: forest as unknown as TheirForest, rows };
}

it('refuses trees of another shape', () => {
  class Stranger {
    train(): void {}
    toJSON(): unknown {
      return { baseModel: { indexes: [[0]], estimators: [{ root: {} }] } };
    }
  }
  const fit = () => mlRandomForest({ RandomForestClassifier: Stranger }).fit(matrix, labels, { seed: 1 });
  expect(errorOf(fit).code).toBe('BAD_DATA');
});
