import { readFile } from 'node:fs/promises';
import { type EpochDay, formatDay } from '../calendar/index.ts';
import { PayrhythmError } from '../errors.ts';
import type { LoadedLedger } from '../io/index.ts';
import { type LatenessModel, loadLatenessModel, trainLatenessModel } from '../models/index.ts';
import {
  type CallQueue,
  decideQueue,
  type Policy,
  parseCallEffect,
  parsePolicy,
  policyWithEffect,
  prepareQueue,
  type QueueInputs,
} from '../prioritise/index.ts';
import { type CommandRun, loadForRun, secondsSince, withThreads } from './command-run.ts';
import { type LearnOptions, learnOptions } from './commands/train.ts';
import type { CommonOptions } from './common-options.ts';

/** Options of the commands that rank a day. */
export interface RankDayOptions extends CommonOptions, LearnOptions {
  readonly model?: string;
  readonly policy?: string;
  readonly capacity?: number;
  readonly effects?: string;
}

/** A ranked day with everything that went into it. */
export interface RankedDay {
  readonly asOf: EpochDay;
  readonly loaded: LoadedLedger;
  readonly model: LatenessModel;
  readonly modelOrigin: 'trained' | 'loaded';
  readonly policy: Policy;
  readonly inputs: QueueInputs;
  readonly queue: CallQueue;
  readonly seconds: Readonly<Record<string, number>>;
}

/** Loads, trains (or reads the model), forecasts and decides: the way a day runs. */
export async function rankDay(
  run: CommandRun,
  path: string,
  asOf: EpochDay,
  options: RankDayOptions,
): Promise<RankedDay> {
  const policy = await withEffects(await readPolicy(options.policy, options.capacity), options.effects);
  const loadedModel = options.model === undefined ? undefined : await readModel(options.model);
  const seconds: Record<string, number> = {};
  const timed = <T>(name: string, done: number, work: () => T): T => {
    run.log.stage(name, done, 4);
    const started = performance.now();
    const result = work();
    seconds[name] = secondsSince(started);
    return result;
  };
  run.log.stage('load', 0, 4);
  const started = performance.now();
  const loaded = await loadForRun(run, path, options);
  seconds['load'] = secondsSince(started);
  const { ledger } = loaded;
  const { model, inputs } = await withThreads(options, ledger, (crew) => {
    const shared = crew ? { crew } : {};
    const learning = { asOf, seed: options.seed, ...learnOptions(options), ...shared };
    const trained = loadedModel ?? timed('train', 1, () => trainLatenessModel(ledger, learning));
    for (const warning of trained.warnings) run.log.warn('thin_history', warning);
    return {
      model: trained,
      inputs: timed('features', 2, () => prepareQueue({ ledger, model: trained, asOf, policy, ...shared })),
    };
  });
  const queue = timed('rank', 3, () => decideQueue(inputs));
  for (const warning of queue.warnings) run.log.warn('queue_warning', warning);
  return { asOf, loaded, model, modelOrigin: loadedModel ? 'loaded' : 'trained', policy, inputs, queue, seconds };
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
  return `${formatDay(day.asOf)}: ${day.queue.calls.length} calls, ${day.queue.suppressed.length} debtors left alone`;
}
