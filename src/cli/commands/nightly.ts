import { PayrhythmError } from '../../errors.ts';
import { type LoadOptions, openLedger, writeFileAtomically } from '../../io/index.ts';
import { isPostgresUrl, parsePostgresUrl } from '../../io/postgres/postgres-address.ts';
import type { OwnEstimatorName, TrainOptions } from '../../models/index.ts';
import { ledgerEngine } from '../../nightly/ledger-engine.ts';
import { nightMetrics } from '../../nightly/night-metrics.ts';
import type { NightlyConfig } from '../../nightly/nightly-config.ts';
import { openMetricsText } from '../../nightly/open-metrics.ts';
import { openTarget } from '../../nightly/open-target.ts';
import { readNightlyConfig } from '../../nightly/read-nightly-config.ts';
import { type NightResult, runNight } from '../../nightly/run-night.ts';
import { sharedMemory } from '../../parallel/index.ts';
import { startRun } from '../command-run.ts';
import { asOfDay, type CommonOptions, loadOptions } from '../common-options.ts';
import type { Streams } from '../console-log.ts';
import { exitCodeOf } from '../exit-codes.ts';
import { packageVersion } from '../package-version.ts';
import { readPolicy } from '../rank-day.ts';
import { money } from '../text-table.ts';
import { createNightProgress } from './nightly-progress.ts';
import { type LearnOptions, learnOptions } from './train.ts';

/** Options of `nightly`. */
export interface NightlyOptions extends CommonOptions, LearnOptions<OwnEstimatorName> {
  readonly source?: string;
  readonly target?: string;
  readonly config?: string;
  readonly policy?: string;
  readonly capacity?: number;
  readonly wait: number;
  readonly metrics?: string;
  readonly allowEarlier?: boolean;
  readonly retrain?: boolean;
}

/** `nightly --source LEDGER --target PLACE`: load, train when due, rank, publish in one step, record. */
export async function nightlyCommand(
  options: NightlyOptions,
  isGiven: (option: string) => boolean,
  streams: Streams,
): Promise<void> {
  const started = performance.now();
  const end = async (exitCode: number, result?: NightResult): Promise<void> => {
    if (options.metrics === undefined) return;
    const seconds = (performance.now() - started) / 1000;
    const endedAt = Math.round(Date.now() / 1000);
    const metrics = nightMetrics({ exitCode, endedAt, seconds, document: result?.document });
    await writeFileAtomically(options.metrics, openMetricsText(metrics));
  };
  let result: NightResult;
  try {
    result = await runConfigured(options, isGiven, streams);
  } catch (error) {
    // What went wrong with the night is worth more than what goes wrong with telling it.
    await end(exitCodeOf(error)).catch(() => {});
    throw error;
  }
  await end(0, result);
}

async function runConfigured(
  options: NightlyOptions,
  isGiven: (option: string) => boolean,
  streams: Streams,
): Promise<NightResult> {
  const run = startRun(streams, options);
  const config = withOptions(await readNightlyConfig(options.config), options, isGiven);
  const { source, target } = config;
  if (source === undefined || target === undefined)
    throw new PayrhythmError(
      'USAGE',
      `nightly needs a ${source === undefined ? 'source: give --source LEDGER' : 'target: give --target DIR, FILE.duckdb or postgres://…'}, or name it in the configuration`,
    );
  const policy = await readPolicy(options.policy, options.capacity, config.policy);
  const asOf = asOfDay(options);
  const sourceSettings = sourceOptions(config, options);
  const progress = createNightProgress(run.log, streams, options);
  const open = () =>
    openLedger(source, {
      ...sourceSettings,
      ...sharedMemory(options.threads),
      partitions: options.partitions ?? config.read.partitions ?? undefined,
      onWhole: (reason) => progress.warn('not_in_partitions', reason),
    });
  const engine = ledgerEngine(source, open, { train: trainOptions(config), threads: options.threads });
  try {
    const result = await runNight({
      asOf,
      engine,
      target: openTarget(target, source, config.targetSchema),
      config,
      policy,
      log: progress,
      version: packageVersion(),
      sourceLabel: isPostgresUrl(source) ? parsePostgresUrl(source).label : source,
      sourceSettings,
      waitSeconds: options.wait,
      allowEarlier: Boolean(options.allowEarlier),
      retrain: Boolean(options.retrain),
      now: Date.now,
    });
    progress.end();
    await run.print({ outcome: result.outcome, ...result.document }, () => resultText(result));
    return result;
  } finally {
    progress.end();
    await engine.close();
  }
}

/** The configuration with what the command line says put over it. */
function withOptions(
  config: NightlyConfig,
  options: NightlyOptions,
  isGiven: (option: string) => boolean,
): NightlyConfig {
  return {
    ...config,
    source: options.source ?? config.source,
    target: options.target ?? config.target,
    model: {
      ...config.model,
      ...learnOptions(options),
      ...(isGiven('seed') ? { seed: options.seed } : {}),
    },
  };
}

/** How the source is read: the configuration, and the command line over it. */
function sourceOptions({ read, tables }: NightlyConfig, options: NightlyOptions): LoadOptions {
  const given = loadOptions(options);
  return {
    columns: given.columns,
    preset: given.preset ?? read.preset,
    dateOrder: given.dateOrder ?? read.dateOrder,
    decimal: given.decimal ?? read.decimal,
    rates: given.rates ?? read.rates,
    maxRejects: given.maxRejects ?? read.maximumRejects,
    limits: { unpackedBytes: read.unpackedMegabytes * 2 ** 20, unpackedRatio: read.unpackedRatio },
    tables,
  };
}

function trainOptions({ model }: NightlyConfig): Omit<TrainOptions, 'asOf'> {
  const { seed, estimator, lateAfterDays, roll } = model;
  return { seed, estimator, lateAfterDays, roll };
}

// biome-ignore lint/suspicious/noExplicitAny: the record is a JSON document, written by this version
type Loose = any;

function resultText({ outcome, document }: NightResult): string {
  const { asOf, runId, totals, model, freshness, currency, warnings } = document as Loose;
  const done = {
    published: 'published',
    already_published: 'was published before from the same inputs; nothing new is written',
    restored: 'was published before from the same inputs, and is current again',
  }[outcome];
  let text = `${asOf}: run ${runId} ${done}\n`;
  text += `${totals.queue.debtors} calls about ${money(totals.queue.openAmount)} ${currency}, ${totals.suppressed.debtors} debtors left alone, ${totals.actions} actions\n`;
  // What was decided about the model was decided, and told, on the night that was published.
  const decided = outcome === 'published' ? `: ${model.decision.explanation}` : '';
  text += `model ${model.id} (${model.estimator}, trained ${model.trainedAt})${decided}\n`;
  if (freshness.state !== 'fresh')
    text += `cash data are ${freshness.state}, newest ${freshness.newestBooked ?? 'none'}\n`;
  if (warnings.length > 0) text += `${warnings.length} warnings, in the record of the run\n`;
  return `${text}target: ${document['target']}\n`;
}
