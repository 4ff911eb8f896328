export type {
  BinaryEstimator,
  Contributions,
  FeatureMatrix,
  FitOptions,
  FittedBinaryEstimator,
  GroupedMatrix,
} from './binary-estimator.ts';
export { boostedTrees } from './boosted-trees.ts';
export type { FittedBoostedTrees } from './boosted-trees-model.ts';
export type { BoostedTreesOptions } from './boosted-trees-options.ts';
export { predictGroups, spellOut } from './grouped-matrix.ts';
export { loadBinaryEstimator } from './load-binary-estimator.ts';
export { clampProbability, logOddsOf, probabilitiesOf, probabilityOf } from './log-odds.ts';
export { type LogisticOptions, logistic } from './logistic.ts';
export type { FittedLogistic } from './logistic-model.ts';
export { type MlRandomForestModule, type MlRandomForestOptions, mlRandomForest } from './ml-random-forest.ts';
export { createRandom, hash32 } from './random.ts';
export { type RandomForestOptions, randomForest } from './random-forest.ts';
export type { FittedRandomForest } from './random-forest-model.ts';
export type { TreeEnsemble } from './tree-ensemble.ts';
