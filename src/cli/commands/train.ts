import { formatDay } from '../../calendar/index.ts';
import { writeFileAtomically } from '../../io/index.ts';
import {
  type EstimatorName,
  type HyperParameters,
  type LatenessSearch,
  searchLatenessModel,
  trainLatenessModel,
} from '../../models/index.ts';
import { loadForRun, secondsSince, startRun, withThreads } from '../command-run.ts';
import { asOfDay, type CommonOptions, type PrintedOptions } from '../common-options.ts';
import type { Streams } from '../console-log.ts';
import { loadEstimatorPackage } from '../load-estimator-package.ts';
import { scoreTable } from '../score-table.ts';
import { percent } from '../text-table.ts';
import { wrapText } from '../wrap-text.ts';

/** Options that say what is learnt. */
export interface LearnOptions<Name extends EstimatorName = EstimatorName> {
  readonly estimator?: Name;
  readonly lateAfter?: number;
  readonly roll?: 'following' | 'none';
}

/** Options of `train`. */
export interface TrainCommandOptions extends CommonOptions, LearnOptions, PrintedOptions {
  readonly model: string;
  readonly search?: number;
}

/**
 * `train LEDGER --model FILE`: learns from what was known at as-of, and writes the model; with `--search N` after trying N
 * settings on time folds of what was known.
 */
export async function trainCommand(path: string, options: TrainCommandOptions, streams: Streams): Promise<void> {
  const run = startRun(streams, options, options.out);
  const asOf = asOfDay(options);
  const { ledger } = await loadForRun(run, path, options);
  const packages = await loadEstimatorPackage(options.estimator);
  const started = performance.now();
  const model = await withThreads(options, ledger, (crew) => {
    const learning = { asOf, seed: options.seed, ...learnOptions(options), ...packages, ...(crew ? { crew } : {}) };
    if (options.search === undefined) run.log.stage('training', 1, 2);
    else run.log.stage('searching', 1, 3);
    const search =
      options.search === undefined
        ? {}
        : { search: searchLatenessModel(ledger, { ...learning, trials: options.search }) };
    if (options.search !== undefined) run.log.stage('training', 2, 3);
    return trainLatenessModel(ledger, { ...learning, ...search });
  });
  for (const warning of model.warnings) run.log.warn('thin_history', warning);
  await writeFileAtomically(options.model, `${JSON.stringify(model.toJSON())}\n`);
  const { training, timeSplit } = model;
  await run.print(
    {
      model: options.model,
      id: model.id,
      asOf: formatDay(asOf),
      estimator: model.estimator,
      choice: model.choice,
      search: model.search ?? null,
      lateAfterDays: model.lateAfterDays,
      roll: model.roll,
      training,
      timeSplit: timeSplit ?? null,
      warnings: model.warnings,
      seconds: secondsSince(started),
      trainingSpan: model.trainingSpan,
    },
    () => {
      const learnt = `${model.estimator} model ${model.id} learnt from ${training.rows} invoices known on ${formatDay(asOf)} (${percent(training.lateShare)} late)`;
      let text = `${[...wrapText(learnt), ...wrapText(`made of ${model.choice}`)].join('\n')}\n`;
      if (model.search) text += searchText(model.search);
      text += timeSplit
        ? `scores on ${timeSplit.rows} invoices issued from ${timeSplit.from}, which neither had seen:\n\n${scoreTable(timeSplit.model, timeSplit.baseline, timeSplit.intervals)}`
        : 'too little history to hold some back: no time-split scores\n';
      return `${text}\nwritten to ${options.model}\n`;
    },
  );
}

/** The settings that were tried, best first, with their scores by fold. */
function searchText({ folds, trials, chosen }: LatenessSearch): string {
  const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;
  const words = (parameters: HyperParameters): string =>
    Object.entries(parameters)
      .map(([name, value]) => `${name} ${value}`)
      .join(', ') || 'the defaults';
  const ranked = [...trials].sort(
    (a, b) => b.logLosses.length - a.logLosses.length || mean(a.logLosses) - mean(b.logLosses),
  );
  let text = `\nsearched ${trials.length} settings on ${folds.length} time folds;\nlog loss of the hazards on the invoices after each cut:\n\n`;
  text += `${folds.map(({ cut }) => cut.padStart(11)).join('')}       mean  setting\n`;
  for (const { parameters, logLosses } of ranked) {
    const cells = folds.map((_, at) => (logLosses[at] === undefined ? '–' : logLosses[at].toFixed(5)).padStart(11));
    text += `${cells.join('')}${mean(logLosses).toFixed(5).padStart(11)}  ${words(parameters)}\n`;
  }
  return `${text}\nchosen: ${words(chosen)} (– = given up after a fold)\n\n`;
}

/** The learning options that were given. */
export function learnOptions<Name extends EstimatorName>(
  options: LearnOptions<Name>,
): {
  estimator?: Name;
  lateAfterDays?: number;
  roll?: 'following' | 'none';
} {
  return {
    ...(options.estimator === undefined ? {} : { estimator: options.estimator }),
    ...(options.lateAfter === undefined ? {} : { lateAfterDays: options.lateAfter }),
    ...(options.roll === undefined ? {} : { roll: options.roll }),
  };
}
