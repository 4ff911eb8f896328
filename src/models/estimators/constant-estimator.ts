import { z } from 'zod';
import type { FittedBinaryEstimator } from './binary-estimator.ts';
import { documentHead, ESTIMATOR_FORMAT_VERSION, finite, parseDocument } from './estimator-document.ts';
import { logOddsOf, probabilityOf } from './log-odds.ts';
import type { TrainingTable } from './training-table.ts';

/**
 * The stated fallback where only one class was seen: the same probability for every row, the base rate with half a
 * success and half a failure added (Jeffreys' prior), so that it is never 0 or 1. O(1).
 */
export function fitConstant(table: TrainingTable): FittedBinaryEstimator {
  return constantEstimator(logOddsOf((table.positiveWeight + 0.5) / (table.totalWeight + 1)));
}

const constantSchema = z.strictObject({ ...documentHead, estimator: z.literal('constant'), logOdds: finite });

/** Reads what {@link fitConstant} wrote; `BAD_MODEL` otherwise. */
export function loadConstant(json: unknown): FittedBinaryEstimator {
  return constantEstimator(parseDocument(constantSchema, json, 'constant estimator').logOdds);
}

function constantEstimator(logOdds: number): FittedBinaryEstimator {
  return {
    name: 'constant',
    featureNames: [],
    predict: (matrix) => new Float64Array(matrix.rows).fill(probabilityOf(logOdds)),
    logit: (matrix) => new Float64Array(matrix.rows).fill(logOdds),
    contributions: () => ({ bias: logOdds, values: new Float64Array(0) }),
    toJSON: () => ({ estimator: 'constant', formatVersion: ESTIMATOR_FORMAT_VERSION, featureNames: [], logOdds }),
  };
}
