import { z } from 'zod';
import { PayrhythmError } from '../../errors.ts';
import { finite, parseDocument } from '../estimators/estimator-document.ts';
import { orderByScore } from '../metrics/score-order.ts';
import type { Calibration } from './calibration.ts';
import { poolAdjacentViolators } from './pool-adjacent-violators.ts';

/** A non-decreasing calibration; see {@link fitIsotonic}. */
export interface IsotonicCalibration extends Calibration {
  readonly kind: 'isotonic';
  /** Knots: raw probability and calibrated value, both rising; straight lines between, level outside. */
  readonly raw: Float64Array;
  readonly calibrated: Float64Array;
}

/**
 * Non-decreasing map of raw probabilities to observed shares (Zadrozny and Elkan 2002), with straight lines between the
 * knots as in scikit-learn. Results are kept half a row away from 0 and 1 (0.5 / rows), because an empty stretch
 * proves no certainty. Needs data that trained nothing; below about 1,000 rows prefer `fitLogitRecalibration`. Errors:
 * `TOO_LITTLE_HISTORY` for no rows (or none with weight), `BAD_DATA` for NaN, bad labels or unequal lengths.
 * O(n log n).
 */
export function fitIsotonic(
  probabilities: Float64Array,
  labels: Uint8Array,
  weights?: Float64Array,
): IsotonicCalibration {
  const order = orderByScore(probabilities, labels).reverse();
  if (weights !== undefined && weights.length !== labels.length)
    throw new PayrhythmError('BAD_DATA', `There are ${weights.length} weights for ${labels.length} rows.`);
  // One element a distinct probability, as ties can only share a value.
  const xs: number[] = [];
  const sums: number[] = [];
  const totals: number[] = [];
  for (const row of order) {
    const weight = weights === undefined ? 1 : weights[row];
    if (!(weight > 0)) continue;
    if (xs.length === 0 || xs[xs.length - 1] !== probabilities[row]) {
      xs.push(probabilities[row]);
      sums.push(0);
      totals.push(0);
    }
    sums[sums.length - 1] += weight * labels[row];
    totals[totals.length - 1] += weight;
  }
  if (xs.length === 0)
    throw new PayrhythmError('TOO_LITTLE_HISTORY', 'There is no row to calibrate on; give more history.');
  const totalWeights = Float64Array.from(totals);
  const blocks = poolAdjacentViolators(
    Float64Array.from(sums, (sum, i) => sum / totals[i]),
    totalWeights,
  );
  const margin = Math.min(0.25, 0.5 / labels.length);
  const raw: number[] = [];
  const calibrated: number[] = [];
  for (const { from, to, value } of blocks) {
    const kept = Math.min(1 - margin, Math.max(margin, value));
    raw.push(xs[from]);
    calibrated.push(kept);
    if (to - 1 === from) continue;
    raw.push(xs[to - 1]);
    calibrated.push(kept);
  }
  return isotonic(Float64Array.from(raw), Float64Array.from(calibrated), labels.length);
}

function isotonic(raw: Float64Array, calibrated: Float64Array, rows: number): IsotonicCalibration {
  return {
    kind: 'isotonic',
    rows,
    raw,
    calibrated,
    apply: (probabilities) => probabilities.map((p) => interpolate(raw, calibrated, p)),
    toJSON: () => ({
      calibration: 'isotonic',
      formatVersion: 1,
      rows,
      raw: Array.from(raw),
      calibrated: Array.from(calibrated),
    }),
  };
}

function interpolate(xs: Float64Array, ys: Float64Array, x: number): number {
  if (Number.isNaN(x)) return NaN;
  let low = 0;
  let high = xs.length - 1;
  if (x <= xs[low]) return ys[low];
  if (x >= xs[high]) return ys[high];
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if (xs[middle] <= x) low = middle;
    else high = middle;
  }
  return ys[low] + ((x - xs[low]) / (xs[high] - xs[low])) * (ys[high] - ys[low]);
}

const rising = (list: readonly number[]) => list.every((value, i) => i === 0 || list[i - 1] < value);

const isotonicSchema = z
  .strictObject({
    calibration: z.literal('isotonic'),
    formatVersion: z.literal(1),
    rows: z.int().positive(),
    raw: z.array(finite).min(1).refine(rising, 'raw must rise'),
    calibrated: z
      .array(finite.gt(0).lt(1))
      .refine((list) => list.every((value, i) => i === 0 || list[i - 1] <= value), 'calibrated must not fall'),
  })
  .refine((doc) => doc.raw.length === doc.calibrated.length, 'raw and calibrated differ in length');

/** Reads what an isotonic calibration wrote; `BAD_MODEL` otherwise. */
export function loadIsotonic(json: unknown): IsotonicCalibration {
  const doc = parseDocument(isotonicSchema, json, 'isotonic calibration');
  return isotonic(Float64Array.from(doc.raw), Float64Array.from(doc.calibrated), doc.rows);
}
