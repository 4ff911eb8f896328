import { type EpochDay, formatDay, parseDay } from '../calendar/index.ts';
import { PayrhythmError } from '../errors.ts';
import type { HeldTarget, RunDocument } from '../io/night-target/night-target.ts';
import { checkFreshness } from './check-freshness.ts';
import { type ChosenModel, chooseModel } from './choose-model.ts';
import { type Champion, loadChampion, type ModelSettings } from './load-champion.ts';
import type { NightEngine, RankedNight } from './night-engine.ts';
import type { NightLog, NightStage } from './night-events.ts';
import { checkCalibration, checkDrift } from './night-health.ts';
import { nightDocument } from './night-record.ts';
import type { NightRequest } from './night-request.ts';
import { profilePopulation } from './population-profile.ts';
import { identifyRun } from './run-identity.ts';
import { createStageClock, type StageClock } from './stage-clock.ts';
import { tellFreshness, tellHealth, tellLoaded } from './tell-night.ts';
import { trainingReasons } from './training-reasons.ts';

/** What became of a night. */
export interface NightResult {
  /** `published`: a new run is current. `already_published`: the same inputs had been; `restored`: and are current again. */
  readonly outcome: 'published' | 'already_published' | 'restored';
  readonly document: RunDocument;
}

/**
 * One night: hold the target, load, train when due, rank, publish in one step, record. Whatever goes wrong before the
 * publishing step, the run that was current stays so.
 *
 * @throws {PayrhythmError} what the source, the target and the ledger have to say; `USAGE` for a day before the current
 * run's while the ledger knows later ones.
 */
export async function runNight(request: NightRequest): Promise<NightResult> {
  const { target, log, waitSeconds } = request;
  log.info('run_started', `as of ${formatDay(request.asOf)}: ${request.sourceLabel} to ${target.label}`, {
    asOf: formatDay(request.asOf),
    source: request.sourceLabel,
    target: target.label,
    version: request.version,
  });
  log.stage('hold');
  const held = await target.hold({
    waitSeconds,
    onWait: (reason) => log.info('target_waiting', `waiting up to ${waitSeconds} s: ${reason}`, { waitSeconds }),
  });
  try {
    for (const leftover of held.leftovers)
      log.warn('leftovers_removed', `an earlier run did not come to its end: ${leftover}`);
    return await runHeld(request, held);
  } finally {
    await held.release();
  }
}

async function runHeld(request: NightRequest, held: HeldTarget): Promise<NightResult> {
  const { engine, log, config, policy, asOf } = request;
  const startedAt = new Date(request.now()).toISOString();
  const clock = createStageClock(log);
  const current = await readCurrent(held, log);
  log.expect(...lastStages(current));
  clock.begin('load');
  const loaded = await engine.load();
  tellLoaded(loaded, log);
  const { fingerprint, runId } = identifyRun({
    version: request.version,
    asOf: formatDay(asOf),
    inputs: loaded.source.inputs,
    settings: [
      ...[policy, config.model, config.freshness, request.sourceSettings],
      // A training that was asked for is a run of its own.
      ...(request.retrain ? [startedAt] : []),
    ],
  });
  const cash = await engine.cashFacts(asOf);
  checkOrder(request, current, cash.rowsKnownLater);
  const known = await published(held, request, current, runId);
  if (known) return known;

  clock.begin('health');
  const freshness = tellFreshness(checkFreshness(cash, config.freshness), log);
  const settings: ModelSettings = { ...config.model, currency: loaded.currency };
  const champion = await loadChampion(held, current, asOf, settings);
  if (champion.problem !== undefined)
    log.warn(champion.isDamaged ? 'model_damaged' : 'model_unfit', `the kept model is not used: ${champion.problem}`);
  const calibration = await checkCalibration(engine, champion, asOf, config.model.retrain);
  const staleCash = freshness.holdsDueCalls ? cash.newestBookedDay : undefined;
  const rank = async (model: ChosenModel['model']): Promise<RankedNight> => {
    clock.begin('rank');
    return engine.rank({ asOf, model, policy, staleCash });
  };

  // The drift of the inputs shows in the ranking itself; only where it asks for a new model is there a second one.
  let ranked = champion.model ? await rank(champion.model) : undefined;
  const drift = ranked ? checkDrift(champion, ranked.population, config.model.retrain) : null;
  tellHealth(calibration, drift, log);
  const reasons = trainingReasons({ champion, current, asOf, calibration, drift, config: config.model.retrain });
  if (request.retrain) reasons.push('a training was asked for');
  const chosen = await trainWhenDue(request, champion, current, reasons, clock);
  if (!ranked || chosen.isNew) ranked = await rank(chosen.model);
  for (const warning of chosen.model.warnings) log.warn('thin_history', warning);
  for (const warning of ranked.queue.warnings) log.warn('queue_warning', warning);

  const newlyKnown = current ? await newsSince(engine, current, asOf) : null;
  clock.begin('publish');
  const document = nightDocument({
    request,
    runId,
    fingerprint,
    loaded,
    chosen,
    queue: ranked.queue,
    freshness,
    health: { newlyKnown, calibration, drift },
    previous: current,
    champion,
    startedAt,
    seconds: clock.seconds(),
  });
  log.info('queue_ranked', `${ranked.queue.calls.length} calls, ${ranked.queue.suppressed.length} debtors left alone`, {
    calls: ranked.queue.calls.length,
    suppressed: ranked.queue.suppressed.length,
    actions: ranked.queue.actions.length,
  });
  const profile = chosen.isNew ? JSON.stringify(profilePopulation(ranked.population)) : '';
  await held.publish(
    { document, queue: ranked.queue, rejects: loaded.report.rejects },
    chosen.isNew ? { id: chosen.model.id, document: JSON.stringify(chosen.model.toJSON()), profile } : undefined,
  );
  log.info('run_published', `run ${runId} of ${formatDay(asOf)} is current`, { runId, asOf: formatDay(asOf) });
  await removeOld(held, request);
  return { outcome: 'published', document };
}

