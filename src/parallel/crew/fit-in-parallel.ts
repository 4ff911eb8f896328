import type {
  BinaryEstimator,
  FeatureMatrix,
  FitOptions,
  FittedBinaryEstimator,
} from '../../models/estimators/binary-estimator.ts';
import { startCrew } from './start-crew.ts';

/** As `FitOptions`, with a number of threads in place of a crew. */
export interface ParallelFitOptions extends Omit<FitOptions, 'crew'> {
  /** Threads, the calling one included; default one for each processor. */
  readonly threads?: number;
}

/**
 * Fits an estimator on several threads: the same model as `estimator.fit`, to the bit. The fit itself blocks the calling
 * thread, which works along. For several fits start one crew and pass it to each. Errors as `fit` and `startCrew`.
 */
export async function fitInParallel(
  estimator: BinaryEstimator,
  matrix: FeatureMatrix,
  labels: Uint8Array,
  options: ParallelFitOptions,
): Promise<FittedBinaryEstimator> {
  const { threads, ...fitOptions } = options;
  const crew = await startCrew(threads === undefined ? {} : { threads });
  try {
    return estimator.fit(matrix, labels, { ...fitOptions, crew });
  } finally {
    await crew.close();
  }
}

/** Probabilities of a fitted estimator on several threads: the same as `model.predict`, to the bit. */
export async function predictInParallel(
  model: FittedBinaryEstimator,
  matrix: FeatureMatrix,
  options: { readonly threads?: number } = {},
): Promise<Float64Array> {
  const crew = await startCrew(options);
  try {
    return model.predict(matrix, crew);
  } finally {
    await crew.close();
  }
}
