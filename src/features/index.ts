export type { CashIndex } from './cash-index.ts';
export { indexCash } from './cash-index.ts';
export {
  computeDebtorFeatures,
  computeInvoiceFeatures,
  computeOneDebtor,
  fillDebtorFeatures,
  fillInvoiceFeatures,
} from './compute-features.ts';
export { countOutcomes } from './count-outcomes.ts';
export { DEBTOR_FEATURES, type DebtorFeatureName } from './debtor-feature-declarations.ts';
export type { FeatureDeclaration } from './feature-declaration.ts';
export { FEATURES, type FeatureName, featureDeclaration } from './feature-declarations.ts';
export { FEATURE_FAMILIES, type FeatureFamily } from './feature-families.ts';
export type { FeatureJob } from './feature-job.ts';
export {
  createFeatureTable,
  type FeatureTable,
  featureColumn,
  type InvoiceMoments,
  type MomentKind,
  momentsOf,
} from './feature-table.ts';
export { INVOICE_FEATURES, type InvoiceFeatureName } from './invoice-feature-declarations.ts';
export type { InvoiceOrder } from './invoice-order.ts';
export { openFeatureJob } from './open-feature-job.ts';
export {
  detectLedgerRuns,
  detectRunsOf,
  fitLedgerRunThresholds,
  openDueDays,
  paymentObservations,
  runCalendars,
} from './payment-history.ts';
export { type PreparedInvoices, prepareInvoices } from './prepared-invoices.ts';
export * from './rhythm/index.ts';
export { nextRunRefresh } from './run-refresh.ts';
export { runsOnDemand } from './runs-on-demand.ts';
export type { SegmentPrior } from './segment-priors.ts';
export { fitSmoothing, type OutcomeCounts, type Smoothing, UNINFORMED } from './smoothing.ts';
export type { FeatureOptions } from './sweep-source.ts';
