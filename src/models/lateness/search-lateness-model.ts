import { dayOption, type EpochDay, formatDay } from '../../calendar/index.ts';
import type { Crew } from '../../crew/index.ts';
import { PayrhythmError } from '../../errors.ts';
import { computeInvoiceFeatures } from '../../features/index.ts';
import { itemStates, type Ledger, visibleAt } from '../../ledger/index.ts';
import { createRandom, hash32 } from '../estimators/index.ts';
import { timeFolds } from '../metrics/index.ts';
import { fitHazardPhases, type LabelledPeriods, predictHazards } from './hazard-phases.ts';
import { hazardDesigns, MOST_PERIODS } from './lateness-estimators.ts';
import { countTrainingOutcomes, isThin, type LearnSettings, learnLateness } from './learn-lateness.ts';
import { MODEL_FEATURES, modelInputs } from './model-inputs.ts';
import type { PeriodContext } from './person-periods.ts';
import { type HyperParameters, type LatenessSearch, SEARCH_SPACES } from './search-space.ts';
import { periodContext } from './survival.ts';
import type { TrainOptions } from './train-lateness-model.ts';
import { labelledPeriods, type TrainingExamples, trainingExamples } from './training-examples.ts';

/** Choices of {@link searchLatenessModel}. */
export interface SearchOptions extends Omit<TrainOptions, 'search'> {
  /** Settings that are tried, the defaults among them; a whole number 2–200. */
  readonly trials: number;
  /** Time folds inside the training span; a whole number 1–6, default 3. */
  readonly folds?: number;
}

const MOST_JUDGED_PERIODS = 200_000;

/**
 * Seeks hyper-parameters on time folds inside the training span: nothing known on or after `asOf` is looked at, and each
 * fold learns from what was known at its cut and is judged on the invoices that became known after it, up to the next
 * cut, by the mean log loss of the hazards over all bins (a proper score of the whole curve). The last half of the
 * invoices is judged, in parts of about equal count. Settings are drawn at random from a small grid (Bergstra & Bengio
 * 2012) beside the defaults; after each fold the worse half is given up (successive halving, Jamieson & Talwalkar 2016),
 * the defaults never, so that what is chosen has beaten them on all folds together. Searched are the parameters of the
 * first member of an estimator, before any blending. Deterministic in rows, options and seed. O(trials × cost of a fit).
 *
 * @throws {PayrhythmError} `USAGE` for options out of range and for `prior`, which has nothing to search;
 * `TOO_LITTLE_HISTORY` where a fold would learn from too few outcomes.
 */
export function searchLatenessModel(ledger: Ledger, options: SearchOptions): LatenessSearch {
  const asOf = dayOption(options.asOf, 'asOf');
  const { trials: count, folds: wanted = 3, estimator = 'boosted-trees', seed = 7 } = options;
  if (!Number.isInteger(count) || count < 2 || count > 200)
    throw new PayrhythmError('USAGE', `a search of ${count} settings: give a whole number from 2 to 200`);
  if (!Number.isInteger(wanted) || wanted < 1 || wanted > 6)
    throw new PayrhythmError('USAGE', `a search on ${wanted} time folds: give a whole number from 1 to 6`);
  if (Object.keys(SEARCH_SPACES[estimator] ?? {}).length === 0)
    throw new PayrhythmError('USAGE', `the estimator ${estimator} has nothing to search: leave the search out`);
  const { lateAfterDays = 0, roll = 'following', mlRandomForest, crew } = options;
  const settings: LearnSettings = { estimator, lateAfterDays, roll, seed, mlRandomForest, crew };
  const visible = visibleAt(ledger, asOf);
  const folds = foldSpans(visible, asOf, wanted).map((span) => prepareFold(visible, asOf, span, settings));
  const trials = drawSettings(estimator, count, seed).map((parameters) => ({
    parameters,
    logLosses: [] as number[],
  }));
  let running = trials;
  folds.forEach((fold, at) => {
    for (const trial of running) {
      const [design] = hazardDesigns(estimator, { parameters: trial.parameters, mlRandomForest });
      const fitted = fitHazardPhases(design, fold.train.inputs, fold.train.periods, fold.train.context, { seed, crew });
      const { inputs, periods, context } = fold.test;
      trial.logLosses.push(hazardLogLoss(predictHazards(fitted, inputs, context, fold.fallback), periods, context));
    }
    if (at === folds.length - 1) return;
    const ranked = [...running].sort((a, b) => meanOf(a.logLosses) - meanOf(b.logLosses));
    const kept = new Set([trials[0], ...ranked.slice(0, Math.ceil(running.length / 2))]);
    running = running.filter((trial) => kept.has(trial));
  });
  const best = running.reduce((a, b) => (meanOf(b.logLosses) < meanOf(a.logLosses) ? b : a));
  return {
    estimator,
    seed,
    folds: folds.map(({ cut, train, test }) => ({
      cut: formatDay(cut),
      trainPairs: train.periods.bin.length,
      testPairs: test.periods.bin.length,
    })),
    trials,
    chosen: best.parameters,
  };
}

