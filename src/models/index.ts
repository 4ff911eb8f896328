export * from './calibration/index.ts';
export * from './estimators/index.ts';
export { auditEvaluation, type Leak, type LeakAudit, requireNoLeak } from './lateness/audit-evaluation.ts';
export { type CalibrationSegment, calibrationSegments } from './lateness/calibration-segments.ts';
export { CASH_HORIZON_DAYS, type CashPeriodOptions } from './lateness/cash-periods.ts';
export {
  ESTIMATOR_NAMES,
  type EstimatorName,
  OWN_ESTIMATOR_NAMES,
  type OwnEstimatorName,
} from './lateness/estimator-names.ts';
export {
  type EvaluateOptions,
  type Evaluation,
  evaluateLateness,
  lastKnownDay,
  type PreparedEvaluation,
  prepareEvaluation,
  scoreEvaluation,
} from './lateness/evaluate-lateness.ts';
export { evaluationIntervals } from './lateness/evaluation-intervals.ts';
export {
  type CashForecast,
  type CashInterval,
  type ExpectedCashRequest,
  expectedCash,
} from './lateness/expected-cash.ts';
export {
  explainForecast,
  type FeatureEffect,
  type ForecastExplanation,
  type OtherEffect,
} from './lateness/explain-forecast.ts';
export { type ForecastCurves, forecastCurves, type InvoiceCurve } from './lateness/forecast-curves.ts';
export { type ForecastResult, forecastInvoices } from './lateness/forecast-invoices.ts';
export type { InvoiceForecasts } from './lateness/invoice-forecasts.ts';
export type { LatenessModel, TimeSplitScores } from './lateness/lateness-model.ts';
export { loadLatenessModel } from './lateness/lateness-model-document.ts';
export type { LatenessScores } from './lateness/lateness-scores.ts';
export { type LeakInflation, measureLeakInflation } from './lateness/leak-inflation.ts';
export { requireFittingModel } from './lateness/require-fitting-model.ts';
export {
  type JudgedForecast,
  SCORES_WITH_INTERVALS,
  type ScoreInterval,
  type ScoreIntervals,
  type ScoreWithInterval,
  scoreIntervals,
} from './lateness/score-intervals.ts';
export { type SearchOptions, searchLatenessModel } from './lateness/search-lateness-model.ts';
export type { HyperParameters, LatenessSearch, SearchTrial } from './lateness/search-space.ts';
export { type TrainOptions, trainLatenessModel } from './lateness/train-lateness-model.ts';
export * from './metrics/index.ts';
