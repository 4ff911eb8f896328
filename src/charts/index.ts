export { agingChart } from './aging-chart.ts';
export { type AgingBucket, agingTable } from './aging-table.ts';
export { backtestChart, type PolicyOutcome } from './backtest-chart.ts';
export { backtestTable, foresightTable } from './backtest-table.ts';
export { calibrationChart } from './calibration-chart.ts';
export {
  type CalibrationBin,
  type CalibrationTable,
  calibrationTable,
  type ForecastBand,
} from './calibration-table.ts';
export { callEffectChart } from './call-effect-chart.ts';
export { type CallEffectRow, callEffectTable } from './call-effect-table.ts';
export { type ChartSpec, type ChartTitle, VEGA_LITE_SCHEMA } from './chart-spec.ts';
export { CHART_COLOURS } from './compose-chart.ts';
export { contributionsChart } from './contributions-chart.ts';
export { type ContributionRow, contributionsTable } from './contributions-table.ts';
export { driftChart, type FeatureDrift, PSI_LIMITS } from './drift-chart.ts';
export { gainsChart } from './gains-chart.ts';
export { type GainsPoint, gainsTable } from './gains-table.ts';
export { type HtmlTableOptions, htmlTable } from './html-table.ts';
export { lateRateChart } from './late-rate-chart.ts';
export { type LateRateMonth, lateRateTable } from './late-rate-table.ts';
export { latenessChart } from './lateness-chart.ts';
export { type LatenessCount, latenessTable } from './lateness-table.ts';
export { paymentCalendarChart } from './payment-calendar-chart.ts';
export { type PaymentCalendarDay, type PaymentCalendarTable, paymentCalendarTable } from './payment-calendar-table.ts';
export { paymentDateChart } from './payment-date-chart.ts';
export { type PaidByDate, type PaymentDateTable, paymentDateTable } from './payment-date-table.ts';
export { type PaymentRunRow, paymentRunsTable } from './payment-runs-table.ts';
export { type PaymentSparkline, paymentSparkline } from './payment-sparkline.ts';
export { type QueueChartRow, queueChart } from './queue-chart.ts';
export { renderSvg } from './render-chart.ts';
export { type PngOptions, renderPng } from './render-png.ts';
export { type SuppressedChartRow, suppressedChart } from './suppressed-chart.ts';
