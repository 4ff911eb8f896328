import { z } from 'zod';
import { PayrhythmError } from '../../errors.ts';
import { finite, parseDocument } from '../estimators/estimator-document.ts';
import { logOddsOf, probabilityOf } from '../estimators/log-odds.ts';
import { requireScoredLabels } from '../metrics/score-order.ts';
import type { Calibration } from './calibration.ts';

/** `logit q = intercept + slope · logit p`; see {@link fitLogitRecalibration}. */
export interface LogitRecalibration extends Calibration {
  readonly kind: 'logit';
  readonly intercept: number;
  readonly slope: number;
}

/** Options of {@link fitLogitRecalibration}. */
export interface LogitRecalibrationOptions {
  /** Row weights, at least 0; absent: all 1. */
  readonly weights?: Float64Array;
  /** Pull of (intercept, slope) towards (0, 1), in rows; > 0; default 1. With no rows the map is the identity. */
  readonly ridge?: number;
}

/**
 * Two-parameter recalibration on the log-odds (Cox 1958; Platt 1999), minimising
 * Σ w·logloss + ridge/2·(intercept² + (slope − 1)²) by Newton's method with halved steps: little data leaves the
 * probabilities nearly as they were. A slope below 0 says that the scores rank the wrong way round on these rows.
 * Errors: `USAGE` for a ridge out of range, `BAD_DATA` for NaN, bad labels or unequal lengths. O(n × about 6 steps).
 */
export function fitLogitRecalibration(
  probabilities: Float64Array,
  labels: Uint8Array,
  options: LogitRecalibrationOptions = {},
): LogitRecalibration {
  const { weights, ridge = 1 } = options;
  if (!(ridge > 0 && ridge < Infinity)) throw new PayrhythmError('USAGE', `ridge is ${ridge}; it must be positive.`);
  requireScoredLabels(probabilities, labels);
  if (weights !== undefined && weights.length !== labels.length)
    throw new PayrhythmError('BAD_DATA', `There are ${weights.length} weights for ${labels.length} rows.`);
  const logits = probabilities.map(logOddsOf);
  let intercept = 0;
  let slope = 1;
  let state = evaluate(logits, labels, weights, ridge, intercept, slope);
  for (let round = 0; round < 100; round++) {
    const determinant = state.aa * state.bb - state.ab * state.ab;
    const stepA = (state.bb * state.a - state.ab * state.b) / determinant;
    const stepB = (state.aa * state.b - state.ab * state.a) / determinant;
    let length = 1;
    let next = state;
    for (let halving = 0; halving < 40; halving++, length /= 2) {
      next = evaluate(logits, labels, weights, ridge, intercept - length * stepA, slope - length * stepB);
      if (next.objective <= state.objective) break;
    }
    if (!(next.objective <= state.objective)) break;
    intercept -= length * stepA;
    slope -= length * stepB;
    state = next;
    if (Math.abs(stepA) + Math.abs(stepB) < 1e-12) break;
  }
  return logitRecalibration(intercept + 0, slope + 0, labels.length);
}

/** Objective, gradient (a, b) and Hessian (aa, ab, bb). */
function evaluate(
  logits: Float64Array,
  labels: Uint8Array,
  weights: Float64Array | undefined,
  ridge: number,
  intercept: number,
  slope: number,
) {
  let objective = (ridge / 2) * (intercept ** 2 + (slope - 1) ** 2);
  let a = ridge * intercept;
  let b = ridge * (slope - 1);
  let aa = ridge;
  let ab = 0;
  let bb = ridge;
  for (let i = 0; i < logits.length; i++) {
    const weight = weights === undefined ? 1 : weights[i];
    const eta = intercept + slope * logits[i];
    objective += weight * (Math.max(eta, 0) + Math.log1p(Math.exp(-Math.abs(eta))) - labels[i] * eta);
    const p = 1 / (1 + Math.exp(-eta));
    const residual = weight * (p - labels[i]);
    const curvature = weight * p * (1 - p);
    a += residual;
    b += residual * logits[i];
    aa += curvature;
    ab += curvature * logits[i];
    bb += curvature * logits[i] * logits[i];
  }
  return { objective, a, b, aa, ab, bb };
}

function logitRecalibration(intercept: number, slope: number, rows: number): LogitRecalibration {
  return {
    kind: 'logit',
    rows,
    intercept,
    slope,
    apply: (probabilities) => probabilities.map((p) => probabilityOf(intercept + slope * logOddsOf(p))),
    toJSON: () => ({ calibration: 'logit', formatVersion: 1, rows, intercept, slope }),
  };
}

const logitSchema = z.strictObject({
  calibration: z.literal('logit'),
  formatVersion: z.literal(1),
  rows: z.int().min(0),
  intercept: finite,
  slope: finite,
});

/** Reads what a logit recalibration wrote; `BAD_MODEL` otherwise. */
export function loadLogitRecalibration(json: unknown): LogitRecalibration {
  const doc = parseDocument(logitSchema, json, 'logit recalibration');
  return logitRecalibration(doc.intercept, doc.slope, doc.rows);
}
