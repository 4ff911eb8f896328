export type { Crew } from '../crew/index.ts';
export { startCrew } from './crew/start-crew.ts';
export type { WorkerCrew } from './crew/worker-crew.ts';
export {
  computeDebtorFeatures,
  computeInvoiceFeatures,
  detectLedgerRuns,
  type ParallelFeatureOptions,
} from './features-in-parallel.ts';
export {
  evaluateLateness,
  expectedCash,
  forecastInvoices,
  searchLatenessModel,
} from './forecast-in-parallel.ts';
export { rankCallQueue } from './rank-in-parallel.ts';
export { rankLedgerParts } from './rank-ledger-parts.ts';
export { fitEstimator, predictEstimator, trainLatenessModel } from './train-in-parallel.ts';
export { trainedShare, trainLedgerParts } from './train-ledger-parts.ts';
export { sharedMemory, type ThreadOptions, withCrew, withCrewWhereWorth } from './with-crew.ts';
