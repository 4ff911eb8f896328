export { type DebtorCase, readDebtorCase } from './case/debtor-case.ts';
export type { OpenInvoice } from './case/open-invoice.ts';
export { prepareQueueContext, type QueueContext } from './case/queue-context.ts';
export type { DebtorHistory, PageAgreement, PageContact, PageSaying } from './debtor-history.ts';
export * from './debtor-page.ts';
export { decideQueue, rankDecisions } from './decide-queue.ts';
export {
  type AssignedUnit,
  BEHAVIOURS,
  type Behaviour,
  EFFECT_STAGES,
  type EffectStage,
  type PropensityReading,
} from './effect/assigned-units.ts';
export { type EffectsRecord, effectsRecord } from './effect/effects-record.ts';
export {
  type CallEffect,
  type CallEffectOptions,
  estimateCallEffect,
  type GroupEffect,
} from './effect/estimate-call-effect.ts';
export { parseCallEffect } from './effect/parse-call-effect.ts';
export { type MeasuredEffect, policyWithEffect } from './effect/policy-with-effect.ts';
export type { Interval } from './effect/weighted-difference.ts';
export { askGates, type GateAnswer, type Hold } from './gates/ask-gates.ts';
export { type DebtorGate, type Gate, type InvoiceGate, OPEN_ENDED } from './gates/gate.ts';
export { GATE_ORDER } from './gates/gate-order.ts';
export { findLegalRules, LEGAL_RULES, legalRulesRecord, UNKNOWN_DEBTOR } from './legal/find-legal-rules.ts';
export type { FirstReminderRule, FrequencyCap, LegalRules } from './legal/legal-rules.ts';
export { createQueue, type LiveQueue } from './live/create-queue.ts';
export type {
  ContactLogged,
  CreditNoteIssued,
  DisputeOpened,
  InvoiceIssued,
  LiveEvent,
  PaymentBooked,
  PromiseMade,
} from './live/live-event.ts';
export { rankLive } from './live/rank-live.ts';
export { decidePart, type PartDecisions, type PopulationSample } from './parts/decide-part.ts';
export { mergeParts } from './parts/merge-parts.ts';
export { decideInParts, joinPopulations, type RankedParts, rankInParts } from './parts/rank-in-parts.ts';
export { openRankJob, type RankJob } from './parts/rank-job.ts';
export { DEFAULT_POLICY, parsePolicy } from './policy/parse-policy.ts';
export { type Policy, type PolicyOverrides, policySchema } from './policy/policy-schema.ts';
export {
  ACTION_CELL_TYPES,
  QUEUE_CELL_TYPES,
  type QueueCellType,
  SUPPRESSED_CELL_TYPES,
} from './queue-cell-types.ts';
export type { QueueInputs } from './queue-inputs.ts';
export * from './queue-rows.ts';
export { type CallCandidate, type DebtorDecision, decideDebtor } from './rank/decide-debtor.ts';
export { prepareQueue, type RankRequest, rankCallQueue } from './rank-call-queue.ts';
export { CIRCUMSTANCES, type Circumstance } from './reasons/call-reasons.ts';
export { sayFeature } from './speech/say-feature.ts';
export { sayOtherPart } from './speech/say-other-part.ts';
export { type CallValue, valueCall } from './value/value-call.ts';
