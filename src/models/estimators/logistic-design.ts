import type { FeatureColumn } from './aligned-columns.ts';
import type { TrainingTable } from './training-table.ts';

/**
 * How raw features become the terms of the linear predictor. One term a feature, `(value − mean) / scale` and 0 where
 * missing; one more for each feature that had missing training values, `(isMissing − missingRate) / missingScale`.
 * Arrays run along the feature names; a `missingScale` of 0 says that there is no indicator.
 */
export interface LogisticDesign {
  readonly means: Float64Array;
  readonly scales: Float64Array;
  readonly missingRates: Float64Array;
  readonly missingScales: Float64Array;
}

/** Weighted means and standard deviations (population form) of the training rows. O(rows × features). */
export function fitLogisticDesign(table: TrainingTable): LogisticDesign {
  const size = table.columns.length;
  const design = {
    means: new Float64Array(size),
    scales: new Float64Array(size),
    missingRates: new Float64Array(size),
    missingScales: new Float64Array(size),
  };
  table.columns.forEach((column, f) => {
    const moments = weightedMoments(column, table);
    design.means[f] = moments.mean;
    // A spread at the level of rounding would only blow noise up.
    design.scales[f] = moments.deviation > Math.abs(moments.mean) * 1e-12 ? moments.deviation : 1;
    design.missingRates[f] = moments.missingRate;
    design.missingScales[f] = Math.sqrt(moments.missingRate * (1 - moments.missingRate));
  });
  return design;
}

function weightedMoments(column: FeatureColumn, table: TrainingTable) {
  let weightSum = 0;
  let sum = 0;
  for (let row = 0; row < table.trainRows; row++) {
    const value = column[row];
    if (Number.isNaN(value)) continue;
    const weight = table.weights === undefined ? 1 : table.weights[row];
    weightSum += weight;
    sum += weight * value;
  }
  const mean = weightSum > 0 ? sum / weightSum : 0;
  let squares = 0;
  for (let row = 0; row < table.trainRows; row++) {
    const value = column[row];
    if (Number.isNaN(value)) continue;
    squares += (table.weights === undefined ? 1 : table.weights[row]) * (value - mean) * (value - mean);
  }
  const deviation = weightSum > 0 ? Math.sqrt(squares / weightSum) : 0;
  // Rounding may leave a tiny negative rest where nothing is missing.
  const missingRate = Math.min(
    1,
    Math.max(0, hasMissing(column, table.trainRows) ? 1 - weightSum / table.totalWeight : 0),
  );
  return { mean, deviation, missingRate };
}

function hasMissing(column: FeatureColumn, rows: number): boolean {
  for (let row = 0; row < rows; row++) if (Number.isNaN(column[row])) return true;
  return false;
}

/** Writes the terms of rows `from … to − 1` into `block`, row-major with `stride` values a row. */
export function fillDesignBlock(
  design: LogisticDesign,
  columns: readonly FeatureColumn[],
  from: number,
  to: number,
  step: number,
  block: Float64Array,
  stride: number,
): void {
  let indicator = columns.length;
  for (let f = 0; f < columns.length; f++) {
    const column = columns[f];
    const mean = design.means[f];
    const scale = design.scales[f];
    const rate = design.missingRates[f];
    const missingScale = design.missingScales[f];
    const place = missingScale > 0 ? indicator++ : -1;
    for (let row = from, at = 0; row < to; row += step, at += stride) {
      const value = column[row];
      const missing = Number.isNaN(value);
      block[at + f] = missing ? 0 : (value - mean) / scale;
      if (place >= 0) block[at + place] = ((missing ? 1 : 0) - rate) / missingScale;
    }
  }
}

/** Number of terms: features plus indicators. */
export function termCount(design: LogisticDesign): number {
  let count = design.means.length;
  for (const scale of design.missingScales) if (scale > 0) count++;
  return count;
}
