import { type EpochDay, NO_DAY } from '../../calendar/index.ts';
import { solvePositiveDefinite } from '../estimators/solve-positive-definite.ts';
import type { LatenessModel, StageRecalibrations, SurvivalRecalibration } from './lateness-model.ts';
import { logOdds } from './survival.ts';

/** What became of the rows that were held back. */
export interface HeldBackOutcomes {
  readonly baseDay: Int32Array;
  /** `NO_DAY` where not paid yet. */
  readonly paidDay: Int32Array;
  /** The last visible day is the one before. */
  readonly asOf: EpochDay;
}

/** Thresholds, in days after the due date, at which P(unpaid) is compared with what happened. */
const THRESHOLDS = [-7, 0, 7, 14, 30];
/** Pull towards the blend that a fit starts from, in held-back invoices: members err alike, so that few rows tell little of their weights. */
const RIDGE_BLEND = 100;
/** Pull of a correction towards none, in held-back invoices. */
const RIDGE = 20;
/** Pull of a level towards no shift, in invoices. */
const RIDGE_LEVEL = 5;
/** How far the slope on the rows that a model has learnt from is trusted at most, and the rows at which half of that. */
const MOST_TRUST = 0.75;
const HALF_TRUST_ROWS = 2000;
/** Corrections keep the order of the rows. */
const LEAST_SLOPE = 0.2;

/**
 * Before anything is held back, for members in the order of `hazardDesigns`: trees and the logistic model in equal parts for
 * invoices seen before their due date; from it on trees, and the forest where there is one, in equal parts: what has passed
 * since matters in ways that a linear member does not see, and there the mean of both kinds of trees errs least.
 */
export function startBlends(members: number): StageRecalibrations {
  const evenly = (isTaken: (member: number) => boolean): SurvivalRecalibration => {
    const taken = Array.from({ length: members }, (_, member) => (isTaken(member) ? 1 : 0));
    const sum = taken.reduce<number>((total, one) => total + one, 0);
    return startBlend(taken.map((one) => one / sum));
  };
  return { beforeDue: evenly((member) => member < 2), fromDue: evenly((member) => member !== 1) };
}

function startBlend(slopes: readonly number[]): SurvivalRecalibration {
  return {
    intercept: 0,
    slopes,
    priorSlope: 0,
    corrections: [],
    lowLevel: 0.1,
    highLevel: 0.9,
  };
}

/**
 * Learns how far to trust each member and how far the debtor's own record: a ridge logistic regression of "still unpaid
 * at the threshold" on the log-odds of all, over all thresholds whose outcome is known (Platt 1999; stacking after
 * Wolpert 1992). While a slope comes out negative, the most negative one is set to 0 and the rest fitted again.
 * O(rows × thresholds × steps).
 *
 * @param begin the blend that the fit is drawn towards.
 * @param members each member's P(unpaid), row-major, rows × bins; `prior` is the debtor's own record.
 */
export function fitSurvivalRecalibration(
  model: Pick<LatenessModel, 'grid' | 'lateAfterDays'>,
  begin: SurvivalRecalibration,
  members: readonly Float64Array[],
  prior: Float64Array,
  outcomes: HeldBackOutcomes,
): SurvivalRecalibration {
  const { edges } = model.grid;
  const bins = edges.flatMap((edge, bin) => (edge === model.lateAfterDays || THRESHOLDS.includes(edge) ? [bin] : []));
  const inputs: number[][] = [];
  const labels: number[] = [];
  const binOf: number[] = [];
  for (let r = 0; r < outcomes.baseDay.length; r++)
    for (const bin of bins) {
      const day = outcomes.baseDay[r] + edges[bin];
      const at = r * edges.length + bin;
      if (day >= outcomes.asOf || !(members[0]?.[at] < 1)) continue;
      inputs.push([1, ...members.map((survival) => logOdds(survival[at])), logOdds(prior[at])]);
      binOf.push(bin);
      labels.push(outcomes.paidDay[r] === NO_DAY || outcomes.paidDay[r] > day ? 1 : 0);
    }
  const start = [begin.intercept, ...begin.slopes, begin.priorSlope];
  let free = start.map((_, parameter) => parameter);
  let fitted = newton(inputs, labels, 1 / bins.length, RIDGE_BLEND, start, free);
  for (;;) {
    const slopes = free.filter((parameter) => parameter > 0);
    const lowest = slopes.reduce((least, slope) => (fitted[slope] < fitted[least] ? slope : least), slopes[0] ?? 0);
    if (slopes.length === 0 || fitted[lowest] >= 0) break;
    free = free.filter((parameter) => parameter !== lowest);
    fitted = newton(inputs, labels, 1 / bins.length, RIDGE_BLEND, start, free);
  }
  const blended = inputs.map((row) => row.reduce((odds, input, p) => odds + input * fitted[p], 0));
  const corrections = bins.map((bin) => {
    const at = binOf.flatMap((b, r) => (b === bin ? [r] : []));
    const [intercept, slope] = newton(
      at.map((r) => [1, blended[r]]),
      at.map((r) => labels[r]),
      1,
      RIDGE,
      [0, 1],
      [0, 1],
    );
    return { day: edges[bin], intercept: intercept + 0, slope: Math.max(LEAST_SLOPE, slope) };
  });
  return {
    intercept: fitted[0] + 0,
    slopes: fitted.slice(1, -1),
    priorSlope: fitted[fitted.length - 1],
    corrections,
    lowLevel: 0.1,
    highLevel: 0.9,
  };
}

