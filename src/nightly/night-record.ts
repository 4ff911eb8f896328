import { formatDay } from '../calendar/index.ts';
import type { RunDocument } from '../io/night-target/night-target.ts';
import { queueTotals } from '../io/rank-output.ts';
import { type CallQueue, effectsRecord, legalRulesRecord } from '../prioritise/index.ts';
import type { Freshness } from './check-freshness.ts';
import type { ChosenModel } from './choose-model.ts';
import type { Champion } from './load-champion.ts';
import type { LoadedNight } from './night-engine.ts';
import type { NightHealth } from './night-health.ts';
import type { NightRequest } from './night-request.ts';

/** All that is told about a night. */
export interface NightFactsToRecord {
  readonly request: NightRequest;
  readonly runId: string;
  readonly fingerprint: string;
  readonly loaded: LoadedNight;
  readonly chosen: ChosenModel;
  readonly queue: CallQueue;
  readonly freshness: Freshness;
  readonly health: NightHealth;
  readonly previous: RunDocument | undefined;
  readonly champion: Champion;
  readonly startedAt: string;
  /** Seconds of each stage up to the publishing. */
  readonly seconds: Readonly<Record<string, number>>;
}

/** The record of a night, as `run.json` holds it: what `rank` records, and what is the batch's own. No secret is in it. */
export function nightDocument(facts: NightFactsToRecord): RunDocument {
  const { request, loaded, chosen, queue, freshness, health, previous } = facts;
  const { model, decision } = chosen;
  const { report, source } = loaded;
  return {
    tool: 'payrhythm',
    version: request.version,
    command: 'nightly',
    runId: facts.runId,
    asOf: formatDay(request.asOf),
    startedAt: facts.startedAt,
    status: freshness.state === 'stale' ? 'stale_cash' : 'ok',
    fingerprint: facts.fingerprint,
    source: request.sourceLabel,
    target: request.target.label,
    currency: loaded.currency,
    totals: queueTotals(queue),
    partitions: loaded.partitions,
    tables: report.tables,
    rejectedRows: report.rejects.length,
    inputs: source.inputs,
    ignoredFiles: source.ignoredFiles,
    mapping: source.mapping,
    model: {
      id: model.id,
      origin: chosen.isNew ? 'trained' : 'loaded',
      trainedAt: formatDay(model.trainedAt),
      estimator: model.estimator,
      requested: model.requested,
      lateAfterDays: model.lateAfterDays,
      roll: model.roll,
      training: model.training,
      timeSplit: model.timeSplit ?? null,
      decision,
    },
    freshness,
    health,
    policy: request.policy,
    assumptions: effectsRecord(request.policy),
    legalRules: legalRulesRecord(),
    config: {
      model: request.config.model,
      freshness: request.config.freshness,
      retention: request.config.retention,
      read: request.config.read,
    },
    previousRun: previous ? { runId: previous.runId, asOf: previous.asOf } : null,
    warnings: [
      ...report.warnings.map((warning) => warning.message),
      ...model.warnings,
      ...queue.warnings,
      ...(facts.champion.problem === undefined ? [] : [`the kept model is not used: ${facts.champion.problem}`]),
      ...(freshness.state === 'fresh' ? [] : [`cash data are ${freshness.state}`]),
    ],
    seconds: facts.seconds,
  };
}
