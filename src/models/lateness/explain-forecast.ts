import { type FeatureTable, featureColumn } from '../../features/index.ts';
import type { Ledger } from '../../ledger/index.ts';
import { type OtherPart, otherPartOf, partMemberOdds } from './forecast-margin.ts';
import { firstBin } from './lateness-grid.ts';
import type { LatenessModel } from './lateness-model.ts';
import { modelFeatures } from './model-features.ts';
import { latenessBase } from './outcomes.ts';
import { blendSurvivals, logOdds, memberSurvivals, periodContext, priorSurvival, stageOf } from './survival.ts';

/** What one feature does to the forecast of one invoice. */
export interface FeatureEffect {
  readonly feature: string;
  /** The feature's value, in its declared unit; NaN = missing. */
  readonly value: number;
  /** Its part of the margin, log-odds: above 0 the feature speaks for late payment, below 0 against it. */
  readonly effect: number;
}

/**
 * What something that is no feature does to the margin: `days`, which days after the due date are looked at and how far ahead
 * they lie; `payment_days`, how many usual payment days they hold; `run_day`, where among them the payment run falls;
 * `own_record`, what the debtor's own record alone expects of them; `calibration`, what the blend was corrected by.
 */
export interface OtherEffect {
  readonly part: OtherPart;
  /** Its part of the margin, log-odds: above 0 it speaks for late payment. */
  readonly effect: number;
}

/** Why the forecast of one invoice is what it is: `margin = base + Σ effects + Σ other`, up to rounding (1e-9). */
export interface ForecastExplanation {
  /**
   * Days after the (rolled) due date that the chance is about: the model's `lateAfterDays`; for an invoice that is late
   * already, the end of the first bin that lies thirty days ahead.
   */
  readonly afterDays: number;
  /** Chance that it is paid more than `afterDays` after its due date: `pLate` of `forecastInvoices`, or `lateBy(afterDays)`. */
  readonly chance: number;
  /** The log-odds of `chance`, kept within ±13.8. */
  readonly margin: number;
  /** The log-odds that the model starts from where nothing is known of the invoice. */
  readonly base: number;
  /** Parts of the features, strongest first; those of no effect are left out. */
  readonly effects: readonly FeatureEffect[];
  /** Parts of what is no feature, strongest first; those of no effect are left out. */
  readonly other: readonly OtherEffect[];
}

/** Days ahead that decide once an invoice is late already. */
const AHEAD_DAYS = 30;

/**
 * Which features speak for and against late payment of an invoice on the morning of `moment`, in parts that add up to the
 * log-odds of being late. Each member's hazards are parted exactly (TreeSHAP of trees, coefficients of the logistic model)
 * and carried to the log-odds of lateness by `partMemberOdds`; members are weighed as the blend weighs them. What the
 * debtor's own record adds to the blend counts as `prior_late_rate`, the only feature that it looks at, and so does all of a
 * `prior` model. The base is the blend of the members' mean log-odds and of the record of a debtor like all others.
 * Correlated features share what they tell; an effect is no cause. O(cost of one debtor's features + bins × cost of
 * `contributions`).
 */
export function explainForecast(
  model: LatenessModel,
  ledger: Ledger,
  invoice: number,
  moment: number,
): ForecastExplanation {
  const asked = { invoice: Int32Array.of(invoice), moment: Int32Array.of(moment) };
  const features = modelFeatures(model, ledger, asked);
  const baseDay = Int32Array.of(latenessBase(ledger, model.roll)[invoice]);
  const rows = { features, baseDay, moment: asked.moment };
  const { edges } = model.grid;
  const seen = moment - baseDay[0];
  const entry = firstBin(model.grid, seen);
  if (entry >= edges.length) return beyondTheBins(model, seen);
  const lateBin = edges.indexOf(model.lateAfterDays);
  const last = entry <= lateBin ? lateBin : Math.min(edges.length - 1, firstBin(model.grid, seen + AHEAD_DAYS));
  const parts = new Map<string, number>();
  const add = (name: string, effect: number): void => {
    parts.set(name, (parts.get(name) ?? 0) + effect);
  };

  const prior = priorSurvival(model, rows);
  const recordOdds = logOdds(prior[last]);
  const usual = { ...rows, features: oneFeature('prior_late_rate', model.smoothing.lateRate) };
  const usualOdds = logOdds(priorSurvival(model, usual)[last]);
  if (model.hazards.length === 0) {
    add('prior_late_rate', recordOdds - usualOdds);
    return explanation(features, parts, { afterDays: edges[last], chance: prior[last], base: usualOdds });
  }
  const context = periodContext(model, rows);
  const members = memberSurvivals(model, rows, context);
  const { intercept, slopes, priorSlope } = stageOf(model.recalibration, seen);
  const bins = Int32Array.from({ length: last - entry + 1 }, (_, at) => entry + at);
  let base = intercept + priorSlope * usualOdds;
  let blended = intercept + priorSlope * recordOdds;
  if (priorSlope > 0) add('prior_late_rate', priorSlope * (recordOdds - usualOdds));
  model.hazards.forEach((member, m) => {
    if (slopes[m] === 0) return;
    const parted = partMemberOdds(model, member, features, context, bins);
    base += slopes[m] * parted.base;
    blended += slopes[m] * logOdds(members[m][last]);
    for (const [name, value] of parted.byName) add(name, slopes[m] * value);
  });
  const chance = blendSurvivals(model, rows, members, prior)[last];
  add('calibration', logOdds(chance) - blended);
  return explanation(features, parts, { afterDays: edges[last], chance, base });
}

/** Later than the last bin an invoice is one like all others: nothing about it moves the forecast. */
function beyondTheBins(model: LatenessModel, seen: number): ForecastExplanation {
  const chance = (1 - model.population.tailDailyHazard) ** AHEAD_DAYS;
  const margin = logOdds(chance);
  return { afterDays: seen - 1 + AHEAD_DAYS, chance, margin, base: margin, effects: [], other: [] };
}

function explanation(
  features: FeatureTable,
  parts: ReadonlyMap<string, number>,
  { afterDays, chance, base }: Pick<ForecastExplanation, 'afterDays' | 'chance' | 'base'>,
): ForecastExplanation {
  const effects: FeatureEffect[] = [];
  const others = new Map<OtherPart, number>();
  for (const [name, effect] of parts) {
    const part = name === 'calibration' ? 'calibration' : otherPartOf(name);
    if (part !== undefined) others.set(part, (others.get(part) ?? 0) + effect);
    else if (effect !== 0) effects.push({ feature: name, value: featureColumn(features, name)[0], effect });
  }
  return {
    afterDays,
    chance,
    margin: logOdds(chance),
    base,
    effects: effects.sort((a, b) => Math.abs(b.effect) - Math.abs(a.effect) || (a.feature < b.feature ? -1 : 1)),
    other: [...others]
      .map(([part, effect]) => ({ part, effect }))
      .filter(({ effect }) => effect !== 0)
      .sort((a, b) => Math.abs(b.effect) - Math.abs(a.effect) || (a.part < b.part ? -1 : 1)),
  };
}

function oneFeature(name: string, value: number): FeatureTable {
  return { names: [name], rows: 1, columns: [Float64Array.of(value)] };
}
