export { auc, weightedAucInOrder } from './auc.ts';
export { averagePrecision } from './average-precision.ts';
export { brier } from './brier.ts';
export { expectedCalibrationError, type ReliabilityBin, reliability } from './expected-calibration-error.ts';
export { logLoss } from './log-loss.ts';
export {
  type BootstrapInterval,
  bootstrapPairedAuc,
  type PairedAucBootstrap,
  type PairedAucBootstrapOptions,
} from './paired-auc-bootstrap.ts';
export { precisionAtTop } from './precision-at-top.ts';
export { orderByScore } from './score-order.ts';
