import { computeInvoiceFeatures, featureColumn } from '../../features/index.ts';
import type { Ledger } from '../../ledger/index.ts';
import { firstBin } from './lateness-grid.ts';
import { featureOptionsOf, type LatenessModel } from './lateness-model.ts';
import { MODEL_FEATURES, modelInputs } from './model-inputs.ts';
import { latenessBase } from './outcomes.ts';
import { personPeriodMatrix } from './person-periods.ts';
import { periodContext, stageOf } from './survival.ts';

/** What one feature does to the forecast of one invoice. */
export interface FeatureEffect {
  readonly feature: string;
  /** The feature's value, in its declared unit; NaN = missing. */
  readonly value: number;
  /**
   * Change of the log-odds of payment, averaged over the bins that decide and blended over the members, with the sign turned: above 0 the feature speaks
   * for late payment, below 0 against it.
   */
  readonly effect: number;
}

/** Days ahead that decide once an invoice is late already. */
const AHEAD_DAYS = 30;

/**
 * Which features speak for and against late payment of an invoice on the morning of `moment`, strongest first: exact
 * additive contributions of the hazards of the bins up to the late threshold (or, for an invoice that is late already,
 * of the next thirty days). A `prior` model looks at the debtor's own late rate alone.
 */
export function explainForecast(
  model: LatenessModel,
  ledger: Ledger,
  invoice: number,
  moment: number,
): FeatureEffect[] {
  const asked = { invoice: Int32Array.of(invoice), moment: Int32Array.of(moment) };
  const features = computeInvoiceFeatures(ledger, asked, featureOptionsOf(model));
  const featureValue = (name: string): number => featureColumn(features, name)[0];
  if (model.hazards.length === 0) {
    const rate = featureValue('prior_late_rate');
    const { lateRate } = model.smoothing;
    const effect = Math.log(rate / (1 - rate)) - Math.log(lateRate / (1 - lateRate));
    return [{ feature: 'prior_late_rate', value: rate, effect }];
  }
  const base = latenessBase(ledger, model.roll)[invoice];
  const entry = firstBin(model.grid, moment - base);
  const lateBin = model.grid.edges.indexOf(model.lateAfterDays);
  const last =
    entry <= lateBin
      ? lateBin
      : Math.min(model.grid.edges.length - 1, firstBin(model.grid, moment - base + AHEAD_DAYS));
  const bins = Int32Array.from({ length: Math.max(0, last - entry + 1) }, (_, at) => entry + at);
  const context = periodContext(model, { features, baseDay: Int32Array.of(base), moment: asked.moment });
  const periods = { row: new Int32Array(bins.length), bin: bins };
  const inputs = modelInputs(features);
  const effects = new Map(MODEL_FEATURES.map((name) => [name, 0]));
  const { slopes } = stageOf(model.recalibration, moment - base);
  model.hazards.forEach((member, m) => {
    const matrix = personPeriodMatrix(inputs, periods, context, member.binDummies);
    const weight = slopes[m] / bins.length;
    for (let r = 0; r < bins.length; r++) {
      const phase = member.phases.find((part) => bins[r] >= part.firstBin && bins[r] <= part.lastBin);
      if (!phase || weight === 0) continue;
      const { values } = phase.estimator.contributions(matrix, r);
      phase.estimator.featureNames.forEach((name, f) => {
        const known = effects.get(name);
        if (known !== undefined) effects.set(name, known - values[f] * weight);
      });
    }
  });
  return [...effects]
    .map(([feature, effect]) => ({ feature, value: featureValue(feature), effect }))
    .filter(({ effect }) => effect !== 0)
    .sort((a, b) => Math.abs(b.effect) - Math.abs(a.effect) || (a.feature < b.feature ? -1 : 1));
}
