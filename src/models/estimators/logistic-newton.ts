import { PayrhythmError } from '../../errors.ts';
import { fillDesignBlock, type LogisticDesign, termCount } from './logistic-design.ts';
import { solvePositiveDefinite } from './solve-positive-definite.ts';
import type { TrainingTable } from './training-table.ts';

const BLOCK_ROWS = 256;
const MAX_STEPS = 60;
/** So near the minimum that the objective, summed over rows, is too rough a judge of a step. */
const NEAR = 1e-9;
/** A fit ends when a step promises less than this part of the objective. */
const FINE = 1e-15;
/** The curvature of an earlier point serves as long as each step leaves at most this part of the decrement. */
const STALE_CURVATURE = 0.1;

/** Choices of {@link minimiseLogistic}. */
export interface MinimiseOptions {
  /** Reads every step-th row only; default 1. */
  readonly step?: number;
  /** Ends when a step promises less than this part of the objective; default 1e-15, which leaves rounding alone. */
  readonly tolerance?: number;
  /** Curvature of an earlier fit of the same rows, renewed where it no longer serves. */
  readonly kept?: KeptCurvature;
}

/** The data's part of the curvature (row-major, lower triangle), kept from fit to fit of one table; empty at first. */
export interface KeptCurvature {
  hessian?: Float64Array;
}

/**
 * Minimises Σ w·logloss + (l2 / 2)·‖β‖² over the terms, intercept (last element) free, by Newton's method with halved
 * steps (iteratively reweighted least squares; Hastie, Tibshirani, Friedman, "Elements of Statistical Learning",
 * section 4.4.1). The curvature, by far the dearest part, is kept while it still brings steps that converge fast (the
 * chord method), even from another penalty's fit. `free[t]` = 0 keeps a term at 0.
 * O(rows × terms² × about 3 + rows × terms × about 10) time, O(terms²) memory.
 */
export function minimiseLogistic(
  table: TrainingTable,
  design: LogisticDesign,
  l2: number,
  start: Float64Array,
  free: Uint8Array,
  { step = 1, tolerance = FINE, kept = {} }: MinimiseOptions = {},
): Float64Array {
  const at = (place: Float64Array, hessian?: Float64Array): Slope =>
    slopeAt(table, design, l2, place, free, step, hessian);
  const size = start.length;
  let point = start;
  let isFresh = kept.hessian === undefined;
  kept.hessian ??= new Float64Array(size * size);
  const { hessian } = kept;
  let slope = at(point, isFresh ? hessian : undefined);
  let system = penalised(hessian, l2, free, table.totalWeight);
  let lastDecrement = Number.POSITIVE_INFINITY;
  const refresh = (): void => {
    slope = at(point, hessian);
    system = penalised(hessian, l2, free, table.totalWeight);
    isFresh = true;
  };
  for (let round = 0; round < MAX_STEPS; round++) {
    const direction = solvePositiveDefinite(system, slope.gradient);
    if (direction === undefined) break;
    let decrement = 0;
    for (let t = 0; t < size; t++) decrement += direction[t] * slope.gradient[t];
    const isFine = decrement <= tolerance * slope.objective;
    if (!isFresh && !isFine && !(decrement <= STALE_CURVATURE * lastDecrement)) {
      refresh();
      continue;
    }
    if (decrement <= NEAR * slope.objective) {
      point = point.map((value, t) => value - direction[t]);
      if (isFine) break;
      slope = at(point);
      isFresh = false;
      lastDecrement = decrement;
      continue;
    }
    let next: Slope | undefined;
    let candidate = point;
    for (let halving = 0, length = 1; halving < 30 && next === undefined; halving++, length /= 2) {
      candidate = point.map((value, t) => value - length * direction[t]);
      const there = at(candidate);
      if (there.objective <= slope.objective) next = there;
    }
    if (next === undefined) {
      if (isFresh) break;
      refresh();
      continue;
    }
    point = candidate;
    slope = next;
    isFresh = false;
    lastDecrement = decrement;
  }
  if (point.some((value) => !Number.isFinite(value)))
    throw new PayrhythmError('BAD_DATA', 'The logistic fit did not converge; check the features for extreme values.');
  return point;
}

interface Slope {
  readonly objective: number;
  readonly gradient: Float64Array;
}

/** Objective and gradient at a point; where `hessian` is given, it is filled with the data's curvature there. */
function slopeAt(
  table: TrainingTable,
  design: LogisticDesign,
  l2: number,
  point: Float64Array,
  free: Uint8Array,
  step: number,
  hessian?: Float64Array,
): Slope {
  const terms = termCount(design);
  const size = terms + 1;
  const gradient = new Float64Array(size);
  hessian?.fill(0);
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
      const tail = Math.exp(-Math.abs(eta));
      loss += weight * (Math.max(eta, 0) + Math.log1p(tail) - label * eta);
      const p = (eta >= 0 ? 1 : tail) / (1 + tail);
      const residual = weight * (p - label);
      curvature[at / size] = weight * p * (1 - p);
      for (let i = 0; i < size; i++) gradient[i] += residual * block[at + i];
    }
    if (hessian !== undefined) addCurvature(hessian, block, curvature, Math.ceil((to - from) / step), size);
  }
  let penalty = 0;
  for (let t = 0; t < terms; t++) {
    penalty += point[t] * point[t];
    gradient[t] += l2 * point[t];
  }
  for (let t = 0; t < size; t++) if (free[t] === 0) gradient[t] = 0;
  return { objective: loss + (l2 / 2) * penalty, gradient };
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

/** The matrix of the Newton step: the data's curvature, the penalty, and nothing that couples a term kept at 0. */
function penalised(data: Float64Array, l2: number, free: Uint8Array, totalWeight: number): Float64Array {
  const size = free.length;
  const system = data.slice();
  for (let t = 0; t < size - 1; t++) system[t * size + t] += l2;
  // A ridge far below rounding keeps the intercept's pivot positive when every probability saturates.
  system[size * size - 1] += 1e-10 * totalWeight;
  for (let t = 0; t < size; t++) if (free[t] === 0) pin(system, t, size);
  return system;
}

/** Takes a term out of the Newton step. */
function pin(hessian: Float64Array, term: number, size: number): void {
  for (let j = 0; j < size; j++) {
    hessian[term * size + j] = 0;
    hessian[j * size + term] = 0;
  }
  hessian[term * size + term] = 1;
}
