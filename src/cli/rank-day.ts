import { readFile } from 'node:fs/promises';
import { type EpochDay, formatDay } from '../calendar/index.ts';
import { PayrhythmError } from '../errors.ts';
import type { LoadedParts } from '../io/index.ts';
import { type LatenessModel, loadLatenessModel, type OwnEstimatorName } from '../models/index.ts';
import { rankLedgerParts, trainLedgerParts } from '../parallel/index.ts';
import { type CallQueue, type Policy, parseCallEffect, parsePolicy, policyWithEffect } from '../prioritise/index.ts';
import { type CommandRun, openForRun, secondsSince } from './command-run.ts';
import { type LearnOptions, learnOptions } from './commands/train.ts';
import type { CommonOptions } from './common-options.ts';
import { countOf } from './text-table.ts';

/** Options of the commands that rank a day. */
export interface RankDayOptions extends CommonOptions, LearnOptions<OwnEstimatorName> {
  readonly model?: string;
  readonly policy?: string;
  readonly capacity?: number;
  readonly effects?: string;
}

/** A day that can be ranked. */
export interface OpenedDay {
  readonly asOf: EpochDay;
  readonly loaded: LoadedParts;
  readonly model: LatenessModel;
  readonly modelOrigin: 'trained' | 'loaded';
  readonly policy: Policy;
  /** Seconds of each stage so far. */
  readonly seconds: Readonly<Record<string, number>>;
}

/** A ranked day with everything that went into it. */
export interface RankedDay extends OpenedDay {
  readonly queue: CallQueue;
}

/** Loads, trains (or reads the model), forecasts and decides: the way a day runs. */
export async function rankDay(
  run: CommandRun,
  path: string,
  asOf: EpochDay,
  options: RankDayOptions,
): Promise<RankedDay> {
  const day = await openDay(run, path, asOf, options);
  const { loaded, model, policy } = day;
  run.log.stage('rank', 2, 3);
  const started = performance.now();
  const { queue } = await rankLedgerParts(loaded, { model, asOf, policy }, options).finally(loaded.close);
  for (const warning of queue.warnings) run.log.warn('queue_warning', warning);
  return { ...day, queue, seconds: { ...day.seconds, rank: secondsSince(started) } };
}

/** Loads the ledger and trains, or reads, the model. */
export async function openDay(
  run: CommandRun,
  path: string,
  asOf: EpochDay,
  options: RankDayOptions,
): Promise<OpenedDay> {
  if (options.model !== undefined && options.estimator !== undefined)
    throw new PayrhythmError(
      'USAGE',
      '--estimator is for training; the model of --model has its own: leave one of them out',
    );
  const policy = await withEffects(await readPolicy(options.policy, options.capacity), options.effects);
  const loadedModel = options.model === undefined ? undefined : await readModel(options.model);
  const seconds: Record<string, number> = {};
  run.log.stage('load', 0, 3);
  const started = performance.now();
  const loaded = await openForRun(run, path, options);
  seconds['load'] = secondsSince(started);
  const model =
    loadedModel ??
    (await train().catch(async (error) => {
      await loaded.close();
      throw error;
    }));
  for (const warning of model.warnings) run.log.warn('thin_history', warning);
  return { asOf, loaded, model, modelOrigin: loadedModel ? 'loaded' : 'trained', policy, seconds };

  async function train(): Promise<LatenessModel> {
    run.log.stage('train', 1, 3);
    const from = performance.now();
    const learning = { asOf, seed: options.seed, ...learnOptions(options) };
    const trained = await trainLedgerParts(loaded, learning, options);
    seconds['train'] = secondsSince(from);
    return trained;
  }
}

/** A model file. @throws {PayrhythmError} `BAD_MODEL` where it is none. */
export async function readModel(path: string): Promise<LatenessModel> {
  const text = await readOrExplain(path, '--model');
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    throw new PayrhythmError(
      'BAD_MODEL',
      `${path} is no JSON document, or only part of one: train a model with payrhythm train LEDGER --model FILE`,
    );
  }
  return naming(path, () => loadLatenessModel(json));
}

/**
 * The policy of a run: a policy file over `base`, and the capacity over both.
 *
 * @throws {PayrhythmError} `NOT_REACHABLE` or `USAGE` where the file cannot be used.
 */
export async function readPolicy(
  path: string | undefined,
  capacity: number | undefined,
  base: Readonly<Record<string, unknown>> = {},
): Promise<Policy> {
  let document = base;
  if (path !== undefined) {
    const text = await readOrExplain(path, '--policy');
    try {
      document = JSON.parse(text) as Record<string, unknown>;
    } catch (error) {
      throw new PayrhythmError('USAGE', `--policy ${path} is no JSON document: ${(error as Error).message}`);
    }
    if (typeof document !== 'object' || document === null || Array.isArray(document))
      throw new PayrhythmError('USAGE', `--policy ${path}: a policy is a JSON object, e.g. {"callsPerDay": 40}`);
  }
  const complete = capacity === undefined ? document : { ...document, callsPerDay: capacity };
  return path === undefined ? parsePolicy(complete) : naming(`--policy ${path}`, () => parsePolicy(complete));
}

/** The policy with the effects of a file, if one is given. @throws {PayrhythmError} as {@link readPolicy}. */
async function withEffects(policy: Policy, path: string | undefined): Promise<Policy> {
  if (path === undefined) return policy;
  const text = await readOrExplain(path, '--effects');
  return naming(`--effects ${path}`, () => policyWithEffect(policy, parseCallEffect(parseJson(text))));
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new PayrhythmError('USAGE', `it is no JSON document: ${(error as Error).message}`);
  }
}

/** Puts the name of a file before the message of what is wrong with its content. */
function naming<T>(file: string, read: () => T): T {
  try {
    return read();
  } catch (error) {
    if (!(error instanceof PayrhythmError)) throw error;
    throw new PayrhythmError(error.code, `${file}: ${error.message}`, error.details, { cause: error });
  }
}

async function readOrExplain(path: string, option: string): Promise<string> {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    throw new PayrhythmError(
      'NOT_REACHABLE',
      `${option} ${path} cannot be read (${(error as NodeJS.ErrnoException).code}): check the path`,
    );
  }
}

/** How the as-of date and a queue's size are told on one line. */
export function dayLine(day: RankedDay): string {
  const { calls, suppressed } = day.queue;
  return `${formatDay(day.asOf)}: ${countOf(calls.length, 'call')}, ${countOf(suppressed.length, 'debtor')} left alone`;
}
