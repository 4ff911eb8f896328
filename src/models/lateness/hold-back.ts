import { type EpochDay, formatDay } from '../../calendar/index.ts';
import { computeInvoiceFeatures } from '../../features/index.ts';
import { ITEM, type ItemStates, itemStates, type Ledger, visibleAt } from '../../ledger/index.ts';
import { forecastInvoices, paymentCurves } from './forecast-invoices.ts';
import { fitIntervalLevels } from './interval-levels.ts';
import type {
  EstimatorName,
  LatenessModel,
  StageRecalibrations,
  SurvivalRecalibration,
  TimeSplitScores,
} from './lateness-model.ts';
import { featureOptionsOf } from './lateness-model.ts';
import { finishLatenessModel } from './lateness-model-document.ts';
import { scoreForecasts } from './lateness-scores.ts';
import {
  countTrainingOutcomes,
  FEWEST_OF_A_KIND,
  isThin,
  type LearnSettings,
  learnLateness,
} from './learn-lateness.ts';
import { MODEL_FEATURES } from './model-inputs.ts';
import { latenessBase } from './outcomes.ts';
import { settlementKnownDay } from './settlement-known-day.ts';
import { memberSurvivals, modelSurvival, periodContext } from './survival.ts';
import { fitSurvivalRecalibration, recentre } from './survival-recalibration.ts';

/** The start of the block held back: the latest quarter of the span, between 45 and 180 days. */
function heldBackFrom(visible: Ledger, asOf: EpochDay): EpochDay {
  let first = asOf;
  for (let i = 0; i < visible.invoices.count; i++) first = Math.min(first, visible.invoices.issueDay[i]);
  return asOf - Math.round(Math.max(45, Math.min(180, (asOf - first) / 4)));
}

/** What the latest weeks teach about a model that has not seen them. */
export interface HeldBackLessons {
  readonly recalibration: StageRecalibrations;
  readonly scores: TimeSplitScores;
}

/**
 * Trains on what was known before the latest weeks, scores on the invoices issued in them, and learns how to blend the
 * members: from these invoices when they became known, and from those that stood unpaid on their due date in these
 * weeks. `undefined` where there is too little history for it.
 */
export function holdBack(
  visible: Ledger,
  asOf: EpochDay,
  settings: LearnSettings & { readonly requested: EstimatorName },
): HeldBackLessons | undefined {
  const from = heldBackFrom(visible, asOf);
  const past = visibleAt(visible, from);
  if (isThin(countTrainingOutcomes(past, itemStates(past), from, settings))) return undefined;
  const earlier = learnLateness(past, from, settings);
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
  const { knownDay, rolledDueDay } = visible.invoices;
  const judged = (i: number): boolean => base[i] + settings.lateAfterDays < asOf;
  const { issued, unpaidAtDue } = rowsSince(visible, items, from, judged, judged);
  if (issued.length < FEWEST_OF_A_KIND * 2) return undefined;
  const context = { model, visible, items, base, asOf };
  const tested = spread(issued);
  const atIssue = lessonsAt(context, tested, knownDay);
  const label = Uint8Array.from(tested, (i) =>
    (items.state[i] === ITEM.paid ? items.paidDay[i] : asOf) - base[i] > settings.lateAfterDays ? 1 : 0,
  );
  const { forecasts, baseline, paidDay } = atIssue;
  return {
    scores: {
      from: formatDay(from),
      rows: tested.length,
      model: scoreForecasts(forecasts.pLate, label, { ...forecasts, paidDay }),
      baseline: scoreForecasts(forecasts.baselinePLate, label, { ...baseline, paidDay }),
    },
    recalibration: {
      beforeDue: atIssue.recalibration,
      fromDue: lessonsAt(context, spread(unpaidAtDue), rolledDueDay).recalibration,
    },
  };
}

