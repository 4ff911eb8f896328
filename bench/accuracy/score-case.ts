import { textAt } from '../../src/ledger/index.ts';
import {
  type EstimatorName,
  evaluateLateness,
  type JudgedForecast,
  type LatenessScores,
  type MlRandomForestModule,
  type PreparedEvaluation,
  type ScoreIntervals,
  scoreIntervals,
} from '../../src/models/index.ts';
import { scoreForecasts } from '../../src/models/lateness/lateness-scores.ts';
import { type AccuracyCase, ledgerOf } from './accuracy-case.ts';

/** One line of a table. */
export interface AccuracyLine {
  readonly name: string;
  readonly scores: LatenessScores;
  /** Beside the debtor's own record. */
  readonly intervals: ScoreIntervals;
  /** Seconds of this process's processor, training and scoring; undefined for the truth. */
  readonly cpuSeconds?: number;
}

/** A judged case. */
export interface AccuracyTable {
  readonly rows: number;
  readonly lateShare: number;
  readonly debtors: number;
  readonly lines: readonly AccuracyLine[];
}

/** Trains every estimator at the cut and scores it on the same test rows, each beside the debtor's own record. */
export async function scoreCase(
  one: AccuracyCase,
  estimators: readonly EstimatorName[],
  { seed, replicates, mlRandomForest }: { seed: number; replicates: number; mlRandomForest: MlRandomForestModule },
): Promise<AccuracyTable> {
  const { ledger, truth } = await ledgerOf(one);
  const { cut, at = 'issue', lateAfter = 0, roll = 'following' } = one;
  const options = { cut, at, lateAfterDays: lateAfter, roll, seed, mlRandomForest };
  const lines: AccuracyLine[] = [];
  let tested: PreparedEvaluation | undefined;
  let reference: JudgedForecast | undefined;
  let debtors = new Int32Array(0);
  for (const estimator of ['prior' as const, ...estimators.filter((name) => name !== 'prior')]) {
    const cpu = process.cpuUsage();
    const evaluation = evaluateLateness(ledger, { ...options, estimator });
    const { user, system } = process.cpuUsage(cpu);
    const { forecasts, paidDay, label, asked } = evaluation;
    const forecast: JudgedForecast = { ...forecasts, paidDay };
    tested ??= evaluation;
    reference ??= forecast;
    if (label.length !== tested.label.length || label.some((value, row) => value !== tested?.label[row]))
      throw new Error(`${estimator} was not judged on the rows of prior`);
    debtors = Int32Array.from(asked.invoice, (i) => ledger.invoices.debtor[i]);
    const name = evaluation.model.estimator === estimator ? estimator : `${estimator}: too little history, prior used`;
    const intervals = scoreIntervals(forecast, reference, label, debtors, { seed, resamples: replicates });
    lines.push({ name, cpuSeconds: (user + system) / 1e6, scores: evaluation.scores, intervals });
  }
  if (!tested || !reference) throw new Error('no estimator was judged');
  // The truth is the chance at issue of lateness after the rolled due date: nothing else can be held against it.
  if (truth && at === 'issue' && lateAfter === 0 && roll === 'following') {
    const pLate = Float64Array.from(
      tested.asked.invoice,
      (i) => truth.get(textAt(ledger.invoices.id, i)) ?? Number.NaN,
    );
    // It has no dates of its own.
    const oracle = { ...reference, pLate };
    lines.push({
      name: 'the true chances',
      scores: scoreForecasts(pLate, tested.label, oracle),
      intervals: scoreIntervals(oracle, reference, tested.label, debtors, { seed, resamples: replicates }),
    });
  }
  return {
    rows: tested.label.length,
    lateShare: tested.label.reduce((sum, label) => sum + label, 0) / tested.label.length,
    debtors: new Set(debtors).size,
    lines,
  };
}
