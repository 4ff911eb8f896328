/** A fitted map from raw to calibrated probabilities. Immutable, plain data inside. */
export interface Calibration {
  readonly kind: 'isotonic' | 'logit';
  /** Rows it was fitted on. */
  readonly rows: number;
  /** Calibrated probabilities in (0, 1), as a new array; NaN stays NaN. */
  apply(probabilities: Float64Array): Float64Array;
  /** Plain data for `loadCalibration`. */
  toJSON(): Record<string, unknown>;
}
