import { PayrhythmError } from '../../errors.ts';
import type { BinaryEstimator } from './binary-estimator.ts';
import { fitConstant } from './constant-estimator.ts';
import { fillDesignBlock, fitLogisticDesign, type LogisticDesign, termCount } from './logistic-design.ts';
import { type FittedLogistic, fittedLogistic } from './logistic-model.ts';
import { type KeptCurvature, type MinimiseOptions, minimiseLogistic } from './logistic-newton.ts';
import { hasBothClasses, type TrainingTable, trainingTable } from './training-table.ts';

/** Hyper-parameters of {@link logistic}. */
export interface LogisticOptions {
  /**
   * Weight of the squared standardised coefficients, > 0, in units of (weighted) rows: scikit-learn's `1 / C`.
   * Absent: the best of 0.1 … 1000 by the validation block's log-loss; 1 without a block.
   */
  readonly l2?: number;
}

const L2_CHOICES = [1, 10, 100, 1000, 0.1] as const;
/** Tables above this many rows are first solved on a regular sample of about this size. */
const WARM_START_ROWS = 20_000;
/** Good enough to start from, and to tell penalties apart. */
const ROUGH = 1e-6;

/**
 * L2-regularised logistic regression on standardised features; a missing value counts as the mean plus an indicator
 * of its own. Deterministic; the seed has no effect. A feature under `monotone` whose coefficient comes out with the
 * wrong sign is pinned to 0 and the rest is fitted again (its missing indicator stays free). Cost of a fit:
 * O(rows × terms²) for each of about 6 Newton steps, no copy of the table.
 */
export function logistic(options: LogisticOptions = {}): BinaryEstimator {
  const { l2 } = options;
  if (l2 !== undefined && !(l2 > 0 && l2 < Infinity))
    throw new PayrhythmError('USAGE', `l2 is ${l2}; it must be a positive number.`);
  return {
    name: 'logistic',
    fit(matrix, labels, fitOptions) {
      const table = trainingTable(matrix, labels, fitOptions);
      if (!hasBothClasses(table)) return fitConstant(table);
      const design = fitLogisticDesign(table);
      if (l2 !== undefined) return solve(table, design, l2);
      if (table.trainRows === table.rows) return solve(table, design, 1);
      return chooseByValidation(table, design);
    },
  };
}

function chooseByValidation(table: TrainingTable, design: LogisticDesign): FittedLogistic {
  let best: FittedLogistic | undefined;
  let bestLoss = Infinity;
  let warm: Float64Array | undefined;
  const kept: KeptCurvature = {};
  for (const l2 of L2_CHOICES) {
    const model = solve(table, design, l2, { warm, kept, tolerance: ROUGH });
    warm ??= model.parameters;
    const loss = validationLoss(table, design, model.parameters);
    if (best === undefined || loss < bestLoss) {
      best = model;
      bestLoss = loss;
    }
  }
  const { l2, parameters } = best as FittedLogistic;
  return solve(table, design, l2, { warm: parameters, kept });
}

function solve(
  table: TrainingTable,
  design: LogisticDesign,
  l2: number,
  { warm, ...options }: Pick<MinimiseOptions, 'kept' | 'tolerance'> & { readonly warm?: Float64Array | undefined } = {},
): FittedLogistic {
  const size = termCount(design) + 1;
  const free = new Uint8Array(size).fill(1);
  let point = warm ?? new Float64Array(size);
  if (warm === undefined) {
    point[size - 1] = Math.log(table.positiveWeight / (table.totalWeight - table.positiveWeight));
    const step = Math.floor(table.trainRows / WARM_START_ROWS);
    if (step > 1) point = minimiseLogistic(table, design, l2, point, free, { step, tolerance: ROUGH });
  }
  for (;;) {
    point = minimiseLogistic(table, design, l2, point, free, options);
    let pinned = 0;
    table.monotone.forEach((direction, f) => {
      if (direction * point[f] >= 0) return;
      free[f] = 0;
      pinned++;
    });
    if (pinned === 0) return fittedLogistic(table.names, design, point, l2);
    point = point.map((value, t) => (free[t] === 0 ? 0 : value));
  }
}

/** Mean weighted log-loss of the validation block. */
function validationLoss(table: TrainingTable, design: LogisticDesign, point: Float64Array): number {
  const size = point.length;
  const row = new Float64Array(size);
  row[size - 1] = 1;
  let loss = 0;
  let total = 0;
  for (let r = table.trainRows; r < table.rows; r++) {
    fillDesignBlock(design, table.columns, r, r + 1, 1, row, size);
    let eta = 0;
    for (let t = 0; t < size; t++) eta += row[t] * point[t];
    const weight = table.weights === undefined ? 1 : table.weights[r];
    loss += weight * (Math.max(eta, 0) + Math.log1p(Math.exp(-Math.abs(eta))) - table.labels[r] * eta);
    total += weight;
  }
  return total > 0 ? loss / total : 0;
}
