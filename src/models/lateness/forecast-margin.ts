import type { FeatureTable } from '../../features/index.ts';
import type { LatenessModel } from './lateness-model.ts';
import { MODEL_FEATURES, modelInputs } from './model-inputs.ts';
import { type PeriodContext, personPeriodMatrix } from './person-periods.ts';
import { logOdds } from './survival.ts';

/** Additive parts of a number, by name. */
export interface AdditiveParts {
  /** What is left where nothing is known of the invoice. */
  readonly base: number;
  readonly byName: ReadonlyMap<string, number>;
}

/** Below this change a ratio of differences is rounding only, and the slope takes its place. */
const LEAST_CHANGE = 1e-9;

/** Slope of the straight line through two points of a curve: changes carried by it add up exactly. */
function secant(from: number, to: number, valueFrom: number, valueTo: number, slope: number): number {
  return Math.abs(to - from) > LEAST_CHANGE ? (valueTo - valueFrom) / (to - from) : slope;
}

/** log(1 − hazard) of a hazard with these log-odds. */
const logUnpaid = (odds: number): number =>
  odds > 0 ? -odds - Math.log1p(Math.exp(-odds)) : -Math.log1p(Math.exp(odds));

/**
 * One member's log-odds of P(unpaid) after the last of the bins, parted over the columns of its person-period table. Each bin's
 * log-odds of payment is parted exactly by the estimator (TreeSHAP, or coefficients); these parts are carried through
 * log(1 − hazard), summed over the bins, and through the log-odds of the product, each time by the secant between the
 * bin's mean log-odds and its own (the rescale rule; Shrikumar, Greenside & Kundaje 2017), so that they add up exactly
 * again. A bin without an estimator of its own has the population's hazard, which is part of the base. O(bins × cost of
 * `contributions`).
 *
 * @param bins ascending, not empty; the invoice is row 0 of `features` and `context`.
 */
export function partMemberOdds(
  model: Pick<LatenessModel, 'population'>,
  member: LatenessModel['hazards'][number],
  features: FeatureTable,
  context: PeriodContext,
  bins: Int32Array,
): AdditiveParts {
  const matrix = personPeriodMatrix(
    modelInputs(features),
    { row: new Int32Array(bins.length), bin: bins },
    context,
    member.binDummies,
  );
  let logFrom = 0;
  let logTo = 0;
  const byName = new Map<string, number>();
  bins.forEach((bin, r) => {
    const phase = member.phases.find((part) => bin >= part.firstBin && bin <= part.lastBin);
    if (!phase) {
      const unpaid = Math.log1p(-model.population.hazards[bin]);
      logFrom += unpaid;
      logTo += unpaid;
      return;
    }
    const { bias, values } = phase.estimator.contributions(matrix, r);
    let odds = bias;
    for (const value of values) odds += value;
    const from = logUnpaid(bias);
    const to = logUnpaid(odds);
    const weight = secant(bias, odds, from, to, -1 / (1 + Math.exp(-odds)));
    phase.estimator.featureNames.forEach((name, f) => {
      byName.set(name, (byName.get(name) ?? 0) + weight * values[f]);
    });
    // What rounding leaves of a tiny change stays in the base, so that nothing is lost.
    logFrom += to - weight * (odds - bias);
    logTo += to;
  });
  const unpaid = Math.exp(logTo);
  const margin = logOdds(unpaid);
  const weight = secant(logFrom, logTo, logOdds(Math.exp(logFrom)), margin, 1 / Math.max(1e-6, 1 - unpaid));
  for (const [name, value] of byName) byName.set(name, weight * value);
  return { base: margin - weight * (logTo - logFrom), byName };
}

/** Columns of a person-period table that are no features of the invoice, by what they tell. */
const BIN_PARTS: Readonly<Record<string, OtherPart>> = {
  bin_end_days: 'days',
  bin_ahead_days: 'days',
  bin_payment_days: 'payment_days',
  bin_has_run: 'run_day',
  bin_after_run: 'run_day',
  bin_prior_hazard: 'own_record',
};

/** What is no feature of the invoice but moves its forecast. */
export type OtherPart = 'days' | 'payment_days' | 'run_day' | 'own_record' | 'calibration';

/** The part that a column belongs to; `undefined` for a feature. O(1). */
export function otherPartOf(column: string): OtherPart | undefined {
  if (FEATURE_NAMES.has(column)) return undefined;
  return BIN_PARTS[column] ?? 'days';
}

const FEATURE_NAMES: ReadonlySet<string> = new Set(MODEL_FEATURES);
