import { PayrhythmError } from '../../errors.ts';
import { fillDesignBlock, type LogisticDesign, termCount } from './logistic-design.ts';
import { solvePositiveDefinite } from './solve-positive-definite.ts';
import type { TrainingTable } from './training-table.ts';

const BLOCK_ROWS = 256;
const MAX_STEPS = 60;
/** Newton's method stops when its decrement promises less than this part of the objective. */
const TOLERANCE = 1e-14;

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
    const done = decrement <= TOLERANCE * state.objective;
    let length = 1;
    let next = state;
    let candidate = point;
    for (let halving = 0; halving < 30; halving++, length /= 2) {
      candidate = point.map((value, t) => value - length * direction[t]);
      next = evaluate(table, design, l2, candidate, free, step);
      if (next.objective <= state.objective) break;
    }
    if (!(next.objective <= state.objective)) break;
    point = candidate;
    state = next;
    if (done) break;
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
  let loss = 0;
  for (let from = 0; from < table.trainRows; from += BLOCK_ROWS * step) {
    const to = Math.min(table.trainRows, from + BLOCK_ROWS * step);
    fillDesignBlock(design, table.columns, from, to, step, block, size);
    for (let row = from, at = 0; row < to; row += step, at += size) {
      const weight = (table.weights === undefined ? 1 : table.weights[row]) * step;
      if (weight === 0) continue;
      let eta = 0;
      for (let t = 0; t < size; t++) eta += point[t] * block[at + t];
      const label = table.labels[row];
      // log(1 + e^η) − y·η without overflow.
      loss += weight * (Math.max(eta, 0) + Math.log1p(Math.exp(-Math.abs(eta))) - label * eta);
      const p = 1 / (1 + Math.exp(-eta));
      const residual = weight * (p - label);
      const curvature = weight * p * (1 - p);
      for (let i = 0; i < size; i++) {
        const value = block[at + i];
        gradient[i] += residual * value;
        const scaled = curvature * value;
        const base = i * size;
        for (let j = 0; j <= i; j++) hessian[base + j] += scaled * block[at + j];
      }
    }
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

/** Takes a term out of the Newton step. */
function pin(gradient: Float64Array, hessian: Float64Array, term: number, size: number): void {
  gradient[term] = 0;
  for (let j = 0; j < size; j++) {
    hessian[term * size + j] = 0;
    hessian[j * size + term] = 0;
  }
  hessian[term * size + term] = 1;
}
