import { PayrhythmError } from '../../errors.ts';
import { alignColumns, type FeatureColumn } from './aligned-columns.ts';
import type { FitOptions } from './binary-estimator.ts';
import type { FeatureMatrix } from './feature-matrix.ts';

/** Checked input of a fit: sorted, without constant columns. Rows `0 … trainRows − 1` train, the rest validates. */
export interface TrainingTable {
  readonly rows: number;
  readonly trainRows: number;
  readonly names: readonly string[];
  readonly columns: readonly FeatureColumn[];
  readonly labels: Uint8Array;
  /** Absent: every weight is 1. */
  readonly weights: Float64Array | undefined;
  /** Sum of the training weights, and of those with label 1. */
  readonly totalWeight: number;
  readonly positiveWeight: number;
  /** Per column of `names`: 1, −1 or 0 (free). */
  readonly monotone: Int8Array;
}

/**
 * Checks what a fit was given and puts it in canonical form, so that neither column order nor constant columns can
 * matter. Errors as told at `BinaryEstimator.fit`. O(rows × columns).
 */
export function trainingTable(matrix: FeatureMatrix, labels: Uint8Array, options: FitOptions): TrainingTable {
  const { rows } = matrix;
  const trainRows = options.validation?.from ?? rows;
  if (!Number.isInteger(trainRows) || trainRows < 0 || trainRows > rows)
    throw new PayrhythmError('USAGE', `validation.from is ${trainRows}; it must be a row index from 0 to ${rows}.`);
  if (!Number.isFinite(options.seed)) throw new PayrhythmError('USAGE', 'seed must be a finite number.');
  if (labels.length !== rows)
    throw new PayrhythmError('BAD_DATA', `There are ${labels.length} labels for ${rows} rows.`);
  if (matrix.columns.length !== matrix.names.length)
    throw new PayrhythmError(
      'BAD_DATA',
      `There are ${matrix.columns.length} columns for ${matrix.names.length} names.`,
    );
  if (trainRows === 0)
    throw new PayrhythmError('TOO_LITTLE_HISTORY', 'There is no training row; give more history or a later cut.');
  const sorted = [...matrix.names].sort();
  for (let i = 1; i < sorted.length; i++)
    if (sorted[i] === sorted[i - 1])
      throw new PayrhythmError('BAD_DATA', `The feature name "${sorted[i]}" occurs twice.`, { feature: sorted[i] });
  const { totalWeight, positiveWeight } = weigh(labels, options.weights, trainRows);
  const aligned = alignColumns(matrix, sorted);
  const kept = sorted.map((_, index) => index).filter((index) => varies(aligned[index], trainRows));
  const names = kept.map((index) => sorted[index]);
  return {
    rows,
    trainRows,
    names,
    columns: kept.map((index) => aligned[index]),
    labels,
    weights: options.weights,
    totalWeight,
    positiveWeight,
    monotone: directions(names, sorted, options.monotone ?? {}),
  };
}

/** Whether training rows of both classes carry weight; without both, nothing but the base rate can be learned. */
export function hasBothClasses(table: TrainingTable): boolean {
  return table.positiveWeight > 0 && table.positiveWeight < table.totalWeight;
}

function weigh(labels: Uint8Array, weights: Float64Array | undefined, trainRows: number) {
  if (weights !== undefined && weights.length !== labels.length)
    throw new PayrhythmError('BAD_DATA', `There are ${weights.length} weights for ${labels.length} rows.`);
  let totalWeight = 0;
  let positiveWeight = 0;
  let negativeWeight = 0;
  for (let row = 0; row < labels.length; row++) {
    const label = labels[row];
    const weight = weights === undefined ? 1 : weights[row];
    if (label > 1)
      throw new PayrhythmError('BAD_DATA', `The label of row ${row} is ${label}; it must be 0 or 1.`, { row });
    if (!(weight >= 0 && weight < Infinity))
      throw new PayrhythmError('BAD_DATA', `The weight of row ${row} is ${weight}; it must be finite and at least 0.`, {
        row,
      });
    if (row >= trainRows) continue;
    totalWeight += weight;
    if (label === 1) positiveWeight += weight;
    else negativeWeight += weight;
  }
  if (totalWeight === 0)
    throw new PayrhythmError('TOO_LITTLE_HISTORY', 'Every training row has weight 0; there is nothing to learn from.');
  // Rounding may separate the two sums; one class alone must compare equal in hasBothClasses.
  return { totalWeight, positiveWeight: negativeWeight === 0 ? totalWeight : positiveWeight };
}

function varies(column: FeatureColumn, trainRows: number): boolean {
  const first = column[0];
  if (Number.isNaN(first)) {
    for (let row = 1; row < trainRows; row++) if (!Number.isNaN(column[row])) return true;
    return false;
  }
  for (let row = 1; row < trainRows; row++) if (column[row] !== first) return true;
  return false;
}

function directions(
  names: readonly string[],
  known: readonly string[],
  monotone: Readonly<Record<string, number>>,
): Int8Array {
  const all = new Set(known);
  for (const [name, direction] of Object.entries(monotone)) {
    if (!all.has(name))
      throw new PayrhythmError('USAGE', `monotone names the feature "${name}", which the table lacks.`);
    if (direction !== 1 && direction !== -1)
      throw new PayrhythmError('USAGE', `monotone["${name}"] is ${direction}; it must be 1 or -1.`);
  }
  return Int8Array.from(names, (name) => (Object.hasOwn(monotone, name) ? monotone[name] : 0));
}