/** Fits the level of the recalibrations anew for the model that has learnt from everything; see {@link recentre}. */
export function recentreOn(visible: Ledger, asOf: EpochDay, model: LatenessModel): StageRecalibrations {
  const from = heldBackFrom(visible, asOf);
  const items = itemStates(visible);
  const base = latenessBase(visible, model.roll);
  const { knownDay, rolledDueDay } = visible.invoices;
  const { issued, unpaidAtDue } = rowsSince(
    visible,
    items,
    from,
    () => true,
    (i) => rolledDueDay[i] < asOf,
  );
  const stage = (recalibration: SurvivalRecalibration, rows: readonly number[], moments: Int32Array) => {
    const invoice = Int32Array.from(spread(rows));
    const moment = invoice.map((i) => moments[i]);
    const baseDay = invoice.map((i) => base[i]);
    const paidDay = invoice.map((i) => items.paidDay[i]);
    const features = computeInvoiceFeatures(
      visible,
      { invoice, moment },
      { ...featureOptionsOf(model), features: MODEL_FEATURES },
    );
    const asked = { features, baseDay, moment };
    const context = periodContext(model, asked);
    return recentre(recalibration, model, memberSurvivals(model, asked, context), context.priorSurvival, {
      baseDay,
      paidDay,
      asOf,
    });
  };
  return {
    beforeDue: stage(model.recalibration.beforeDue, issued, knownDay),
    fromDue: stage(model.recalibration.fromDue, unpaidAtDue, rolledDueDay),
  };
}

/** Invoices issued since a day, and those that looked unpaid on a due date since then; written-off ones teach nothing. */
function rowsSince(
  ledger: Ledger,
  items: ItemStates,
  from: EpochDay,
  isTaken: (i: number) => boolean,
  isTakenAtDue: (i: number) => boolean,
): { issued: number[]; unpaidAtDue: number[] } {
  const { count, issueDay, knownDay, rolledDueDay, amountMinor } = ledger.invoices;
  const settledOn = settlementKnownDay(ledger, items);
  const issued: number[] = [];
  const unpaidAtDue: number[] = [];
  for (let i = 0; i < count; i++) {
    if (amountMinor[i] <= 0 || items.state[i] === ITEM.closed) continue;
    if (issueDay[i] >= from && isTaken(i)) issued.push(i);
    const due = rolledDueDay[i];
    const stoodUnpaid = knownDay[i] < due && settledOn[i] >= due;
    if (due >= from && stoodUnpaid && isTakenAtDue(i)) unpaidAtDue.push(i);
  }
  return { issued, unpaidAtDue };
}

/** Most held-back invoices that are scored; more would not change the blend. */
const MOST_HELD_BACK = 20_000;

/** At most so many rows, evenly spread over all of them. */
function spread(rows: readonly number[]): readonly number[] {
  if (rows.length <= MOST_HELD_BACK) return rows;
  return Array.from({ length: MOST_HELD_BACK }, (_, at) => rows[Math.floor((at * rows.length) / MOST_HELD_BACK)]);
}

interface HoldBackContext {
  readonly model: LatenessModel;
  readonly visible: Ledger;
  readonly items: ItemStates;
  readonly base: Int32Array;
  readonly asOf: EpochDay;
}

function lessonsAt(
  { model, visible, items, base, asOf }: HoldBackContext,
  rows: readonly number[],
  moments: Int32Array,
) {
  const invoice = Int32Array.from(rows);
  const moment = invoice.map((i) => moments[i]);
  const baseDay = invoice.map((i) => base[i]);
  const paidDay = invoice.map((i) => items.paidDay[i]);
  const { forecasts, baseline, features } = forecastInvoices(model, visible, { invoice, moment });
  const asked = { features, baseDay, moment };
  const context = periodContext(model, asked);
  const members = memberSurvivals(model, asked, context);
  const blend = fitSurvivalRecalibration(model, members, context.priorSurvival, { baseDay, paidDay, asOf });
  const blended = modelSurvival({ ...model, recalibration: { beforeDue: blend, fromDue: blend } }, asked);
  const curveOf = paymentCurves(model, { invoice, moment }, features, baseDay, blended);
  return {
    forecasts,
    baseline,
    paidDay,
    recalibration: { ...blend, ...fitIntervalLevels(curveOf, paidDay, asOf) },
  };
}
