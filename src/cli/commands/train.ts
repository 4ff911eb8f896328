import { formatDay } from '../../calendar/index.ts';
import { writeFileAtomically } from '../../io/index.ts';
import { type EstimatorName, trainLatenessModel } from '../../models/index.ts';
import { loadForRun, secondsSince, startRun, withThreads } from '../command-run.ts';
import { asOfDay, type CommonOptions } from '../common-options.ts';
import type { Streams } from '../console-log.ts';
import { scoreTable } from '../score-table.ts';
import { percent } from '../text-table.ts';

/** Options that say what is learnt. */
export interface LearnOptions {
  readonly estimator?: EstimatorName;
  readonly lateAfter?: number;
  readonly roll?: 'following' | 'none';
}

/** Options of `train`. */
export interface TrainCommandOptions extends CommonOptions, LearnOptions {
  readonly model: string;
}

/** `train LEDGER --model FILE`: learns from what was known at as-of, and writes the model. */
export async function trainCommand(path: string, options: TrainCommandOptions, streams: Streams): Promise<void> {
  const run = startRun(streams, options);
  const asOf = asOfDay(options);
  const { ledger } = await loadForRun(run, path, options);
  const started = performance.now();
  run.log.stage('training', 1, 2);
  const model = await withThreads(options, ledger, (crew) =>
    trainLatenessModel(ledger, { asOf, seed: options.seed, ...learnOptions(options), ...(crew ? { crew } : {}) }),
  );
  for (const warning of model.warnings) run.log.warn('thin_history', warning);
  await writeFileAtomically(options.model, `${JSON.stringify(model.toJSON())}\n`);
  const { training, timeSplit } = model;
  run.print(
    {
      model: options.model,
      id: model.id,
      asOf: formatDay(asOf),
      estimator: model.estimator,
      lateAfterDays: model.lateAfterDays,
      roll: model.roll,
      training,
      timeSplit: timeSplit ?? null,
      warnings: model.warnings,
      seconds: secondsSince(started),
    },
    () => {
      let text = `${model.estimator} model ${model.id} learnt from ${training.rows} invoices known on ${formatDay(asOf)} (${percent(training.lateShare)} late)\n`;
      text += timeSplit
        ? `scores on ${timeSplit.rows} invoices issued from ${timeSplit.from}, which neither had seen:\n\n${scoreTable(timeSplit.model, timeSplit.baseline)}`
        : 'too little history to hold some back: no time-split scores\n';
      return `${text}\nwritten to ${options.model}\n`;
    },
  );
}

/** The learning options that were given. */
export function learnOptions(options: LearnOptions): {
  estimator?: EstimatorName;
  lateAfterDays?: number;
  roll?: 'following' | 'none';
} {
  return {
    ...(options.estimator === undefined ? {} : { estimator: options.estimator }),
    ...(options.lateAfter === undefined ? {} : { lateAfterDays: options.lateAfter }),
    ...(options.roll === undefined ? {} : { roll: options.roll }),
  };
}