async function readCurrent(held: HeldTarget, log: NightLog): Promise<RunDocument | undefined> {
  try {
    return await held.currentRun();
  } catch (error) {
    if (!(error instanceof PayrhythmError) || error.code !== 'BAD_DATA') throw error;
    log.warn('current_damaged', `${error.message}; this night goes on without it, and trains anew`);
    return undefined;
  }
}

/**
 * A day before the current one is published only where the ledger knows nothing later: then the current run was made
 * ahead of its time. Where it does, the clock is behind, or somebody replays the past.
 */
function checkOrder(request: NightRequest, current: RunDocument | undefined, rowsKnownLater: number): void {
  const asOf = formatDay(request.asOf);
  if (rowsKnownLater > 0)
    request.log.warn(
      'rows_known_later',
      `${rowsKnownLater} payments and contacts are known on or after ${asOf} and are not looked at: is the clock of this machine behind?`,
      { rows: rowsKnownLater },
    );
  if (!current || current.asOf <= asOf) return;
  if (rowsKnownLater > 0 && !request.allowEarlier)
    throw new PayrhythmError(
      'USAGE',
      `the current run is as of ${current.asOf}, and the ledger knows ${rowsKnownLater} payments and contacts on or after ${asOf}: set this machine's clock, ` +
        'give --as-of, or give --allow-earlier where a past day is to be the current one',
      { current: current.asOf, asOf },
    );
  request.log.warn('as_of_went_back', `the current run is as of ${current.asOf}, later than ${asOf}; it is replaced`, {
    current: current.asOf,
  });
}

async function published(
  held: HeldTarget,
  request: NightRequest,
  current: RunDocument | undefined,
  runId: string,
): Promise<NightResult | undefined> {
  const asOf = formatDay(request.asOf);
  const document = await held.findRun(asOf, runId);
  if (!document) return undefined;
  const isCurrent = current?.runId === runId;
  if (!isCurrent) await held.makeCurrent(asOf, runId);
  request.log.info(
    'run_already_published',
    `the same inputs were published for ${asOf} as run ${runId}: nothing new is written${isCurrent ? '' : ', and that run is current again'}`,
    { runId, asOf, isRestored: !isCurrent },
  );
  return { outcome: isCurrent ? 'already_published' : 'restored', document };
}

async function trainWhenDue(
  { engine, log, asOf, config }: NightRequest,
  champion: Champion,
  current: RunDocument | undefined,
  reasons: readonly string[],
  clock: StageClock,
): Promise<ChosenModel> {
  if (champion.model && reasons.length === 0) {
    log.info('model_loaded', `model ${champion.model.id} of ${formatDay(champion.model.trainedAt)} is used`, {
      model: champion.model.id,
    });
    const before = (current?.model as { decision?: { trainedOn?: unknown; trainedShare?: unknown } } | undefined)
      ?.decision;
    return {
      model: champion.model,
      isNew: false,
      decision: {
        outcome: 'kept',
        reasons,
        explanation: 'no training was due',
        championId: champion.model.id,
        challengerId: null,
        trial: null,
        trainedOn: typeof before?.trainedOn === 'string' ? before.trainedOn : formatDay(champion.model.trainedAt),
        trainedShare: typeof before?.trainedShare === 'number' ? before.trainedShare : null,
      },
    };
  }
  clock.begin('train');
  const share = engine.trainedShare(asOf);
  const drawn = share < 1 ? `, on ${(100 * share).toFixed(1)} % of the debtors, drawn from all partitions` : '';
  log.info('model_due', `a model is trained${drawn}: ${reasons.join('; ')}`, { reasons, trainedShare: share });
  const chosen = await chooseModel(engine, champion, asOf, reasons, config.model.retrain);
  log.info(
    chosen.isNew ? 'model_replaced' : 'model_kept',
    chosen.isNew
      ? `model ${chosen.model.id} is used from now on: ${chosen.decision.explanation}`
      : `the old model ${chosen.model.id} stays: the new one is ${chosen.decision.explanation}`,
    { model: chosen.model.id, outcome: chosen.decision.outcome },
  );
  return chosen;
}

async function newsSince(engine: NightEngine, current: RunDocument, asOf: EpochDay) {
  return { since: current.asOf, ...(await engine.newlyKnown(parseDay(current.asOf), asOf)) };
}

async function removeOld(held: HeldTarget, { config, asOf, log }: NightRequest): Promise<void> {
  const { days } = config.retention;
  if (days === null) return;
  const before = formatDay(asOf - days);
  const removed = await held.removeBefore(before);
  if (removed > 0)
    log.info('runs_removed', `${removed} runs of days before ${before} were removed`, { removed, before });
}

/** Seconds of the stages of the last run, and the rows it read: what to expect of this one. */
function lastStages(current: RunDocument | undefined): [Partial<Record<NightStage, number>>, number] {
  const { seconds, tables } = (current ?? {}) as {
    seconds?: Partial<Record<NightStage, number>>;
    tables?: Record<string, { read?: number }>;
  };
  const rows = Object.values(tables ?? {}).reduce((sum, table) => sum + (table.read ?? 0), 0);
  return [seconds ?? {}, rows];
}
