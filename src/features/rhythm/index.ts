export { type DetectRunOptions, detectPaymentRun } from './detect-payment-run.ts';
export { expectedPaymentDay } from './expected-payment-day.ts';
export { type FitRunOptions, fitRunThresholds, type RunPopulationMember } from './fit-run-thresholds.ts';
export { nextRunDay } from './next-run-day.ts';
export type { LagUnit, PaymentObservations, PaymentRun, RollDirection, RunFamily, RunRule } from './payment-run.ts';
export { type PossibleRun, possibleRuns, type SettledInvoice } from './possible-runs.ts';
export { prepareRunCalendar, type RunCalendar } from './run-calendar.ts';
export { phraseRun } from './run-label.ts';
export { DEFAULT_RUN_THRESHOLDS, qValueOf, type RunThresholds } from './run-thresholds.ts';
