export type { Calibration } from './calibration.ts';
export { fitIsotonic, type IsotonicCalibration } from './isotonic.ts';
export { loadCalibration } from './load-calibration.ts';
export {
  fitLogitRecalibration,
  type LogitRecalibration,
  type LogitRecalibrationOptions,
} from './logit-recalibration.ts';
export { type PooledBlock, poolAdjacentViolators } from './pool-adjacent-violators.ts';
