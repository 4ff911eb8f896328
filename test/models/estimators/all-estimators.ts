import * as mlRandomForestModule from 'ml-random-forest';
import {
  type BinaryEstimator,
  boostedTrees,
  logistic,
  mlRandomForest,
  randomForest,
} from '../../../src/models/estimators/index.ts';

/** What an estimator can and cannot do beside the rest of the contract. */
export interface EstimatorCase {
  readonly estimator: BinaryEstimator;
  /** Whether it keeps monotone directions and weighs rows; `USAGE` where not. */
  readonly isPlain?: true;
}

/** Every kind of estimator, small, by name: what the contract is tested on. */
export const ALL_ESTIMATORS: readonly (readonly [string, EstimatorCase])[] = [
  ['logistic', { estimator: logistic() }],
  ['boosted-trees', { estimator: boostedTrees() }],
  ['boosted-trees, packed', { estimator: boostedTrees({ gradients: 'packed', maxTrees: 60 }) }],
  [
    'boosted-trees, packed, no WebAssembly',
    { estimator: boostedTrees({ gradients: 'packed', maxTrees: 60, webAssembly: false }) },
  ],
  ['random-forest', { estimator: randomForest({ trees: 40 }) }],
  [
    'ml-random-forest',
    { estimator: mlRandomForest(mlRandomForestModule, { trees: 12, maxDepth: 8, minNodeRows: 20 }), isPlain: true },
  ],
];
