import { z } from 'zod';
import type { FittedBinaryEstimator } from './binary-estimator.ts';
import { loadBoostedTrees } from './boosted-trees-model.ts';
import { loadConstant } from './constant-estimator.ts';
import { parseDocument } from './estimator-document.ts';
import { loadLogistic } from './logistic-model.ts';
import { loadRandomForest } from './random-forest-model.ts';

const LOADERS = {
  'boosted-trees': loadBoostedTrees,
  constant: loadConstant,
  logistic: loadLogistic,
  'ml-random-forest': loadRandomForest,
  'random-forest': loadRandomForest,
} as const satisfies Record<string, (json: unknown) => FittedBinaryEstimator>;

const kindSchema = z.looseObject({
  estimator: z.enum(['boosted-trees', 'constant', 'logistic', 'ml-random-forest', 'random-forest']),
});

/**
 * Reads the plain data of any fitted estimator's `toJSON()`. Predictions are those of the saved model to the bit.
 * Anything malformed, of another format version or inconsistent in itself is `BAD_MODEL`. O(size of the document).
 */
export function loadBinaryEstimator(json: unknown): FittedBinaryEstimator {
  return LOADERS[parseDocument(kindSchema, json, 'estimator').estimator](json);
}
