import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { formatDay, parseDay } from '../../calendar/index.ts';
import { PayrhythmError } from '../../errors.ts';
import { checkOutputDirectory } from '../../io/index.ts';
import { startRun } from '../command-run.ts';
import type { Streams } from '../console-log.ts';
import { queueText } from '../queue-text.ts';
import { dayLine, type RankDayOptions, rankDay } from '../rank-day.ts';
import { scoreTable } from '../score-table.ts';
import { publishDay, queueDocument } from './rank.ts';

/** Options of `demo`. */
export interface DemoOptions extends RankDayOptions {
  readonly out: string;
}

/** The morning of the bundled sample; its ledger ends the day before. */
export const SAMPLE_AS_OF = '2026-01-05';
const SHOWN = { calls: 15, suppressed: 12 };
const CAPACITY = 25;

/** `demo`: the main job on the bundled sample, in one go. */
export async function demoCommand(options: DemoOptions, streams: Streams): Promise<void> {
  const run = startRun(streams, options);
  const sample = fileURLToPath(new URL('../../../data/sample', import.meta.url));
  if (!existsSync(sample))
    throw new PayrhythmError('NOT_REACHABLE', `the bundled sample is missing at ${sample}: install the package again`);
  await checkOutputDirectory(options.out);
  const startedAt = new Date().toISOString();
  const day = await rankDay(run, sample, parseDay(options.asOf ?? SAMPLE_AS_OF, '--as-of'), {
    ...options,
    capacity: options.capacity ?? CAPACITY,
  });
  await publishDay(
    day,
    options.out,
    { command: 'demo', capacity: options.capacity ?? CAPACITY, seed: options.seed },
    startedAt,
  );
  await run.print(queueDocument(day), () => {
    const { model } = day;
    let text = `The bundled sample on the morning of ${formatDay(day.asOf)}: ${day.loaded.invoices} invoices of\n${day.loaded.read(0).debtors.count} invented debtors\n\n`;
    if (model.timeSplit)
      text += `Trained ${model.estimator}; on the ${model.timeSplit.rows} invoices issued from ${model.timeSplit.from}, held back:\n\n${scoreTable(model.timeSplit.model, model.timeSplit.baseline)}\n`;
    text += queueText(day.queue, streams, SHOWN);
    return `${text}\n${dayLine(day)}; all of it in ${options.out}:\nqueue.csv, suppressed.csv, actions.csv\n`;
  });
}
