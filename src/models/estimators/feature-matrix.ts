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
