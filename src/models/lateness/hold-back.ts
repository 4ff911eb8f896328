import { type EpochDay, formatDay, NO_DAY } from '../../calendar/index.ts';
import type { Crew } from '../../crew/index.ts';
import { ITEM, type ItemStates, itemStates, type Ledger, visibleAt } from '../../ledger/index.ts';
import type { EstimatorName } from './estimator-names.ts';
import { forecastsFromSurvival, paymentCurves } from './forecast-invoices.ts';
import { fitIntervalLevels } from './interval-levels.ts';
import type { LatenessModel, StageRecalibrations, SurvivalRecalibration, TimeSplitScores } from './lateness-model.ts';
import { finishLatenessModel } from './lateness-model-document.ts';
import { scoreForecasts } from './lateness-scores.ts';
import {
  countTrainingOutcomes,
  FEWEST_OF_A_KIND,
  isThin,
  type LearnSettings,
  learnLateness,
} from './learn-lateness.ts';
import { LIBRARY_VERSION } from './library-version.ts';
import { modelFeatures } from './model-features.ts';
import { latenessBase } from './outcomes.ts';
import type { PeriodContext } from './person-periods.ts';
import { scoreIntervals } from './score-intervals.ts';
import { settlementKnownDay } from './settlement-known-day.ts';
import { blendSurvivals, memberSurvivals, periodContext, type SurvivalRows } from './survival.ts';
import { fitSurvivalRecalibration, recentre } from './survival-recalibration.ts';
import { thinRows } from './thin-rows.ts';
import { trainingSpan } from './training-span.ts';

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
    trainingSpan: trainingSpan(past, from),
    libraryVersion: LIBRARY_VERSION,
    warnings: [],
  });
  const judged = (i: number, base: Int32Array): boolean => base[i] + settings.lateAfterDays < asOf;
  const { issued, unpaidAtDue } = heldBackRows(visible, asOf, model, settings.crew, judged, judged);
  if (issued.paidDay.length < FEWEST_OF_A_KIND * 2) return undefined;
  const { members, context } = membersOf(model, issued);
  const atDue = membersOf(model, unpaidAtDue);
  const even = blendSurvivals(model, issued, members, context.priorSurvival);
  const { invoice, paidDay, baseDay } = issued;
  const { forecasts, baseline } = forecastsFromSurvival(model, visible, invoice, issued, even, context.priorSurvival);
  const label = Uint8Array.from(paidDay, (day, r) =>
    (day === NO_DAY ? asOf : day) - baseDay[r] > settings.lateAfterDays ? 1 : 0,
  );
  const ours = { ...forecasts, paidDay };
  const theirs = { ...baseline, pLate: forecasts.baselinePLate, paidDay };
  const debtors = invoice.map((i) => visible.invoices.debtor[i]);
  return {
    scores: {
      from: formatDay(from),
      rows: label.length,
      model: scoreForecasts(ours.pLate, label, ours),
      baseline: scoreForecasts(theirs.pLate, label, theirs),
      intervals: scoreIntervals(ours, theirs, label, debtors, { seed: settings.seed }),
    },
    recalibration: {
      beforeDue: lessonsFrom(model, model.recalibration.beforeDue, issued, asOf, members, context),
      fromDue: lessonsFrom(model, model.recalibration.fromDue, unpaidAtDue, asOf, atDue.members, atDue.context),
    },
  };
}

/** Fits the level of the recalibrations anew for the model that has learnt from everything; see {@link recentre}. */
export function recentreOn(visible: Ledger, asOf: EpochDay, model: LatenessModel, crew?: Crew): StageRecalibrations {
  const { rolledDueDay } = visible.invoices;
  const { issued, unpaidAtDue } = heldBackRows(
    visible,
    asOf,
    model,
    crew,
    () => true,
    (i) => rolledDueDay[i] < asOf,
  );
  const stage = (recalibration: SurvivalRecalibration, rows: HeldBackRows): SurvivalRecalibration => {
    const { members, context } = membersOf(model, rows);
    return recentre(recalibration, model, members, context.priorSurvival, { ...rows, asOf });
  };
  return {
    beforeDue: stage(model.recalibration.beforeDue, issued),
    fromDue: stage(model.recalibration.fromDue, unpaidAtDue),
  };
}

/** Invoices at moments of the latest weeks, with their features; arrays run parallel. */
interface HeldBackRows extends SurvivalRows {
  readonly invoice: Int32Array;
  /** `NO_DAY` where not paid yet. */
  readonly paidDay: Int32Array;
}

/** The rows of both stages that `isTaken` says; their features are worked out in one pass over the debtors. */
function heldBackRows(
  visible: Ledger,
  asOf: EpochDay,
  model: LatenessModel,
  crew: Crew | undefined,
  isTaken: (i: number, base: Int32Array) => boolean,
  isTakenAtDue: (i: number, base: Int32Array) => boolean,
): { issued: HeldBackRows; unpaidAtDue: HeldBackRows } {
  const items = itemStates(visible);
  const base = latenessBase(visible, model.roll);
  const { knownDay, rolledDueDay, debtor } = visible.invoices;
  const found = rowsSince(
    visible,
    items,
    heldBackFrom(visible, asOf),
    (i) => isTaken(i, base),
    (i) => isTakenAtDue(i, base),
  );
  const step = Math.max(found.issued.length, found.unpaidAtDue.length) / MOST_HELD_BACK;
  const thinned = (rows: readonly number[]): number[] =>
    Array.from(
      thinRows(
        Int32Array.from(rows, (i) => debtor[i]),
        step,
        Math.max(1, Math.floor(step)),
      ),
      (at) => rows[at],
    );
  const issued = thinned(found.issued);
  const atDue = thinned(found.unpaidAtDue);
  const invoice = Int32Array.from([...issued, ...atDue]);
  const moment = invoice.map((i, r) => (r < issued.length ? knownDay : rolledDueDay)[i]);
  const features = modelFeatures(model, visible, { invoice, moment }, crew);
  const part = (first: number, end: number): HeldBackRows => {
    const own = invoice.subarray(first, end);
    return {
      invoice: own,
      moment: moment.subarray(first, end),
      baseDay: own.map((i) => base[i]),
      paidDay: own.map((i) => items.paidDay[i]),
      features: {
        ...features,
        rows: end - first,
        columns: features.columns.map((column) => column.subarray(first, end)),
      },
    };
  };
  return { issued: part(0, issued.length), unpaidAtDue: part(issued.length, invoice.length) };
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

/** About the most held-back invoices that are scored; more would not change the blend. */
const MOST_HELD_BACK = 20_000;

function membersOf(model: LatenessModel, rows: HeldBackRows): { members: Float64Array[]; context: PeriodContext } {
  const context = periodContext(model, rows);
  return { members: memberSurvivals(model, rows, context), context };
}

function lessonsFrom(
  model: LatenessModel,
  begin: SurvivalRecalibration,
  rows: HeldBackRows,
  asOf: EpochDay,
  members: readonly Float64Array[],
  { priorSurvival }: PeriodContext,
): SurvivalRecalibration {
  const blend = fitSurvivalRecalibration(model, begin, members, priorSurvival, { ...rows, asOf });
  const recalibration = { beforeDue: blend, fromDue: blend };
  const blended = blendSurvivals({ grid: model.grid, recalibration }, rows, members, priorSurvival);
  const curveOf = paymentCurves(model, rows, rows.features, rows.baseDay, blended);
  return { ...blend, ...fitIntervalLevels(curveOf, rows.paidDay, asOf) };
}
