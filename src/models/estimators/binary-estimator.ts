import type { Crew } from '../../crew/index.ts';

/**
 * A table of numeric features, column-major. `NaN` is a missing value; infinities are refused (`BAD_DATA`).
 * The order of the columns is irrelevant to every estimator: names decide.
 */
export interface FeatureMatrix {
  /** Number of rows, at least 0. Every column has exactly this length. */
  readonly rows: number;
  /** Unique names, one for each column. */
  readonly names: readonly string[];
  readonly columns: readonly (Float64Array | Float32Array)[];
}

/**
 * Rows in groups that share most of their features, such as an invoice in each of its stretches of days: what the rows of
 * a group share is given once.
 */
export interface GroupedMatrix {
  /** One row a group. */
  readonly shared: FeatureMatrix;
  /** One row a row; its names differ from the shared ones. */
  readonly own: FeatureMatrix;
  /** The rows of group `g` are `start[g] … start[g + 1] − 1`; groups + 1 ascending positions. */
  readonly start: Int32Array;
}

/** How to fit. Hyper-parameters of one kind of estimator belong to its factory, not here. */
export interface FitOptions {
  /** Seed of every random step (32 bits are used). Same rows, options and seed give the same bytes. */
  readonly seed: number;
  /** Row weights, finite and at least 0, one for each row; absent: all 1. */
  readonly weights?: Float64Array;
  /**
   * Rows from this index on are the time-ordered validation block. They choose when to stop (`boosted-trees`) or how
   * strong the penalty is (`logistic`); they never enter sums, bins, means or leaf values. Absent: no block.
   */
  readonly validation?: { readonly from: number };
  /** Direction by feature name: `1` the probability may only rise with the feature, `-1` only fall. */
  readonly monotone?: Readonly<Record<string, 1 | -1>>;
  /** Who does the work; default the calling thread alone. Changes the time a fit takes, never a bit of the model. */
  readonly crew?: Crew;
}

/** Additive parts of one row's log-odds: `bias` plus the sum of `values` is its `logit`, up to rounding (1e-9). */
export interface Contributions {
  /** The log-odds that the model gives to nobody in particular (the mean row or the mean path). */
  readonly bias: number;
  /** One for each of `featureNames`, in that order; log-odds. */
  readonly values: Float64Array;
}

/** A fitted probability of the label 1. Immutable, plain data inside. */
export interface FittedBinaryEstimator {
  /** `logistic`, `boosted-trees`, `random-forest`, `ml-random-forest`, or `constant` for the fallback of a single-class table. */
  readonly name: string;
  /** Features in use, sorted by code unit; constant columns of the training rows are absent. */
  readonly featureNames: readonly string[];
  /**
   * Probabilities in (0, 1), one for each row. Extra columns are ignored; a lacking one is `BAD_MODEL`. A crew shares the
   * rows of models that are made of trees; the probabilities are the same to the bit.
   */
  predict(matrix: FeatureMatrix, crew?: Crew): Float64Array;
  /** The same for rows in groups, in less time; where it is absent, `predictGroups` spells the rows out. */
  predictGroups?(matrix: GroupedMatrix): Float64Array;
  /** Log-odds of {@link FittedBinaryEstimator.predict}, finite. */
  logit(matrix: FeatureMatrix, crew?: Crew): Float64Array;
  /** Parts of the log-odds of one row. */
  contributions(matrix: FeatureMatrix, row: number): Contributions;
  /** Plain data; `loadBinaryEstimator(JSON.parse(JSON.stringify(model)))` predicts the same to the bit. */
  toJSON(): Record<string, unknown>;
}

/** Learns the probability of the label 1 from weighted rows. Stateless. */
export interface BinaryEstimator {
  readonly name: string;
  /**
   * Fits on the rows before `options.validation.from` (all rows without it). `labels` are 0 or 1.
   * Errors: `TOO_LITTLE_HISTORY` without a training row; `BAD_DATA` for an infinity, a label other than 0 and 1, a bad
   * weight, wrong lengths or duplicate names; `USAGE` for options out of range. Only one class among the training
   * rows: a `constant` estimator of the smoothed base rate.
   */
  fit(matrix: FeatureMatrix, labels: Uint8Array, options: FitOptions): FittedBinaryEstimator;
}