interface FoldSpan {
  readonly cut: EpochDay;
  /** First day of the next fold, or the as-of date. */
  readonly until: EpochDay;
}

/** The last half of the invoices, by the day on which they became known, in parts of about equal count. */
function foldSpans({ invoices }: Ledger, asOf: EpochDay, folds: number): FoldSpan[] {
  const rows = Int32Array.from({ length: invoices.count }, (_, i) => i);
  const cuts = timeFolds(invoices.knownDay, invoices.knownDay, rows, 2 * folds - 1).map(({ cut }) => cut);
  return cuts.slice(folds - 1).map((cut, at, all) => ({ cut, until: all[at + 1] ?? asOf }));
}

/** Labelled pairs with what their columns are worked out from. */
interface FoldRows {
  readonly inputs: readonly Float64Array[];
  readonly periods: LabelledPeriods;
  readonly context: PeriodContext;
}

function prepareFold(visible: Ledger, asOf: EpochDay, { cut, until }: FoldSpan, settings: LearnSettings) {
  const past = visibleAt(visible, cut);
  const items = itemStates(past);
  if (isThin(countTrainingOutcomes(past, items, cut, settings)))
    throw new PayrhythmError(
      'TOO_LITTLE_HISTORY',
      `a search would learn from what was known on ${formatDay(cut)}, which is too little: leave the search out, or give a longer ledger`,
    );
  const { parts } = learnLateness(past, cut, { ...settings, estimator: 'prior' });
  const { grid } = parts;
  const rowsOf = (ledger: Ledger, examples: TrainingExamples, crew: Crew | undefined): FoldRows => {
    const features = computeInvoiceFeatures(ledger, examples, {
      smoothing: parts.smoothing,
      runThresholds: parts.runThresholds,
      features: MODEL_FEATURES,
      ...(crew ? { crew } : {}),
    });
    return {
      inputs: modelInputs(features),
      periods: labelledPeriods(examples, grid),
      context: periodContext(parts, { ...examples, features }),
    };
  };
  const judged = trainingExamples(visible, itemStates(visible), asOf, settings.roll, grid, MOST_PERIODS);
  const { knownDay } = visible.invoices;
  const later = onlyInvoices(judged, (i) => knownDay[i] >= cut && knownDay[i] < until);
  return {
    cut,
    fallback: parts.population.hazards,
    train: rowsOf(past, trainingExamples(past, items, cut, settings.roll, grid, MOST_PERIODS), settings.crew),
    test: rowsOf(visible, evenly(later, MOST_JUDGED_PERIODS / grid.edges.length), settings.crew),
  };
}

function onlyInvoices(examples: TrainingExamples, isKept: (invoice: number) => boolean): TrainingExamples {
  return take(
    examples,
    Array.from(examples.invoice, (_, e) => e).filter((e) => isKept(examples.invoice[e])),
  );
}

function evenly(examples: TrainingExamples, most: number): TrainingExamples {
  const rows = examples.invoice.length;
  const kept = Math.min(rows, Math.floor(most));
  return take(
    examples,
    Array.from({ length: kept }, (_, n) => Math.floor((n * rows) / kept)),
  );
}

function take({ invoice, moment, baseDay, outcomes }: TrainingExamples, kept: readonly number[]): TrainingExamples {
  return {
    invoice: Int32Array.from(kept, (e) => invoice[e]),
    moment: Int32Array.from(kept, (e) => moment[e]),
    baseDay: Int32Array.from(kept, (e) => baseDay[e]),
    outcomes: kept.map((e) => outcomes[e]),
  };
}

/** The defaults first, then distinct settings drawn from the grid; fewer where the grid has no more. */
function drawSettings(estimator: LatenessSearch['estimator'], count: number, seed: number): HyperParameters[] {
  const space = Object.entries(SEARCH_SPACES[estimator]);
  const random = createRandom(hash32(seed, 0x5ea2c4));
  const drawn = new Map<string, HyperParameters>([['', {}]]);
  for (let attempt = 0; attempt < 50 * count && drawn.size < count; attempt++) {
    const parameters = Object.fromEntries(
      space.map(([name, values]) => [name, values[Math.floor(random() * values.length)]]),
    );
    drawn.set(JSON.stringify(parameters), parameters);
  }
  return [...drawn.values()];
}

/** Mean log loss of the hazards of the given pairs, kept within one in a million of 0 and 1. */
function hazardLogLoss(hazards: Float64Array, { row, bin, label }: LabelledPeriods, { grid }: PeriodContext): number {
  const bins = grid.edges.length;
  let loss = 0;
  for (let p = 0; p < row.length; p++) {
    const hazard = Math.min(1 - 1e-6, Math.max(1e-6, hazards[row[p] * bins + bin[p]]));
    loss -= Math.log(label[p] === 1 ? hazard : 1 - hazard);
  }
  return loss / row.length;
}

function meanOf(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