/** Ridge logistic regression over the free parameters (the others are 0) by Newton's method; strictly convex. */
function newton(
  inputs: readonly number[][],
  labels: readonly number[],
  weight: number,
  ridge: number,
  start: readonly number[],
  free: readonly number[],
): number[] {
  const parameters = start.map((value, p) => (free.includes(p) ? value : 0));
  for (let round = 0; round < 50; round++) {
    const gradient = Float64Array.from(free, (p) => ridge * (parameters[p] - start[p]));
    const size = free.length;
    const hessian = new Float64Array(size * size);
    for (let a = 0; a < size; a++) hessian[a * size + a] = ridge;
    for (let r = 0; r < inputs.length; r++) {
      const row = inputs[r];
      let odds = 0;
      for (let p = 0; p < row.length; p++) odds += parameters[p] * row[p];
      const chance = 1 / (1 + Math.exp(-odds));
      for (let a = 0; a < free.length; a++) {
        gradient[a] += weight * (chance - labels[r]) * row[free[a]];
        for (let b = 0; b < free.length; b++)
          hessian[a * size + b] += weight * chance * (1 - chance) * row[free[a]] * row[free[b]];
      }
    }
    const step = solvePositiveDefinite(hessian, gradient);
    if (!step) break;
    free.forEach((p, a) => {
      parameters[p] -= step[a];
    });
    if (step.every((change) => Math.abs(change) < 1e-10)) break;
  }
  return parameters;
}

/**
 * The same recalibration with the corrections' intercepts fitted anew for a model that has learnt more: so that, at each
 * threshold, as many invoices are expected to be unpaid as were. The slope moves part of the way to the one on rows that
 * this model has learnt from: the held-back one is that of a model which knew less, this one flatters.
 */
export function recentre(
  recalibration: SurvivalRecalibration,
  model: Pick<LatenessModel, 'grid' | 'lateAfterDays'>,
  members: readonly Float64Array[],
  prior: Float64Array,
  outcomes: HeldBackOutcomes,
): SurvivalRecalibration {
  const { edges } = model.grid;
  const corrections = recalibration.corrections.map(({ day, intercept, slope }) => {
    const bin = edges.indexOf(day);
    const odds: number[] = [];
    const labels: number[] = [];
    for (let r = 0; r < outcomes.baseDay.length; r++) {
      const at = r * edges.length + bin;
      if (outcomes.baseDay[r] + day >= outcomes.asOf || !(members[0]?.[at] < 1)) continue;
      let blended = recalibration.intercept + recalibration.priorSlope * logOdds(prior[at]);
      members.forEach((member, m) => {
        blended += recalibration.slopes[m] * logOdds(member[at]);
      });
      odds.push(blended);
      labels.push(outcomes.paidDay[r] === NO_DAY || outcomes.paidDay[r] > outcomes.baseDay[r] + day ? 1 : 0);
    }
    if (odds.length === 0) return { day, slope, intercept };
    const inSample = Math.max(
      LEAST_SLOPE,
      newton(
        odds.map((value) => [1, value]),
        labels,
        1,
        RIDGE,
        [0, slope],
        [0, 1],
      )[1],
    );
    const trust = (MOST_TRUST * odds.length) / (odds.length + HALF_TRUST_ROWS);
    const blendedSlope = slope ** (1 - trust) * inSample ** trust;
    const level = levelOf(
      odds.map((value) => blendedSlope * value),
      labels,
    );
    return { day, slope: blendedSlope, intercept: level };
  });
  return { ...recalibration, corrections };
}

/** The shift of log-odds after which the mean chance is the mean label, pulled towards 0. */
function levelOf(odds: readonly number[], labels: readonly number[]): number {
  let shift = 0;
  for (let round = 0; round < 50; round++) {
    let gradient = RIDGE_LEVEL * shift;
    let curvature = RIDGE_LEVEL;
    for (let r = 0; r < odds.length; r++) {
      const chance = 1 / (1 + Math.exp(-odds[r] - shift));
      gradient += chance - labels[r];
      curvature += chance * (1 - chance);
    }
    const step = gradient / curvature;
    shift -= step;
    if (Math.abs(step) < 1e-10) break;
  }
  return shift;
}
