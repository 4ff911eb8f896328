import { type FeatureTable, featureColumn } from '../../features/index.ts';
import { predictHazards } from './hazard-phases.ts';
import { firstBin } from './lateness-grid.ts';
import type { LatenessModel, OddsCorrection, StageRecalibrations, SurvivalRecalibration } from './lateness-model.ts';
import { modelInputs } from './model-inputs.ts';
import type { PeriodContext } from './person-periods.ts';
import { populationUnpaidAt } from './population-curve.ts';

/** Log-odds of a chance, kept within ±13.8 (one in a million). */
export function logOdds(chance: number): number {
  const kept = Math.min(1 - 1e-6, Math.max(1e-6, chance));
  return Math.log(kept / (1 - kept));
}
const chanceOf = (odds: number): number => 1 / (1 + Math.exp(-odds));

/** The parts of a model that survival is worked out from. */
export type SurvivalParts = Pick<
  LatenessModel,
  'grid' | 'population' | 'weekdayWeights' | 'hazards' | 'recalibration' | 'lateAfterDays'
>;

/** Rows whose survival is asked: their features, and the days they are seen from. */
export interface SurvivalRows {
  readonly features: FeatureTable;
  readonly baseDay: Int32Array;
  readonly moment: Int32Array;
}

/** The population's curve is moved by at most this many days either way. */
const MOST_SHIFT_DAYS = 400;

/**
 * Chance of being unpaid after each bin, given unpaid at the moment, by the debtor's own smoothed record alone: the
 * population's curve, moved along the days until P(late) is the debtor's smoothed late rate. Row-major, rows × bins.
 */
export function priorSurvival(
  model: Omit<SurvivalParts, 'hazards' | 'recalibration'>,
  rows: SurvivalRows,
): Float64Array {
  const { edges } = model.grid;
  const bins = edges.length;
  const unpaidAt = populationUnpaidAt(model.grid, model.population);
  const rate = featureColumn(rows.features, 'prior_late_rate');
  const survival = new Float64Array(rows.moment.length * bins);
  let shift = 0;
  for (let r = 0; r < rows.moment.length; r++) {
    // Invoices of a debtor stand together, and most share its rate.
    if (r === 0 || rate[r] !== rate[r - 1]) shift = shiftFor(unpaidAt, model.lateAfterDays, rate[r]);
    const seen = rows.moment[r] - rows.baseDay[r];
    const entry = firstBin(model.grid, seen);
    const entered = unpaidAt(seen - 1 - shift);
    for (let b = 0; b < bins; b++)
      survival[r * bins + b] = b < entry ? 1 : Math.min(1, unpaidAt(edges[b] - shift) / entered);
  }
  return survival;
}

/** Days by which the curve is moved so that the chance of being unpaid at `lateAfterDays` is `rate`; by bisection. */
function shiftFor(unpaidAt: (days: number) => number, lateAfterDays: number, rate: number): number {
  let low = -MOST_SHIFT_DAYS;
  let high = MOST_SHIFT_DAYS;
  for (let round = 0; round < 40; round++) {
    const middle = (low + high) / 2;
    if (unpaidAt(lateAfterDays - middle) < rate) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}

/** What a person-period table of these rows is worked out from; `prior` may be handed in where it is at hand. */
export function periodContext(
  model: Omit<SurvivalParts, 'hazards' | 'recalibration'>,
  rows: SurvivalRows,
  prior = priorSurvival(model, rows),
): PeriodContext {
  return {
    grid: model.grid,
    baseDay: rows.baseDay,
    moment: rows.moment,
    weekdayWeights: model.weekdayWeights,
    dueToRunDays: featureColumn(rows.features, 'due_to_run_days'),
    priorSurvival: prior,
  };
}

/**
 * Each member's curve before any blending: row-major, rows × bins, 1 for bins wholly past. With `onlyBlended`, 1 as well for
 * a row in whose blend the member has no weight: nothing reads it there.
 */
export function memberSurvivals(
  model: SurvivalParts,
  rows: SurvivalRows,
  context: PeriodContext,
  onlyBlended = false,
): Float64Array[] {
  const bins = model.grid.edges.length;
  const inputs = modelInputs(rows.features);
  return model.hazards.map((member, m) => {
    const isAsked = (r: number): boolean =>
      !onlyBlended || stageOf(model.recalibration, rows.moment[r] - rows.baseDay[r]).slopes[m] > 0;
    // The first member's curve says which bins are past.
    const survival = predictHazards(member, inputs, context, model.population.hazards, m === 0 ? undefined : isAsked);
    for (let r = 0; r < rows.moment.length; r++) {
      let left = 1;
      for (let at = r * bins; at < (r + 1) * bins; at++) {
        left *= 1 - survival[at];
        survival[at] = left;
      }
    }
    return survival;
  });
}

/**
 * The same by the whole model: the members' curves, recalibrated and blended on the log-odds scale with the debtor's own
 * record, all with weights that are never negative, so that the curve only falls. Row-major, rows × bins.
 */
export function modelSurvival(
  model: SurvivalParts,
  rows: SurvivalRows,
  prior = priorSurvival(model, rows),
): Float64Array {
  if (model.hazards.length === 0) return prior;
  const context = periodContext(model, rows, prior);
  return blendSurvivals(model, rows, memberSurvivals(model, rows, context, true), context.priorSurvival);
}

/** The second half of {@link modelSurvival}: from the members' curves and that of the debtor's own record. */
export function blendSurvivals(
  model: Pick<SurvivalParts, 'grid' | 'recalibration'>,
  rows: Pick<SurvivalRows, 'baseDay' | 'moment'>,
  members: readonly Float64Array[],
  prior: Float64Array,
): Float64Array {
  if (members.length === 0) return prior;
  const bins = model.grid.edges.length;
  const survival = new Float64Array(rows.moment.length * bins);
  for (let r = 0; r < rows.moment.length; r++) {
    const blend = stageOf(model.recalibration, rows.moment[r] - rows.baseDay[r]);
    let least = 1;
    for (let at = r * bins; at < (r + 1) * bins; at++) {
      if (members[0][at] >= 1) {
        survival[at] = 1;
        continue;
      }
      let odds = blend.intercept;
      if (blend.priorSlope > 0) odds += blend.priorSlope * logOdds(prior[at]);
      for (let m = 0; m < members.length; m++)
        if (blend.slopes[m] > 0) odds += blend.slopes[m] * logOdds(members[m][at]);
      least = Math.min(least, chanceOf(correctedOdds(blend.corrections, model.grid.edges[at - r * bins], odds)));
      survival[at] = least;
    }
  }
  return survival;
}

/** The blend for an invoice seen so many days after its due date (before it when negative). */
export function stageOf(recalibration: StageRecalibrations, daysPastDue: number): SurvivalRecalibration {
  return daysPastDue < 0 ? recalibration.beforeDue : recalibration.fromDue;
}

/** The log-odds after the corrections around that day, straight between two of them, flat beyond the outer ones. */
function correctedOdds(corrections: readonly OddsCorrection[], day: number, odds: number): number {
  if (corrections.length === 0) return odds;
  let next = 0;
  while (next < corrections.length && corrections[next].day < day) next++;
  const after = corrections[Math.min(next, corrections.length - 1)];
  const before = corrections[Math.max(0, next - 1)];
  const share = after.day === before.day || next === 0 ? 1 : Math.min(1, (day - before.day) / (after.day - before.day));
  const intercept = before.intercept + share * (after.intercept - before.intercept);
  return intercept + (before.slope + share * (after.slope - before.slope)) * odds;
}
