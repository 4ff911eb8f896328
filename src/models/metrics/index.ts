export { auc, weightedAucInOrder } from './auc.ts';
export { averagePrecision } from './average-precision.ts';
export type { BootstrapInterval, BootstrapOptions } from './bootstrap-interval.ts';
export { bootstrapMetric } from './bootstrap-metric.ts';
export { brier } from './brier.ts';
export { expectedCalibrationError, type ReliabilityBin, reliability } from './expected-calibration-error.ts';
export { logLoss } from './log-loss.ts';
export {
  bootstrapPairedAuc,
  type PairedAucBootstrap,
  type PairedAucBootstrapOptions,
} from './paired-auc-bootstrap.ts';
export { type PopulationStability, populationStability } from './population-stability.ts';
export { precisionAtTop } from './precision-at-top.ts';
export { orderByScore } from './score-order.ts';
export { type TimeFold, timeFolds } from './time-folds.ts';
