import { PayrhythmError } from '../../errors.ts';
import { fillDesignBlock, type LogisticDesign, termCount } from './logistic-design.ts';
import { solvePositiveDefinite } from './solve-positive-definite.ts';
import type { TrainingTable } from './training-table.ts';

const BLOCK_ROWS = 256;
const MAX_STEPS = 60;
/** Newton's method stops when its decrement promises less than this part of the objective. */
const TOLERANCE = 1e-9;

/**
 * Minimises Σ w·logloss + (l2 / 2)·‖β‖² over the terms, intercept (last element) free, by Newton's method with halved
 * steps (iteratively reweighted least squares; Hastie, Tibshirani, Friedman, "Elements of Statistical Learning",
 * section 4.4.1). `free[t]` = 0 keeps a term at 0. `step` > 1 reads every step-th row only, for a warm start.
 * O(rows × terms² × about 8 steps) time, O(terms²) memory.
 */
export function minimiseLogistic(
  table: TrainingTable,
  design: LogisticDesign,
  l2: number,
  start: Float64Array,
  free: Uint8Array,
  step = 1,
): Float64Array {
  let point = start;
  let state = evaluate(table, design, l2, point, free, step);
  for (let round = 0; round < MAX_STEPS; round++) {
    const direction = solvePositiveDefinite(state.hessian, state.gradient);
    if (direction === undefined) break;
    let decrement = 0;
    for (let t = 0; t < direction.length; t++) decrement += direction[t] * state.gradient[t];
    if (decrement <= TOLERANCE * state.objective) {
      // So near, the full step is safe, and the objective too rough a judge: it would be halved for nothing.
      point = point.map((value, t) => value - direction[t]);
      break;
    }
    let length = 1;
    let candidate = point;
    let objective = Number.POSITIVE_INFINITY;
    for (let halving = 0; halving < 30 && !(objective <= state.objective); halving++, length /= 2) {
      candidate = point.map((value, t) => value - length * direction[t]);
      objective = evaluateObjective(table, design, l2, candidate, step);
    }
    if (!(objective <= state.objective)) break;
    point = candidate;
    state = evaluate(table, design, l2, point, free, step);
  }
  if (point.some((value) => !Number.isFinite(value)))
    throw new PayrhythmError('BAD_DATA', 'The logistic fit did not converge; check the features for extreme values.');
  return point;
}

interface Evaluation {
  readonly objective: number;
  readonly gradient: Float64Array;
  readonly hessian: Float64Array;
}

/** The objective alone, for the search along a direction: a fraction of the cost of {@link evaluate}. */
function evaluateObjective(
  table: TrainingTable,
  design: LogisticDesign,
  l2: number,
  point: Float64Array,
  step: number,
): number {
  const terms = termCount(design);
  const size = terms + 1;
  const block = new Float64Array(BLOCK_ROWS * size);
  let loss = 0;
  for (let from = 0; from < table.trainRows; from += BLOCK_ROWS * step) {
    const to = Math.min(table.trainRows, from + BLOCK_ROWS * step);
    fillDesignBlock(design, table.columns, from, to, step, block, size);
    for (let row = from, at = 0; row < to; row += step, at += size) {
      let eta = point[terms];
      for (let t = 0; t < terms; t++) eta += point[t] * block[at + t];
      const weight = (table.weights === undefined ? 1 : table.weights[row]) * step;
      loss += weight * (Math.max(eta, 0) + Math.log1p(Math.exp(-Math.abs(eta))) - table.labels[row] * eta);
    }
  }
  let penalty = 0;
  for (let t = 0; t < terms; t++) penalty += point[t] * point[t];
  return loss + (l2 / 2) * penalty;
}

function evaluate(
  table: TrainingTable,
  design: LogisticDesign,
  l2: number,
  point: Float64Array,
  free: Uint8Array,
  step: number,
): Evaluation {
  const terms = termCount(design);
  const size = terms + 1;
  const gradient = new Float64Array(size);
  const hessian = new Float64Array(size * size);
  const block = new Float64Array(BLOCK_ROWS * size);
  // The last term of every row is the intercept's 1; fillDesignBlock never writes it.
  for (let row = 0; row < BLOCK_ROWS; row++) block[row * size + terms] = 1;
  const curvature = new Float64Array(BLOCK_ROWS);
  let loss = 0;
  for (let from = 0; from < table.trainRows; from += BLOCK_ROWS * step) {
    const to = Math.min(table.trainRows, from + BLOCK_ROWS * step);
    fillDesignBlock(design, table.columns, from, to, step, block, size);
    for (let row = from, at = 0; row < to; row += step, at += size) {
      const weight = (table.weights === undefined ? 1 : table.weights[row]) * step;
      curvature[at / size] = 0;
      if (weight === 0) continue;
      let eta = 0;
      for (let t = 0; t < size; t++) eta += point[t] * block[at + t];
      const label = table.labels[row];
      // log(1 + e^η) − y·η without overflow.
      loss += weight * (Math.max(eta, 0) + Math.log1p(Math.exp(-Math.abs(eta))) - label * eta);
      const p = 1 / (1 + Math.exp(-eta));
      const residual = weight * (p - label);
      curvature[at / size] = weight * p * (1 - p);
      for (let i = 0; i < size; i++) gradient[i] += residual * block[at + i];
    }
    addCurvature(hessian, block, curvature, Math.ceil((to - from) / step), size);
  }
  let penalty = 0;
  for (let t = 0; t < terms; t++) {
    penalty += point[t] * point[t];
    gradient[t] += l2 * point[t];
    hessian[t * size + t] += l2;
  }
  // A ridge far below rounding keeps the intercept's pivot positive when every probability saturates.
  hessian[size * size - 1] += 1e-10 * table.totalWeight;
  for (let t = 0; t < size; t++) if (free[t] === 0) pin(gradient, hessian, t, size);
  return { objective: loss + (l2 / 2) * penalty, gradient, hessian };
}

/** Adds Σ curvature · x xᵀ of a block's rows to the lower triangle, four rows at a time to spare memory traffic. */
function addCurvature(
  hessian: Float64Array,
  block: Float64Array,
  curvature: Float64Array,
  rows: number,
  size: number,
): void {
  curvature.fill(0, rows);
  for (let row = 0; row < rows; row += 4) {
    const a = row * size;
    const b = a + size;
    const c = b + size;
    const d = c + size;
    for (let i = 0; i < size; i++) {
      const wa = curvature[row] * block[a + i];
      const wb = curvature[row + 1] * block[b + i];
      const wc = curvature[row + 2] * block[c + i];
      const wd = curvature[row + 3] * block[d + i];
      const base = i * size;
      for (let j = 0; j <= i; j++)
        hessian[base + j] += wa * block[a + j] + wb * block[b + j] + wc * block[c + j] + wd * block[d + j];
    }
  }
}

/** Takes a term out of the Newton step. */
function pin(gradient: Float64Array, hessian: Float64Array, term: number, size: number): void {
  gradient[term] = 0;
  for (let j = 0; j < size; j++) {
    hessian[term * size + j] = 0;
    hessian[j * size + term] = 0;
  }
  hessian[term * size + term] = 1;
}
