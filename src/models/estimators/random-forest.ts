import type { BinaryEstimator } from './binary-estimator.ts';
import { binTable } from './binned-table.ts';
import { requireRange } from './boosted-trees-options.ts';
import { fitConstant } from './constant-estimator.ts';
import { fitMemory } from './crew/fit-memory.ts';
import { SOLO_CREW } from './crew/solo-crew.ts';
import { type ForestJob, forestArrays } from './forest-job.ts';
import { MAX_BINS } from './quantile-cuts.ts';
import { hash32 } from './random.ts';
import { fittedRandomForest } from './random-forest-model.ts';
import { hasBothClasses, trainingTable } from './training-table.ts';
import { type ThresholdTree, treeEnsemble } from './tree-ensemble.ts';

/** Hyper-parameters of {@link randomForest}. */
export interface RandomForestOptions {
  /** Number of trees, ≥ 1; default 200. */
  readonly trees?: number;
  /** Features that a split looks at, ≥ 1; default the rounded square root of their number. */
  readonly featuresPerSplit?: number;
  /** Fewest rows of a leaf (bootstrap draws, weights relative to their mean), > 0; default 5, or 1 in 4,000 training rows. */
  readonly minLeafRows?: number;
  /** Most splits on a path, ≥ 1; default 32. */
  readonly maxDepth?: number;
  /** Most bins of a feature, 2 … 255; default 64. */
  readonly maxBins?: number;
}

/**
 * Random forest of classification trees over binned features (Breiman 2001): Poisson bootstrap of the rows, a few random
 * features a split, the mean of the leaves' shares as the probability. The validation block is left out and otherwise
 * unused. Same seed, same bytes; every tree has its own seed, so that a crew grows them side by side. Cost of a
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
      const { trainRows, weights } = table;
      const crew = fitOptions.crew ?? SOLO_CREW;
      const features = table.names.length;
      const isWeighted = weights !== undefined;
      const { bytes } = forestArrays({ trainRows, isWeighted, features }, undefined);
      const memory = fitMemory(bytes, crew.members > 1, false);
      const arrays = forestArrays({ trainRows, isWeighted, features }, memory.buffer);
      const { cuts } = binTable(
        table.columns,
        trainRows,
        trainRows,
        maxBins,
        hash32(fitOptions.seed, 0),
        arrays.columns,
      );
      arrays.labels.set(labels.subarray(0, trainRows));
      if (weights !== undefined) arrays.weights?.set(weights.subarray(0, trainRows));
      const unitWeight = table.totalWeight / trainRows;
      const job: ForestJob = {
        kind: 'forest',
        memory,
        trainRows,
        cuts,
        isWeighted,
        seed: hash32(fitOptions.seed, 1),
        growth: {
          baseRate: table.positiveWeight / table.totalWeight,
          unitWeight,
          monotone: table.monotone,
          featuresPerSplit: featuresPerSplit ?? Math.max(1, Math.round(Math.sqrt(features))),
          maxDepth,
          minLeafWeight: (minLeafRows ?? Math.max(5, trainRows / 4000)) * unitWeight,
        },
      };
      const grown = crew.open(job)(0, trees) as readonly ThresholdTree[];
      return fittedRandomForest(table.names, treeEnsemble(grown));
    },
  };
}
