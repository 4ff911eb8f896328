/**
 * Accuracy of every estimator on the same time split: AUC, calibration error, Brier score, error of the median date and
 * coverage of P10–P90, each with its 95 % interval, or (in brackets, from the debtor's own record to it) that of its difference,
 * by a paired bootstrap over debtors. Generated ledgers by default; real ones are not part of this project and come as
 * arguments.
 *
 *   npx tsx bench/accuracy/run.ts [--smoke] [--invoices 30000] [--debtors 1200] [--seed 7] [--replicates 500]
 *                                 [--estimators prior,logistic,…] [--markdown]
 *   npx tsx bench/accuracy/run.ts --ledger PATH --cut D [--name WORDS] [--columns MAP] [--at issue|due|due-N]
 *                                 [--late-after DAYS] [--roll following|none]
 *   npx tsx bench/accuracy/run.ts --cases FILE.json     a list of {name, ledger, columns, cut, at, lateAfter, roll}
 */
import { basename } from 'node:path';
import { parseArgs } from 'node:util';
import * as mlRandomForestModule from 'ml-random-forest';
import type { MomentKind } from '../../src/features/index.ts';
import {
  ESTIMATOR_NAMES,
  type EstimatorName,
  type MlRandomForestModule,
  type ScoreWithInterval,
} from '../../src/models/index.ts';
import { type AccuracyCase, generatedCases, readCases } from './accuracy-case.ts';
import { type AccuracyLine, type AccuracyTable, scoreCase } from './score-case.ts';

const { values: flags } = parseArgs({
  options: {
    smoke: { type: 'boolean', default: false },
    markdown: { type: 'boolean', default: false },
    invoices: { type: 'string' },
    debtors: { type: 'string' },
    seed: { type: 'string', default: '7' },
    replicates: { type: 'string' },
    estimators: { type: 'string' },
    cases: { type: 'string' },
    ledger: { type: 'string' },
    name: { type: 'string' },
    columns: { type: 'string' },
    cut: { type: 'string' },
    at: { type: 'string', default: 'issue' },
    'late-after': { type: 'string', default: '0' },
    roll: { type: 'string', default: 'following' },
  },
});
// The package takes half a minute, whatever the ledger: too long for a smoke run.
const everyone = flags.smoke ? ESTIMATOR_NAMES.filter((name) => name !== 'ml-random-forest') : ESTIMATOR_NAMES;
const estimators = (flags.estimators?.split(',') ?? everyone) as readonly EstimatorName[];
const replicates = Number(flags.replicates ?? (flags.smoke ? 20 : 500));

function cases(): AccuracyCase[] {
  if (flags.cases !== undefined) return readCases(flags.cases);
  if (flags.ledger === undefined) {
    const invoices = Number(flags.invoices ?? (flags.smoke ? 1500 : 30_000));
    const made = generatedCases(invoices, Number(flags.debtors ?? (flags.smoke ? 60 : 1200)));
    return flags.smoke ? made.slice(0, 1) : made;
  }
  if (flags.cut === undefined) throw new Error('--ledger needs --cut D, the morning up to which is learnt');
  return [
    {
      name: flags.name ?? basename(flags.ledger),
      ledger: flags.ledger,
      ...(flags.columns === undefined ? {} : { columns: flags.columns }),
      cut: flags.cut,
      at: flags.at as MomentKind,
      lateAfter: Number(flags['late-after']),
      roll: flags.roll as 'following' | 'none',
    },
  ];
}

const HEADERS = ['AUC', 'calibration error', 'Brier', 'date off by, days', 'paid P10–P90'];
const DIGITS: Readonly<Record<ScoreWithInterval, number>> = { auc: 3, ece: 3, brier: 3, maeDays: 1, coverage80: 2 };

function cells(line: AccuracyLine, at: number): string[] {
  const isTruth = line.cpuSeconds === undefined;
  return (Object.keys(DIGITS) as ScoreWithInterval[]).map((key) => {
    const score = line.scores[key];
    if (score === null || (isTruth && (key === 'maeDays' || key === 'coverage80'))) return '–';
    const digits = DIGITS[key];
    const signed = (value: number): string => `${value < 0 ? '−' : '+'}${Math.abs(value).toFixed(digits)}`;
    const difference = line.intervals.difference[key];
    const own = line.intervals.model[key];
    if (own === null || difference === null) return score.toFixed(digits);
    // The record stands for itself, and nearer to 80 % is no matter of more or less.
    if (at === 0 || key === 'coverage80')
      return `${score.toFixed(digits)} [${own.low.toFixed(digits)}, ${own.high.toFixed(digits)}]`;
    return `${score.toFixed(digits)} (${signed(difference.low)}, ${signed(difference.high)})`;
  });
}

function print(one: AccuracyCase, table: AccuracyTable): void {
  const { at = 'issue', lateAfter = 0, roll = 'following' } = one;
  const words = `${one.name}; cut ${one.cut}, at ${at}, late > ${lateAfter}, roll ${roll}; ${table.rows} test rows of ${table.debtors} debtors, ${(100 * table.lateShare).toFixed(0)} % late`;
  const rows = table.lines.map((line, n) => [
    line.name,
    ...cells(line, n),
    line.cpuSeconds === undefined ? '' : line.cpuSeconds.toFixed(1),
  ]);
  const header = ['estimator', ...HEADERS, 'CPU, s'];
  if (flags.markdown) {
    const lines = [header, header.map(() => '---'), ...rows].map((row) => `| ${row.join(' | ')} |`);
    process.stdout.write(`**${words}**\n\n${lines.join('\n')}\n\n`);
    return;
  }
  const widths = header.map((title, column) => Math.max(title.length, ...rows.map((row) => row[column].length)));
  const lines = [header, ...rows].map((row) => row.map((cell, column) => cell.padEnd(widths[column])).join('  '));
  process.stdout.write(`${words}\n${lines.join('\n')}\n\n`);
}

for (const one of cases()) {
  const table = await scoreCase(one, estimators, {
    seed: Number(flags.seed),
    replicates,
    mlRandomForest: mlRandomForestModule as unknown as MlRandomForestModule,
  });
  print(one, table);
}
