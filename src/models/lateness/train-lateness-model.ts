import { type EpochDay, formatDay, NO_DAY, parseDay } from '../../calendar/index.ts';
import { PayrhythmError } from '../../errors.ts';
import {
  computeInvoiceFeatures,
  countOutcomes,
  DEFAULT_RUN_THRESHOLDS,
  fitLedgerRunThresholds,
  fitSmoothing,
  type Smoothing,
} from '../../features/index.ts';
import { ITEM, itemStates, type Ledger, visibleAt } from '../../ledger/index.ts';
import { forecastInvoices } from './forecast-invoices.ts';
import { fitHazardPhases, type HazardPhases } from './hazard-phases.ts';
import { hazardDesign } from './lateness-estimators.ts';
import { latenessGrid } from './lateness-grid.ts';
import {
  ESTIMATOR_NAMES,
  type EstimatorName,
  type LatenessModel,
  type SurvivalRecalibration,
  type TimeSplitScores,
} from './lateness-model.ts';
import { finishLatenessModel } from './lateness-model-document.ts';
import { scoreForecasts } from './lateness-scores.ts';
import { modelInputs } from './model-inputs.ts';
import { latenessBase } from './outcomes.ts';
import { fitPopulationCurve, fitWeekdayWeights } from './population-curve.ts';
import { modelSurvival, periodContext, priorSurvival } from './survival.ts';
import { fitSurvivalRecalibration } from './survival-recalibration.ts';
import { labelledPeriods, trainingExamples } from './training-examples.ts';

/** Choices of {@link trainLatenessModel}. */
export interface TrainOptions {
  /** `YYYY-MM-DD` or an epoch day: only what was known that morning is learnt from. */
  readonly asOf: string | EpochDay;
  /** Default 7. */
  readonly seed?: number;
  readonly estimator?: EstimatorName;
  /** "Late" is paid more than this many days after the due date; a whole number 0–180, default 0. */
  readonly lateAfterDays?: number;
  /** Whether weekend and holiday due dates roll to the next business day; default `following`. */
  readonly roll?: 'following' | 'none';
}

/** Fewest invoices of known outcome, and fewest of each outcome, for more than the debtor's own record. */
const FEWEST_OUTCOMES = 60;
const FEWEST_OF_A_KIND = 10;
/** Most (invoice, bin) pairs that are learnt from: the newest. */
const MOST_PERIODS = 400_000;
/** Where the ledger holds open items only, every debtor is taken to be like this: no record may outweigh it. */
const OPEN_ITEMS = { lateRate: 0.35, veryLateRate: 0.05, meanLateDays: 0, strength: 100_000 };
const IDENTITY: SurvivalRecalibration = { intercept: 0, slope: 1, priorSlope: 0 };

/**
 * Learns when invoices are paid from what a ledger knew at `asOf`: population values, payment-run thresholds, and a
 * discrete-time hazard of payment over days relative to the due date, from paid and still open invoices alike
 * (Singer & Willett 1993), recalibrated on the latest weeks. With too little history the model is the debtor's own
 * smoothed record (`estimator` says `prior`, `warnings` says why). Deterministic in rows, options and seed.
 *
 * @throws {PayrhythmError} `USAGE` for options out of range.
 */
