import type { EstimatorName } from './estimator-names.ts';

/** Hyper-parameters of an estimator by name. */
export type HyperParameters = Readonly<Record<string, number>>;

/** A setting that was tried, and how it did. */
export interface SearchTrial {
  /** Empty: the defaults. */
  readonly parameters: HyperParameters;
  /**
   * Mean log loss of the hazards on the rows judged, fold by fold in the order in which they were run; shorter than the folds where
   * the setting was given up.
   */
  readonly logLosses: readonly number[];
}

/** How hyper-parameters were searched on time folds inside the training span. */
export interface LatenessSearch {
  readonly estimator: EstimatorName;
  readonly seed: number;
  /** In the order in which they were run. */
  readonly folds: readonly {
    /** First day of the rows judged, `YYYY-MM-DD`; what was known that morning was learnt from. */
    readonly cut: string;
    /** (invoice, bin) pairs learnt from, and judged. */
    readonly trainPairs: number;
    readonly testPairs: number;
  }[];
  readonly trials: readonly SearchTrial[];
  /** The parameters with the lowest mean log loss; empty: the defaults held. */
  readonly chosen: HyperParameters;
}

/** Values that are tried, by estimator; `prior` has none. */
export const SEARCH_SPACES: Readonly<Record<EstimatorName, Readonly<Record<string, readonly number[]>>>> = {
  prior: {},
  logistic: { l2: [0.1, 1, 10, 100, 1000] },
  'boosted-trees': {
    columnShare: [0.4, 0.7, 1],
    l2: [1, 5, 20, 60],
    learningRate: [0.03, 0.06, 0.1],
    maxLeaves: [7, 15, 31],
    maxTrees: [80, 150, 250],
    minLeafRows: [30, 100, 200, 400],
  },
  'random-forest': { featuresPerSplit: [4, 7, 12, 20], maxDepth: [8, 14, 32], minLeafRows: [30, 60, 100, 200] },
  'ml-random-forest': { maxDepth: [4, 7, 10], minNodeRows: [10, 20, 50] },
};
