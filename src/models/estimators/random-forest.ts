import type { BinaryEstimator } from './binary-estimator.ts';
import { binTable } from './binned-table.ts';
import { requireRange } from './boosted-trees-options.ts';
import { fitConstant } from './constant-estimator.ts';
import { growForestTree } from './grow-forest-tree.ts';
import { MAX_BINS } from './quantile-cuts.ts';
import { createRandom, hash32 } from './random.ts';
import { fittedRandomForest } from './random-forest-model.ts';
import { hasBothClasses, type TrainingTable, trainingTable } from './training-table.ts';
import { treeEnsemble } from './tree-ensemble.ts';

/** Hyper-parameters of {@link randomForest}. */
export interface RandomForestOptions {
  /** Number of trees, ≥ 1; default 200. */
  readonly trees?: number;
  /** Features that a split looks at, ≥ 1; default the rounded square root of their number. */
  readonly featuresPerSplit?: number;
  /** Fewest rows of a leaf (bootstrap draws, weights relative to their mean), > 0; default 5, or 1 in 10,000 training rows. */
  readonly minLeafRows?: number;
  /** Most splits on a path, ≥ 1; default 32. */
  readonly maxDepth?: number;
  /** Most bins of a feature, 2 … 255; default 64. */
  readonly maxBins?: number;
}

/**
 * Random forest of classification trees over binned features (Breiman 2001): Poisson bootstrap of the rows, a few random
 * features a split, the mean of the leaves' shares as the probability. The validation block is left out and otherwise
 * unused. Same seed, same bytes; every tree has its own seed, so that trees are independent of each other. Cost of a
 * fit: O(trees × rows × depth × featuresPerSplit).
 */
export function randomForest(options: RandomForestOptions = {}): BinaryEstimator {
  const { trees = 200, maxDepth = 32, maxBins = 64, featuresPerSplit, minLeafRows } = options;
  requireRange('trees', trees, 1, 100_000, true);
  requireRange('maxDepth', maxDepth, 1, 1000, true);
  requireRange('maxBins', maxBins, 2, MAX_BINS, true);
  if (featuresPerSplit !== undefined) requireRange('featuresPerSplit', featuresPerSplit, 1, 65_535, true);
  if (minLeafRows !== undefined) requireRange('minLeafRows', minLeafRows, Number.MIN_VALUE, Number.MAX_VALUE);
  return {
    name: 'random-forest',
    fit(matrix, labels, fitOptions) {
      const table = trainingTable(matrix, labels, fitOptions);
      if (!hasBothClasses(table)) return fitConstant(table);
      const { trainRows } = table;
      const binned = binTable(table.columns, trainRows, trainRows, maxBins, hash32(fitOptions.seed, 0));
      const unitWeight = table.totalWeight / trainRows;
      const rows = new Uint32Array(trainRows);
      const spare = new Uint32Array(trainRows);
      const drawn = new Float64Array(trainRows);
      const grown = Array.from({ length: trees }, (_, t) => {
        const seed = hash32(hash32(fitOptions.seed, 1), t);
        const count = drawRows(table, hash32(seed, 0), rows, drawn);
        const task = {
          table: binned,
          labels,
          drawn,
          baseRate: table.positiveWeight / table.totalWeight,
          unitWeight,
          monotone: table.monotone,
          featuresPerSplit: featuresPerSplit ?? Math.max(1, Math.round(Math.sqrt(table.names.length))),
          maxDepth,
          minLeafWeight: (minLeafRows ?? Math.max(5, trainRows / 10_000)) * unitWeight,
          random: createRandom(hash32(seed, 1)),
        };
        return growForestTree(task, rows, count, spare);
      });
      return fittedRandomForest(table.names, treeEnsemble(grown));
    },
  };
}

/** How often a Poisson(1) variable is at most 0, 1, 2 …: the limit of drawing n of n rows with replacement. */
const POISSON_ONE = [
  0.36787944117144233, 0.7357588823428847, 0.9196986029286058, 0.9810118431238462, 0.9963401531726563,
  0.9994058151824183, 0.999916758850712, 0.9999898050329754,
];

function drawRows(table: TrainingTable, seed: number, rows: Uint32Array, drawn: Float64Array): number {
  let count = 0;
  for (let row = 0; row < table.trainRows; row++) {
    const uniform = hash32(seed, row) / 4294967296;
    let times = 0;
    while (times < POISSON_ONE.length && uniform >= POISSON_ONE[times]) times++;
    drawn[row] = times * (table.weights === undefined ? 1 : table.weights[row]);
    if (drawn[row] > 0) rows[count++] = row;
  }
  if (count > 0) return count;
  // Hardly possible beyond a handful of rows: a bootstrap that drew nobody takes everybody.
  for (let row = 0; row < table.trainRows; row++) {
    drawn[row] = table.weights === undefined ? 1 : table.weights[row];
    if (drawn[row] > 0) rows[count++] = row;
  }
  return count;
}
