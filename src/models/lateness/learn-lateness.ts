import { type EpochDay, NO_DAY } from '../../calendar/index.ts';
import type { Crew } from '../../crew/index.ts';
import {
  computeInvoiceFeatures,
  countOutcomes,
  DEFAULT_RUN_THRESHOLDS,
  fitLedgerRunThresholds,
  fitSmoothing,
  type Smoothing,
} from '../../features/index.ts';
import { ITEM, type ItemStates, itemStates, type Ledger } from '../../ledger/index.ts';
import type { EstimatorName } from './estimator-names.ts';
import { fitHazardPhases, type HazardPhases } from './hazard-phases.ts';
import { describeDesigns, type EstimatorSettings, hazardDesigns, MOST_PERIODS } from './lateness-estimators.ts';
import { latenessGrid } from './lateness-grid.ts';
import type { StageRecalibrations } from './lateness-model.ts';
import { MODEL_FEATURES, modelInputs } from './model-inputs.ts';
import { latenessBase } from './outcomes.ts';
import { fitPopulationCurve, fitWeekdayWeights } from './population-curve.ts';
import { periodContext } from './survival.ts';
import { startBlends } from './survival-recalibration.ts';
import { labelledPeriods, trainingExamples } from './training-examples.ts';

/** Fewest invoices of known outcome, and fewest of each outcome, for more than the debtor's own record. */
const FEWEST_OUTCOMES = 60;
export const FEWEST_OF_A_KIND = 10;
/** Where the ledger holds open items only, every debtor is taken to be like this: no record may outweigh it. */
const OPEN_ITEMS = { lateRate: 0.35, veryLateRate: 0.05, meanLateDays: 0, strength: 100_000, segments: [] };

/** What is learnt, and with what. */
export interface LearnSettings extends EstimatorSettings {
  readonly estimator: EstimatorName;
  readonly lateAfterDays: number;
  readonly roll: 'following' | 'none';
  readonly seed: number;
  /** Who does the work of the fits; default the calling thread alone. Never changes a bit of the model. */
  readonly crew?: Crew | undefined;
}

/** Whether there are too few outcomes, or too few of a kind, for more than the debtors' own records. */
export function isThin(training: { rows: number; late: number }): boolean {
  return (
    training.rows < FEWEST_OUTCOMES ||
    training.late < FEWEST_OF_A_KIND ||
    training.rows - training.late < FEWEST_OF_A_KIND
  );
}

/** Invoices of known outcome (paid, or open and late already), of them late; and invoices paid. O(invoices). */
export interface TrainingOutcomes {
  readonly rows: number;
  readonly late: number;
  readonly paid: number;
}

/** What a ledger cut at `asOf` has to teach, counted before anything is trained. */
export function countTrainingOutcomes(
  visible: Ledger,
  items: ItemStates,
  asOf: EpochDay,
  settings: Pick<LearnSettings, 'lateAfterDays' | 'roll'>,
): TrainingOutcomes {
  const base = latenessBase(visible, settings.roll);
  let rows = 0;
  let late = 0;
  let paid = 0;
  for (let i = 0; i < visible.invoices.count; i++) {
    const isPaid = items.state[i] === ITEM.paid;
    if (isPaid) paid++;
    if (visible.invoices.amountMinor[i] <= 0 || items.state[i] === ITEM.closed) continue;
    const isLate = (isPaid ? items.paidDay[i] : asOf - 1) - base[i] > settings.lateAfterDays;
    if (!isPaid && !isLate) continue;
    rows++;
    if (isLate) late++;
  }
  return { rows, late, paid };
}

/** Everything that is fitted on a ledger cut at `asOf`, but for the recalibration. */
export function learnLateness(
  visible: Ledger,
  asOf: EpochDay,
  settings: LearnSettings,
  recalibration?: StageRecalibrations,
) {
  const items = itemStates(visible);
  const grid = latenessGrid(settings.lateAfterDays);
  const { lateAfterDays, roll } = settings;
  const training = countTrainingOutcomes(visible, items, asOf, settings);
  const { paid } = training;
  const fitted = fitSmoothing(countOutcomes(visible, asOf, { lateAfterDays, roll }), { lateAfterDays, roll });
  const smoothing: Smoothing = paid === 0 ? { ...fitted, ...OPEN_ITEMS } : fitted;
  const examples = trainingExamples(visible, items, asOf, settings.roll, grid, MOST_PERIODS);
  const seen = examples.outcomes.map((outcome, e) => ({
    outcome,
    enteredDays: examples.moment[e] - examples.baseDay[e],
    isFirst: examples.moment[e] === visible.invoices.knownDay[examples.invoice[e]],
  }));
  const population = fitPopulationCurve(grid, paid === 0 ? [] : seen.filter((example) => example.isFirst));
  const weekdayWeights = fitWeekdayWeights(distinctPaymentDays(visible, items.state, items.paidDay));
  const designs = hazardDesigns(settings.estimator, settings);
  const runThresholds =
    visible.payments.count === 0 ? DEFAULT_RUN_THRESHOLDS : fitLedgerRunThresholds(visible, items, asOf);
  let hazards: HazardPhases[] = [];
  let choice = "every debtor's own smoothed record";
  if (designs.length > 0) {
    const features = computeInvoiceFeatures(visible, examples, {
      smoothing,
      runThresholds,
      features: MODEL_FEATURES,
      ...(settings.crew ? { crew: settings.crew } : {}),
    });
    const context = periodContext(
      { grid, population, weekdayWeights, lateAfterDays: settings.lateAfterDays },
      { ...examples, features },
    );
    const inputs = modelInputs(features);
    const periods = labelledPeriods(examples, grid);
    choice = describeDesigns(designs, periods.bin.length);
    hazards = designs.map((design) => fitHazardPhases(design, inputs, periods, context, settings));
  }
  return {
    training,
    parts: {
      grid,
      smoothing,
      runThresholds,
      population,
      weekdayWeights,
      lateAfterDays: settings.lateAfterDays,
      roll: settings.roll,
      recalibration: recalibration ?? startBlends(designs.length),
      hazards,
      choice,
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