export function trainLatenessModel(ledger: Ledger, options: TrainOptions): LatenessModel {
  const asOf = typeof options.asOf === 'string' ? parseDay(options.asOf, 'asOf') : options.asOf;
  const requested = options.estimator ?? 'boosted-trees';
  if (!ESTIMATOR_NAMES.includes(requested))
    throw new PayrhythmError(
      'USAGE',
      `there is no estimator "${requested}": choose one of ${ESTIMATOR_NAMES.join(', ')}`,
    );
  const lateAfterDays = options.lateAfterDays ?? 0;
  if (!Number.isInteger(lateAfterDays) || lateAfterDays < 0 || lateAfterDays > 180)
    throw new PayrhythmError('USAGE', `late after ${lateAfterDays} days: give a whole number of days from 0 to 180`);
  const settings = { requested, lateAfterDays, roll: options.roll ?? 'following', seed: options.seed ?? 7 } as const;
  const visible = visibleAt(ledger, asOf);
  const warnings: string[] = [];
  let estimator = requested;
  const learnt = learn(visible, asOf, { ...settings, estimator: 'prior' }, IDENTITY);
  if (learnt.training.paid === 0) {
    warnings.push(
      `no invoice was paid before ${formatDay(asOf)}, as far as the ledger shows: open items alone do not tell who pays late, ` +
        'so all debtors are taken to be alike; give a ledger with its paid invoices to tell them apart',
    );
    estimator = 'prior';
  } else if (estimator !== 'prior' && isThin(learnt.training)) {
    warnings.push(
      `${learnt.training.rows} invoices have a known outcome before ${formatDay(asOf)}, ${learnt.training.late} of them late: ` +
        `too few of a kind to train ${requested}, so every debtor's own smoothed record is used instead`,
    );
    estimator = 'prior';
  }
  const held = holdBack(visible, asOf, { ...settings, estimator });
  const model =
    estimator === 'prior' ? learnt : learn(visible, asOf, { ...settings, estimator }, held?.recalibration ?? IDENTITY);
  return finishLatenessModel({
    ...model.parts,
    trainedAt: asOf,
    currency: ledger.reporting.code,
    requested,
    estimator,
    seed: settings.seed,
    training: {
      rows: model.training.rows,
      lateShare: model.training.rows === 0 ? 0 : model.training.late / model.training.rows,
    },
    ...(held ? { timeSplit: held.scores } : {}),
    warnings,
  });
}

interface LearnSettings {
  readonly estimator: EstimatorName;
  readonly lateAfterDays: number;
  readonly roll: 'following' | 'none';
  readonly seed: number;
}

function isThin(training: { rows: number; late: number }): boolean {
  return (
    training.rows < FEWEST_OUTCOMES ||
    training.late < FEWEST_OF_A_KIND ||
    training.rows - training.late < FEWEST_OF_A_KIND
  );
}

/** Everything that is fitted on a ledger cut at `asOf`, but for the recalibration. */
function learn(visible: Ledger, asOf: EpochDay, settings: LearnSettings, recalibration: SurvivalRecalibration) {
  const items = itemStates(visible);
  const grid = latenessGrid(settings.lateAfterDays);
  const { lateAfterDays, roll } = settings;
  const paid = items.state.reduce((count, state) => count + (state === ITEM.paid ? 1 : 0), 0);
  const smoothing: Smoothing =
    paid === 0
      ? { ...OPEN_ITEMS, lateAfterDays, roll }
      : fitSmoothing(countOutcomes(visible, asOf, { lateAfterDays, roll }), { lateAfterDays, roll });
  const examples = trainingExamples(visible, items, asOf, settings.roll, grid, MOST_PERIODS);
  const base = latenessBase(visible, settings.roll);
  const seen = examples.outcomes.map((outcome, e) => ({
    outcome,
    enteredDays: examples.moment[e] - examples.baseDay[e],
    isFirst: examples.moment[e] === visible.invoices.knownDay[examples.invoice[e]],
  }));
  const population = fitPopulationCurve(grid, paid === 0 ? [] : seen.filter((example) => example.isFirst));
  const weekdayWeights = fitWeekdayWeights(distinctPaymentDays(visible, items.state, items.paidDay));
  let rows = 0;
  let late = 0;
  for (let i = 0; i < visible.invoices.count; i++) {
    if (visible.invoices.amountMinor[i] <= 0 || items.state[i] === ITEM.closed) continue;
    const isPaid = items.state[i] === ITEM.paid;
    const isLate = (isPaid ? items.paidDay[i] : asOf - 1) - base[i] > settings.lateAfterDays;
    if (!isPaid && !isLate) continue;
    rows++;
    if (isLate) late++;
  }
  const design = hazardDesign(settings.estimator);
  const runThresholds =
    visible.payments.count === 0 ? DEFAULT_RUN_THRESHOLDS : fitLedgerRunThresholds(visible, items, asOf);
  let hazards: HazardPhases | undefined;
  if (design) {
    const features = computeInvoiceFeatures(visible, examples, { smoothing, runThresholds });
    const context = periodContext(
      { grid, population, weekdayWeights, lateAfterDays: settings.lateAfterDays },
      { ...examples, features },
    );
    hazards = fitHazardPhases(design, modelInputs(features), labelledPeriods(examples, grid), context, settings.seed);
  }
  return {
    training: { rows, late, paid },
    parts: {
      grid,
      smoothing,
      runThresholds,
      population,
      weekdayWeights,
      lateAfterDays: settings.lateAfterDays,
      roll: settings.roll,
      recalibration,
      ...(hazards ? { hazards } : {}),
    },
  };
}

