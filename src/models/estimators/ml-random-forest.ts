import { PayrhythmError } from '../../errors.ts';
import type { BinaryEstimator } from './binary-estimator.ts';
import { requireRange } from './boosted-trees-options.ts';
import { fitConstant } from './constant-estimator.ts';
import { type ForeignForest, foreignTrees } from './foreign-trees.ts';
import { hash32 } from './random.ts';
import { fittedRandomForest } from './random-forest-model.ts';
import { hasBothClasses, type TrainingTable, trainingTable } from './training-table.ts';
import { treeEnsemble } from './tree-ensemble.ts';

/** What is used of the package `ml-random-forest` 2: pass `await import('ml-random-forest')`. */
export interface MlRandomForestModule {
  readonly RandomForestClassifier: new (
    options: Record<string, unknown>,
  ) => { train(rows: number[][], labels: number[]): void; toJSON(): unknown };
}

/** Hyper-parameters of {@link mlRandomForest}. */
export interface MlRandomForestOptions {
  /** Number of trees, ≥ 1; default 50. */
  readonly trees?: number;
  /** Nodes of so few rows are not split, ≥ 1; default 10. */
  readonly minNodeRows?: number;
  /** Most splits on a path, ≥ 1; default 12. */
  readonly maxDepth?: number;
  /** Most training rows, ≥ 1; default 5,000: the package takes time that grows with their square. */
  readonly maxRows?: number;
}

/** Share of the features that a tree sees; the package draws them once a tree, not once a split. */
const FEATURE_SHARE = 2 / 3;

/**
 * The npm package ml-random-forest as an estimator, as a baseline: the package grows the trees, everything else is ours. Its
 * inputs are checked; its votes are counted here (each tree's leaf share, and the base rate as one more vote), since its
 * own probabilities are off; its trees become a `TreeEnsemble`, so that saving, contributions and scoring are those of the
 * other forests. A missing value counts as lower than every value. The validation block is left out. Errors beside those of
 * `BinaryEstimator.fit`: `USAGE` for more than `maxRows` rows, for `monotone`, and for weights other than 0 and one
 * other value, none of which the package can do. O(trees × rows² × features).
 */
export function mlRandomForest(module: MlRandomForestModule, options: MlRandomForestOptions = {}): BinaryEstimator {
  const { trees = 50, minNodeRows = 10, maxDepth = 12, maxRows = 5000 } = options;
  requireRange('trees', trees, 1, 10_000, true);
  requireRange('minNodeRows', minNodeRows, 1, Number.MAX_VALUE, true);
  requireRange('maxDepth', maxDepth, 1, 1000, true);
  requireRange('maxRows', maxRows, 1, Number.MAX_VALUE, true);
  return {
    name: 'ml-random-forest',
    fit(matrix, labels, fitOptions) {
      const table = trainingTable(matrix, labels, fitOptions);
      requireAble(table, maxRows);
      const features = table.names.length;
      if (!hasBothClasses(table) || features === 0) return fitConstant(table);
      const listed = Array.from({ length: table.trainRows }, (_, row) => row).filter(
        (row) => table.weights === undefined || table.weights[row] > 0,
      );
      const fills = table.columns.map((column) => belowAll(listed.map((row) => column[row])));
      const rows = listed.map((row) =>
        table.columns.map((column, f) => (Number.isNaN(column[row]) ? fills[f] : column[row])),
      );
      const forest = new module.RandomForestClassifier({
        nEstimators: trees,
        maxFeatures: Math.max(1, Math.round(FEATURE_SHARE * features)),
        replacement: false,
        useSampleBagging: true,
        noOOB: true,
        seed: hash32(fitOptions.seed, 0) | 0,
        treeOptions: { minNumSamples: minNodeRows, maxDepth },
      });
      // Booleans would silently predict one class for all; numbers do not.
      forest.train(
        rows,
        listed.map((row) => labels[row]),
      );
      const share = (table.positiveWeight + 0.5 * meanWeight(table)) / (table.totalWeight + meanWeight(table));
      const grown = foreignTrees(forest.toJSON() as ForeignForest, rows, fills, share);
      return fittedRandomForest(table.names, treeEnsemble(grown), 'ml-random-forest');
    },
  };
}

function requireAble(table: TrainingTable, maxRows: number): void {
  if (table.trainRows > maxRows)
    throw new PayrhythmError(
      'USAGE',
      `ml-random-forest takes time that grows with the square of the rows; ${table.trainRows} rows are more than its limit of ${maxRows}: use random-forest, give fewer rows, or raise maxRows.`,
      { rows: table.trainRows, maxRows },
    );
  if (table.monotone.some((direction) => direction !== 0))
    throw new PayrhythmError('USAGE', 'ml-random-forest cannot keep monotone directions: use random-forest.');
  const weights = new Set(table.weights?.subarray(0, table.trainRows).filter((weight) => weight > 0) ?? []);
  if (weights.size > 1)
    throw new PayrhythmError('USAGE', 'ml-random-forest cannot weigh rows: use random-forest, or equal weights.');
}

function meanWeight(table: TrainingTable): number {
  return table.weights?.find((weight, row) => row < table.trainRows && weight > 0) ?? 1;
}

/** A finite number below all values, as far from the least as half the range; 0 where there is none. */
function belowAll(values: readonly number[]): number {
  let low = Infinity;
  let high = -Infinity;
  for (const value of values) {
    if (value < low) low = value;
    if (value > high) high = value;
  }
  if (low > high) return 0;
  const fill = low - Math.max(1, (high - low) / 2, Math.abs(low) * 1e-9);
  return fill === -Infinity ? -Number.MAX_VALUE : fill;
}
