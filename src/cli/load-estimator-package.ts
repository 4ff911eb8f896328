import { PayrhythmError } from '../errors.ts';
import type { EstimatorName, MlRandomForestModule } from '../models/index.ts';

/**
 * The npm package that an estimator is made of, loaded only where it is asked for.
 *
 * @throws {PayrhythmError} `NOT_REACHABLE` where it is not installed.
 */
export async function loadEstimatorPackage(
  estimator: EstimatorName | undefined,
): Promise<{ mlRandomForest?: MlRandomForestModule }> {
  if (estimator !== 'ml-random-forest') return {};
  try {
    return { mlRandomForest: (await import('ml-random-forest')) as unknown as MlRandomForestModule };
  } catch (error) {
    throw new PayrhythmError(
      'NOT_REACHABLE',
      'the estimator ml-random-forest needs the npm package of that name, which is not installed: npm install ml-random-forest@2, or --estimator random-forest, which needs nothing and is faster',
      {},
      { cause: error },
    );
  }
}
