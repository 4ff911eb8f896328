// The ledger: rows in, columns out.
export { PayrhythmError, type PayrhythmErrorCode } from './errors.ts';
// Behaviour.
export { detectPaymentRun, FEATURES, nextRunDay, type PaymentRun } from './features/index.ts';
export {
  type ImportReport,
  type ImportWarning,
  type Ledger,
  type LedgerFromRowsOptions,
  type LedgerRows,
  ledgerFromRows,
  type RejectedRow,
  TABLES,
  visibleAt,
} from './ledger/index.ts';

// The lateness model.
export {
  type EvaluateOptions,
  type Evaluation,
  evaluateLateness,
  expectedCash,
  forecastCurves,
  type LatenessModel,
  loadLatenessModel,
  type TrainOptions,
  trainLatenessModel,
} from './models/index.ts';

// The queue.
export {
  type CallQueue,
  DEFAULT_POLICY,
  type Policy,
  type PolicyOverrides,
  type ProposedAction,
  parsePolicy,
  type QueuedCall,
  type RankRequest,
  rankCallQueue,
  type SuppressedDebtor,
} from './prioritise/index.ts';
