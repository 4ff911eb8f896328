import { type EpochDay, NO_DAY } from '../../calendar/index.ts';
import type { LatenessModel, SurvivalRecalibration } from './lateness-model.ts';
import { logOdds } from './survival.ts';

/** What became of the rows that were held back. */
export interface HeldBackOutcomes {
  readonly baseDay: Int32Array;
  /** `NO_DAY` where not paid yet. */
  readonly paidDay: Int32Array;
  /** The last visible day is the one before. */
  readonly asOf: EpochDay;
}

/** Thresholds, in days after the due date, at which P(unpaid) is compared with what happened. */
const THRESHOLDS = [-7, 0, 7, 14, 30];
/** Pull of (intercept, slope, priorSlope) towards (0, 1, 0), in held-back invoices. */
const RIDGE = 20;
const START = [0, 1, 0];

/**
 * Learns how far to trust the hazards and how far the debtor's own record: a ridge logistic regression of "still unpaid
 * at the threshold" on the log-odds of both, over all thresholds whose outcome is known (Platt 1999; stacking after
 * Wolpert 1992). A slope that would be negative is set to 0 and the rest fitted again. O(rows × thresholds × steps).
 */
export function fitSurvivalRecalibration(
  model: Pick<LatenessModel, 'grid' | 'lateAfterDays'>,
  survival: Float64Array,
  prior: Float64Array,
  outcomes: HeldBackOutcomes,
): SurvivalRecalibration {
  const { edges } = model.grid;
  const bins = edges.flatMap((edge, bin) => (edge === model.lateAfterDays || THRESHOLDS.includes(edge) ? [bin] : []));
  const inputs: number[][] = [];
  const labels: number[] = [];
  for (let r = 0; r < outcomes.baseDay.length; r++)
    for (const bin of bins) {
      const day = outcomes.baseDay[r] + edges[bin];
      const at = r * edges.length + bin;
      if (day >= outcomes.asOf || survival[at] >= 1) continue;
      inputs.push([1, logOdds(survival[at]), logOdds(prior[at])]);
      labels.push(outcomes.paidDay[r] === NO_DAY || outcomes.paidDay[r] > day ? 1 : 0);
    }
  const weight = 1 / bins.length;
  let free = [0, 1, 2];
  let fitted = newton(inputs, labels, weight, free);
  for (const slope of [2, 1])
    if (fitted[slope] < 0) {
      free = free.filter((parameter) => parameter !== slope);
      fitted = newton(inputs, labels, weight, free);
    }
  return { intercept: fitted[0] + 0, slope: Math.max(0, fitted[1]), priorSlope: Math.max(0, fitted[2]) };
}

/** Ridge logistic regression over the free parameters (the others are 0) by Newton's method; strictly convex. */
function newton(
  inputs: readonly number[][],
  labels: readonly number[],
  weight: number,
  free: readonly number[],
): number[] {
  const parameters = START.map((value, p) => (free.includes(p) ? value : 0));
  for (let round = 0; round < 50; round++) {
    const gradient = free.map((p) => RIDGE * (parameters[p] - START[p]));
    const hessian = free.map((p) => free.map((q) => (p === q ? RIDGE : 0)));
    for (let r = 0; r < inputs.length; r++) {
      const row = inputs[r];
      const chance = 1 / (1 + Math.exp(-(parameters[0] * row[0] + parameters[1] * row[1] + parameters[2] * row[2])));
      for (let a = 0; a < free.length; a++) {
        gradient[a] += weight * (chance - labels[r]) * row[free[a]];
        for (let b = 0; b < free.length; b++)
          hessian[a][b] += weight * chance * (1 - chance) * row[free[a]] * row[free[b]];
      }
    }
    const step = solve(hessian, gradient);
    free.forEach((p, a) => {
      parameters[p] -= step[a];
    });
    if (step.every((change) => Math.abs(change) < 1e-10)) break;
  }
  return parameters;
}

/** Solves a small positive definite system by elimination. */
function solve(matrix: readonly number[][], right: readonly number[]): number[] {
  const rows = matrix.map((row, r) => [...row, right[r]]);
  const size = rows.length;
  for (let pivot = 0; pivot < size; pivot++)
    for (let r = pivot + 1; r < size; r++) {
      const factor = rows[r][pivot] / rows[pivot][pivot];
      for (let c = pivot; c <= size; c++) rows[r][c] -= factor * rows[pivot][c];
    }
  const solution = new Array<number>(size).fill(0);
  for (let r = size - 1; r >= 0; r--) {
    let value = rows[r][size];
    for (let c = r + 1; c < size; c++) value -= rows[r][c] * solution[c];
    solution[r] = value / rows[r][r];
  }
  return solution;
}
