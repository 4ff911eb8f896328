export { ARCHETYPES, type Archetype, type IssuePattern } from './archetypes.ts';
export type { ArchetypeResponses, CallResponses } from './debtor-profile.ts';
export {
  createDebtorGenerator,
  type DebtorGenerator,
  type GeneratedChunk,
  generateDebtor,
  generateDebtors,
  generateLedger,
} from './generate-ledger.ts';
export { type GeneratedRows, rowsFromTables, type TruthInvoiceRow, type TruthRow } from './generated-rows.ts';
export {
  GENERATED_TABLES,
  type GeneratedColumn,
  type GeneratedColumnType,
  type GeneratedTableName,
} from './generated-tables.ts';
export { type GenerateOptions, type GenerationPlan, planGeneration } from './generation-plan.ts';
export { ledgerFromTables } from './ledger-from-tables.ts';
export {
  type CompareOptions,
  comparePolicies,
  type MeanWithError,
  type PolicyScore,
} from './replay/compare-policies.ts';
export {
  type CallChooser,
  type PlayedPolicy,
  type PlayOptions,
  playPolicy,
  trainReplayModel,
} from './replay/play-policy.ts';
export { type LedgerReplayScore, type ReplayLedgerOptions, replayLedger } from './replay/replay-ledger.ts';
export { REPLAY_POLICIES, type ReplayCall, type ReplayMorning, type ReplayPolicy } from './replay/replay-policy.ts';
export type { GeneratedTable, GeneratedTables } from './table-builder.ts';
export {
  createWorld,
  type World,
  type WorldAction,
  type WorldAnswer,
  type WorldOptions,
  type WorldSummary,
} from './world.ts';
