import type { Ledger } from '../ledger/index.ts';
import type { BinaryEstimator, FitOptions, FittedBinaryEstimator } from '../models/estimators/binary-estimator.ts';
import type { FeatureMatrix } from '../models/estimators/feature-matrix.ts';
import { type LatenessModel, trainLatenessModel as train } from '../models/index.ts';
import type { TrainOptions } from '../models/lateness/train-lateness-model.ts';
import { type ThreadOptions, withCrew } from './with-crew.ts';

/**
 * `trainLatenessModel` on several threads: the same model, to the bit. The work blocks the calling thread, which works
 * along. Errors as there and at `startCrew`.
 */
export async function trainLatenessModel(
  ledger: Ledger,
  { threads, ...options }: Omit<TrainOptions, 'crew'> & ThreadOptions,
): Promise<LatenessModel> {
  return await withCrew({ threads }, (crew) => train(ledger, { ...options, crew }));
}

/**
 * Fits an estimator on several threads: the same model as `estimator.fit`, to the bit. For several fits start one crew and
 * pass it to each.
 */
export async function fitEstimator(
  estimator: BinaryEstimator,
  matrix: FeatureMatrix,
  labels: Uint8Array,
  { threads, ...options }: Omit<FitOptions, 'crew'> & ThreadOptions,
): Promise<FittedBinaryEstimator> {
  return await withCrew({ threads }, (crew) => estimator.fit(matrix, labels, { ...options, crew }));
}

/** Probabilities of a fitted estimator on several threads: the same as `model.predict`, to the bit. */
export async function predictEstimator(
  model: FittedBinaryEstimator,
  matrix: FeatureMatrix,
  options: ThreadOptions = {},
): Promise<Float64Array> {
  return await withCrew(options, (crew) => model.predict(matrix, crew));
}
