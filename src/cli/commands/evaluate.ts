import { formatDay, parseDay } from '../../calendar/index.ts';
import { PayrhythmError } from '../../errors.ts';
import type { MomentKind } from '../../features/index.ts';
import { writeTable } from '../../io/index.ts';
import { predictionTable } from '../../io/prediction-output.ts';
import { visibleAt } from '../../ledger/index.ts';
import {
  auditEvaluation,
  calibrationSegments,
  evaluationIntervals,
  type LeakAudit,
  type LeakInflation,
  measureLeakInflation,
  prepareEvaluation,
  requireNoLeak,
  scoreEvaluation,
  trainLatenessModel,
} from '../../models/index.ts';
import { loadForRun, secondsSince, startRun, withThreads } from '../command-run.ts';
import type { CommonOptions, PrintedOptions } from '../common-options.ts';
import type { Streams } from '../console-log.ts';
import { loadEstimatorPackage } from '../load-estimator-package.ts';
import { scoreTable } from '../score-table.ts';
import { segmentTable } from '../segment-table.ts';
import { percent } from '../text-table.ts';
import { wrapText } from '../wrap-text.ts';
import { type LearnOptions, learnOptions } from './train.ts';

/** Options of `evaluate`. */
export interface EvaluateCommandOptions extends CommonOptions, LearnOptions, PrintedOptions {
  readonly cut: string;
  readonly at: MomentKind;
  readonly predictions?: string;
  readonly audit?: boolean;
}

/**
 * `evaluate LEDGER --cut D`: scores on a time split, beside the debtor's own record. Outcomes are those that the whole
 * ledger knows, or, with `--as-of`, those known that morning.
 */
export async function evaluateCommand(path: string, options: EvaluateCommandOptions, streams: Streams): Promise<void> {
  const run = startRun(streams, options, options.out);
  let started = performance.now();
  const seconds = { load: 0, features: 0, train: 0, score: 0 };
  const cut = parseDay(options.cut, '--cut');
  if (!/^(issue|due|due-\d{1,3})$/.test(options.at))
    throw new PayrhythmError('USAGE', `--at ${options.at}: choose issue, due or due-N (N days before the due date)`);
  const asOf = options.asOf === undefined ? undefined : parseDay(options.asOf, '--as-of');
  if (asOf !== undefined && asOf <= cut)
    throw new PayrhythmError(
      'USAGE',
      `--as-of ${options.asOf}: outcomes are looked at that morning, so it must lie after --cut ${options.cut}`,
    );
  const { ledger: whole, source } = await loadForRun(run, path, options);
  const ledger = asOf === undefined ? whole : visibleAt(whole, asOf);
  seconds.load = secondsSince(started);
  started = performance.now();
  run.log.stage('training', 1, 3);
  const learning = {
    seed: options.seed,
    ...learnOptions(options),
    ...(await loadEstimatorPackage(options.estimator)),
  };
  const model = await withThreads(options, ledger, (crew) =>
    trainLatenessModel(ledger, { asOf: cut, ...learning, ...(crew ? { crew } : {}) }),
  );
  for (const warning of model.warnings) run.log.warn('thin_history', warning);
  seconds.train = secondsSince(started);
  run.log.stage('scoring', 2, 3);
  started = performance.now();
  const prepared = prepareEvaluation(ledger, { cut: options.cut, at: options.at }, model);
  seconds.features = secondsSince(started);
  started = performance.now();
  const evaluation = scoreEvaluation(ledger, prepared);
  const intervals = evaluationIntervals(ledger, evaluation);
  const segments = calibrationSegments(ledger, evaluation);
  seconds.score = secondsSince(started);
  if (options.predictions !== undefined) await writeTable(options.predictions, predictionTable(ledger, evaluation));
  const audit = options.audit
    ? { ...auditEvaluation(ledger, evaluation), inflation: measureLeakInflation(ledger, evaluation) }
    : undefined;
  const rows = evaluation.label.length;
  const late = evaluation.label.reduce((sum, label) => sum + label, 0);
  const unused = source.mapping.flatMap((table) =>
    table.columns.filter((column) => column.column === null).map((column) => `${table.table}.${column.header}`),
  );
  await run.print(
    {
      cut: formatDay(evaluation.cut),
      at: evaluation.at,
      lateAfterDays: model.lateAfterDays,
      roll: model.roll,
      estimator: model.estimator,
      choice: model.choice,
      train: model.training,
      test: { rows, lateShare: late / rows },
      ...evaluation.scores,
      baseline: evaluation.baseline,
      seconds,
      warnings: model.warnings,
      ...(audit ? { audit: { ...audit, unusedColumns: unused } } : {}),
      intervals,
      segments,
    },
    () => {
      let text = linesOf([
        `${model.estimator} trained on ${model.training.rows} invoices known on ${options.cut} (${percent(model.training.lateShare)} late)`,
        `made of ${model.choice}`,
        `tested on ${rows} invoices issued since (${percent(late / rows)} late), each looked at ${momentWords(evaluation.at)}`,
      ]);
      text += '\n';
      text += scoreTable(evaluation.scores, evaluation.baseline, intervals);
      text += `\n${segmentTable(segments)}`;
      if (audit) {
        text += `\n${auditText(audit)}`;
        text += linesOf([`columns of the source that were not looked at: ${unused.join(', ') || 'none'}`]);
      }
      if (options.predictions !== undefined) text += `\npredictions written to ${options.predictions}\n`;
      return text;
    },
  );
  if (audit) requireNoLeak(audit);
}

/** What the audit found, in words. */
function auditText({ checked, differing, inflation }: LeakAudit & { readonly inflation: LeakInflation }): string {
  const { trainRows, testRows, aucHonest, aucNaive, difference } = inflation;
  const found = differing === 0 ? 'all the same' : `${differing} DIFFER`;
  const checks = `audit: ${checked} test rows computed again from ledgers without anything known later: ${found}`;
  if (aucHonest === null || aucNaive === null || difference === null)
    return linesOf([checks, 'what looking ahead would pretend to gain cannot be told: one outcome only']);
  return linesOf([
    checks,
    `a plain classifier of late or not (${trainRows} invoices learnt from, ${testRows} judged):`,
    `AUC ${aucHonest.toFixed(3)} with features as each morning knew them`,
    `AUC ${aucNaive.toFixed(3)} with each debtor's behaviour taken from the whole ledger, its future included`,
    `inflation ${difference < 0 ? '' : '+'}${difference.toFixed(3)}: what looking ahead would have pretended to gain`,
  ]);
}

/** Sentences in lines that a terminal of 80 columns holds. */
function linesOf(sentences: readonly string[]): string {
  return `${sentences.flatMap((sentence) => wrapText(sentence)).join('\n')}\n`;
}

function momentWords(at: MomentKind): string {
  if (at === 'issue') return 'when issued';
  return at === 'due' ? 'on its due date' : `${at.slice('due-'.length)} days before its due date`;
}
