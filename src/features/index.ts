export {
  computeDebtorFeatures,
  computeInvoiceFeatures,
  countOutcomes,
  type FeatureOptions,
} from './compute-features.ts';
export {
  DEBTOR_FEATURES,
  type DebtorFeatureName,
  FEATURES,
  type FeatureDeclaration,
  type FeatureName,
  featureDeclaration,
  INVOICE_FEATURES,
  type InvoiceFeatureName,
} from './feature-declarations.ts';
export { type FeatureTable, featureColumn, type InvoiceMoments, type MomentKind, momentsOf } from './feature-table.ts';
export {
  detectLedgerRuns,
  fitLedgerRunThresholds,
  openDueDays,
  paymentObservations,
  runCalendars,
} from './payment-history.ts';
export * from './rhythm/index.ts';
export { fitSmoothing, type OutcomeCounts, type Smoothing, UNINFORMED } from './smoothing.ts';
