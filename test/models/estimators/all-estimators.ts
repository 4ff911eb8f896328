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
  /** Rows it is tested on; the package takes time that grows with their square. */
  readonly rows: number;
}

/** Every kind of estimator, small, by name: what the contract is tested on. */
export const ALL_ESTIMATORS: readonly (readonly [string, EstimatorCase])[] = [
  ['logistic', { estimator: logistic(), rows: 1000 }],
  ['boosted-trees', { estimator: boostedTrees({ maxTrees: 80 }), rows: 1000 }],
  ['boosted-trees, packed', { estimator: boostedTrees({ gradients: 'packed', maxTrees: 50 }), rows: 1000 }],
  [
    'boosted-trees, packed, no WebAssembly',
    { estimator: boostedTrees({ gradients: 'packed', maxTrees: 50, webAssembly: false }), rows: 1000 },
  ],
  ['random-forest', { estimator: randomForest({ trees: 30 }), rows: 1000 }],
  [
    'ml-random-forest',
    {
      estimator: mlRandomForest(mlRandomForestModule, { trees: 12, maxDepth: 6, minNodeRows: 20 }),
      isPlain: true,
      rows: 250,
    },
  ],
];
