import { formatDay } from '../../calendar/index.ts';
import { PayrhythmError } from '../../errors.ts';
import { hidePasswords } from '../../io/hide-passwords.ts';
import { checkOutputDirectory, writeOutputDirectory } from '../../io/index.ts';
import { rankFiles } from '../../io/rank-output.ts';
import { startRun } from '../command-run.ts';
import { asOfDay } from '../common-options.ts';
import type { Streams } from '../console-log.ts';
import { packageVersion } from '../package-version.ts';
import { queueText } from '../queue-text.ts';
import { dayLine, type RankDayOptions, type RankedDay, rankDay } from '../rank-day.ts';

/** Options of `rank`. */
export interface RankOptions extends RankDayOptions {
  readonly out?: string;
}

const SHOWN = { calls: 15, suppressed: 10 };

/** `rank LEDGER --out DIR`: today's queue, written as a whole. */
export async function rankCommand(path: string, options: RankOptions, streams: Streams): Promise<void> {
  const run = startRun(streams, options);
  if (options.out === undefined)
    throw new PayrhythmError('USAGE', 'rank needs --out DIR, the directory that queue.csv and the other files go to');
  await checkOutputDirectory(options.out);
  const startedAt = new Date().toISOString();
  const day = await rankDay(run, path, asOfDay(options), options);
  await publishDay(day, options.out, { ...options, ledger: hidePasswords(path) }, startedAt);
  await run.print(
    queueDocument(day),
    () =>
      `${queueText(day.queue, streams, SHOWN)}\n${dayLine(day)}\nwritten to ${options.out}:\nqueue.csv, suppressed.csv, actions.csv, rejects.csv, run.json\n`,
  );
}

/** Writes a ranked day to a directory, all files or none. */
export async function publishDay(
  day: RankedDay,
  out: string,
  options: Readonly<Record<string, unknown>>,
  startedAt: string,
): Promise<void> {
  const { loaded, model, modelOrigin, policy, seconds, queue } = day;
  const files = rankFiles(queue, {
    version: packageVersion(),
    asOf: formatDay(day.asOf),
    options,
    policy,
    model,
    modelOrigin,
    report: loaded.report,
    source: loaded.source,
    currency: loaded.reporting.code,
    seconds,
    startedAt,
  });
  await writeOutputDirectory(out, files);
}

/** A ranked day as one JSON document; rows have the CSV column names. */
export function queueDocument(day: RankedDay): Record<string, unknown> {
  const { calls, suppressed, actions, warnings } = day.queue;
  return {
    asOf: formatDay(day.asOf),
    model: { id: day.model.id, estimator: day.model.estimator },
    calls,
    suppressed,
    actions,
    warnings: [...day.loaded.report.warnings.map((warning) => warning.message), ...day.model.warnings, ...warnings],
  };
}
