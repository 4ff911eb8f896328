import { z } from 'zod';
import { alignColumns } from './aligned-columns.ts';
import type { FittedBinaryEstimator } from './binary-estimator.ts';
import { documentHead, ESTIMATOR_FORMAT_VERSION, finite, parseDocument } from './estimator-document.ts';
import type { FeatureMatrix, GroupedMatrix } from './feature-matrix.ts';
import { featureRow } from './feature-row.ts';
import { alignGroups } from './grouped-matrix.ts';
import { probabilitiesOf } from './log-odds.ts';
import type { LogisticDesign } from './logistic-design.ts';

/** A fitted logistic regression; see `logistic`. */
export interface FittedLogistic extends FittedBinaryEstimator {
  /** Standardised coefficients: features, then indicators (features with missing training values), then intercept. */
  readonly parameters: Float64Array;
  /** The penalty that was used. */
  readonly l2: number;
}

/** Rows of a group that are added up side by side: one addition need not wait for the last. */
const ABREAST = 4;

/** Wraps design and parameters; O(1) now, O(rows × features) to predict. */
export function fittedLogistic(
  featureNames: readonly string[],
  design: LogisticDesign,
  parameters: Float64Array,
  l2: number,
): FittedLogistic {
  const size = featureNames.length;
  const intercept = parameters[parameters.length - 1];
  // What a present and a missing value contribute besides the slope, so that a row costs one look a feature.
  const whenPresent = new Float64Array(size);
  const whenMissing = new Float64Array(size);
  let indicator = size;
  for (let f = 0; f < size; f++) {
    if (design.missingScales[f] === 0) continue;
    const coefficient = parameters[indicator++] / design.missingScales[f];
    whenPresent[f] = -coefficient * design.missingRates[f];
    whenMissing[f] = coefficient * (1 - design.missingRates[f]);
  }
  const part = (f: number, value: number): number =>
    !Number.isNaN(value)
      ? (parameters[f] * (value - design.means[f])) / design.scales[f] + whenPresent[f]
      : whenMissing[f];
  const logit = (matrix: FeatureMatrix): Float64Array => {
    const columns = alignColumns(matrix, featureNames);
    const result = new Float64Array(matrix.rows).fill(intercept);
    for (let f = 0; f < size; f++) {
      const column = columns[f];
      for (let row = 0; row < result.length; row++) result[row] += part(f, column[row]);
    }
    return result;
  };
  const logitOfGroups = (matrix: GroupedMatrix): Float64Array => {
    const columns = alignGroups(matrix, featureNames);
    const { start } = matrix;
    const result = new Float64Array(matrix.own.rows);
    const values = columns.map(({ column }) => column);
    const shared = columns.flatMap(({ isShared }, f) => (isShared ? [f] : []));
    const own = columns.flatMap(({ isShared }, f) => (isShared ? [] : [f]));
    const terms = new Float64Array(size * ABREAST);
    for (let group = 0; group + 1 < start.length; group++) {
      const end = start[group + 1];
      if (start[group] === end) continue;
      for (const f of shared) {
        const at = f * ABREAST;
        terms[at] = terms[at + 1] = terms[at + 2] = terms[at + 3] = part(f, values[f][group]);
      }
      for (let row = start[group]; row < end; row += ABREAST) {
        const rows = Math.min(ABREAST, end - row);
        for (const f of own) {
          const column = values[f];
          for (let i = 0; i < rows; i++) terms[f * ABREAST + i] = part(f, column[row + i]);
        }
        let a = intercept;
        let b = intercept;
        let c = intercept;
        let d = intercept;
        // In the order of the features, as above: the sums are the same to the bit.
        for (let at = 0; at < terms.length; at += ABREAST) {
          a += terms[at];
          b += terms[at + 1];
          c += terms[at + 2];
          d += terms[at + 3];
        }
        result[row] = a;
        if (rows > 1) result[row + 1] = b;
        if (rows > 2) result[row + 2] = c;
        if (rows > 3) result[row + 3] = d;
      }
    }
    return result;
  };
  return {
    name: 'logistic',
    featureNames,
    parameters,
    l2,
    logit,
    predict: (matrix) => probabilitiesOf(logit(matrix)),
    predictGroups: (matrix) => probabilitiesOf(logitOfGroups(matrix)),
    contributions(matrix, row) {
      const point = featureRow(matrix, featureNames, row);
      const values = Float64Array.from(point, (value, f) => part(f, value));
      return { bias: intercept, values };
    },
    toJSON: () => ({
      estimator: 'logistic',
      formatVersion: ESTIMATOR_FORMAT_VERSION,
      featureNames,
      l2,
      means: plain(design.means),
      scales: plain(design.scales),
      missingRates: plain(design.missingRates),
      missingScales: plain(design.missingScales),
      parameters: plain(parameters),
    }),
  };
}

/** JSON has no −0; adding 0 makes it 0 on both sides of the round trip. */
function plain(values: Float64Array): number[] {
  return Array.from(values, (value) => value + 0);
}

const logisticSchema = z
  .strictObject({
    ...documentHead,
    estimator: z.literal('logistic'),
    l2: finite.positive(),
    means: z.array(finite),
    scales: z.array(finite.positive()),
    missingRates: z.array(finite.min(0).max(1)),
    missingScales: z.array(finite.min(0)),
    parameters: z.array(finite),
  })
  .refine((doc) => {
    const size = doc.featureNames.length;
    const indicators = doc.missingScales.filter((scale) => scale > 0).length;
    return (
      [doc.means, doc.scales, doc.missingRates, doc.missingScales].every((list) => list.length === size) &&
      doc.parameters.length === size + indicators + 1
    );
  }, 'lengths of the lists do not fit featureNames');

/** Reads what a fitted logistic regression wrote; `BAD_MODEL` otherwise. */
export function loadLogistic(json: unknown): FittedLogistic {
  const doc = parseDocument(logisticSchema, json, 'logistic estimator');
  const design = {
    means: Float64Array.from(doc.means),
    scales: Float64Array.from(doc.scales),
    missingRates: Float64Array.from(doc.missingRates),
    missingScales: Float64Array.from(doc.missingScales),
  };
  return fittedLogistic(doc.featureNames, design, Float64Array.from(doc.parameters), doc.l2);
}