function* distinctPaymentDays(ledger: Ledger, state: Uint8Array, paidDay: Int32Array): Generator<EpochDay> {
  for (let d = 0; d < ledger.debtors.count; d++) {
    const days = new Set<EpochDay>();
    for (let i = ledger.invoices.start[d]; i < ledger.invoices.start[d + 1]; i++)
      if (state[i] === ITEM.paid && paidDay[i] !== NO_DAY) days.add(paidDay[i]);
    yield* days;
  }
}

/** The start of the block held back: the latest quarter of the span, between 45 and 180 days. */
function heldBackFrom(visible: Ledger, asOf: EpochDay): EpochDay {
  let first = asOf;
  for (let i = 0; i < visible.invoices.count; i++) first = Math.min(first, visible.invoices.issueDay[i]);
  return asOf - Math.round(Math.max(45, Math.min(180, (asOf - first) / 4)));
}

/** Trains on what was known before the latest weeks, scores on them, and learns the recalibration from them. */
function holdBack(
  visible: Ledger,
  asOf: EpochDay,
  settings: LearnSettings & { requested: EstimatorName },
): { recalibration: SurvivalRecalibration; scores: TimeSplitScores } | undefined {
  const from = heldBackFrom(visible, asOf);
  const past = visibleAt(visible, from);
  const earlier = learn(past, from, settings, IDENTITY);
  if (isThin(earlier.training)) return undefined;
  const model = finishLatenessModel({
    ...earlier.parts,
    trainedAt: from,
    currency: visible.reporting.code,
    requested: settings.requested,
    estimator: settings.estimator,
    seed: settings.seed,
    training: { rows: earlier.training.rows, lateShare: earlier.training.late / earlier.training.rows },
    warnings: [],
  });
  const items = itemStates(visible);
  const base = latenessBase(visible, settings.roll);
  const later: number[] = [];
  for (let i = 0; i < visible.invoices.count; i++)
    if (
      visible.invoices.issueDay[i] >= from &&
      visible.invoices.amountMinor[i] > 0 &&
      items.state[i] !== ITEM.closed &&
      base[i] + settings.lateAfterDays < asOf
    )
      later.push(i);
  if (later.length < FEWEST_OF_A_KIND * 2) return undefined;
  const invoice = Int32Array.from(later);
  const moment = Int32Array.from(later, (i) => visible.invoices.knownDay[i]);
  const { forecasts, baseline, features } = forecastInvoices(model, visible, { invoice, moment });
  const label = Uint8Array.from(later, (i) =>
    (items.state[i] === ITEM.paid ? items.paidDay[i] : asOf) - base[i] > settings.lateAfterDays ? 1 : 0,
  );
  const paidDay = Int32Array.from(later, (i) => items.paidDay[i]);
  const scores: TimeSplitScores = {
    from: formatDay(from),
    rows: later.length,
    model: scoreForecasts(forecasts.pLate, label, { ...forecasts, paidDay }),
    baseline: scoreForecasts(forecasts.baselinePLate, label, { ...baseline, paidDay }),
  };
  const baseDay = Int32Array.from(later, (i) => base[i]);
  const rows = { features, baseDay, moment };
  const recalibration = fitSurvivalRecalibration(model, modelSurvival(model, rows), priorSurvival(model, rows), {
    baseDay,
    paidDay,
    asOf,
  });
  return { scores, recalibration };
}
