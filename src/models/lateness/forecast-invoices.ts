import { type EpochDay, NO_DAY, weekdayOf } from '../../calendar/index.ts';
import type { Crew } from '../../crew/index.ts';
import { type FeatureTable, featureColumn, type InvoiceMoments } from '../../features/index.ts';
import { type Ledger, textAt } from '../../ledger/index.ts';
import type { InvoiceForecasts } from './invoice-forecasts.ts';
import type { LatenessModel } from './lateness-model.ts';
import { modelFeatures } from './model-features.ts';
import { latenessBase } from './outcomes.ts';
import { type PaymentCurve, paymentCurve } from './payment-curve.ts';
import { modelSurvival, priorSurvival, type SurvivalRows, stageOf } from './survival.ts';

/** "Very late": more than this many days after the due date. */
const VERY_LATE_DAYS = 30;
const EXPECTED_DAYS_CAP = 180;
const SOON_BUSINESS_DAYS = 3;
/** How much likelier a payment is on the day of a run of full strength than on an average day of the same bin. */
const RUN_DAY_WEIGHT = 20;

/** What a model expects of invoices at their moments, and the features that it looked at. */
export interface ForecastResult {
  readonly forecasts: InvoiceForecasts;
  /** The baseline's dates, beside the model's; read off when they are first asked for. */
  readonly baseline: InvoiceForecasts;
  readonly features: FeatureTable;
}

/**
 * Forecasts of invoices, each on the morning of its own moment and not fully paid then. Looks at nothing known on or
 * after that moment but the invoice itself. `features` may be handed in where they are at hand; a
 * `crew` of threads shares the work of the features. O(n log of a debtor's rows + rows × bins × cost of the estimator).
 */
export function forecastInvoices(
  model: LatenessModel,
  ledger: Ledger,
  asked: InvoiceMoments,
  features?: FeatureTable,
  crew?: Crew,
): ForecastResult {
  const looked = features ?? modelFeatures(model, ledger, asked, crew);
  const base = latenessBase(ledger, model.roll);
  const baseDay = Int32Array.from(asked.invoice, (i) => base[i]);
  const rows = { features: looked, baseDay, moment: asked.moment };
  const prior = priorSurvival(model, rows);
  const survival = modelSurvival(model, rows, prior);
  return forecastsFromSurvival(model, ledger, asked.invoice, rows, survival, prior);
}

/** The second half of {@link forecastInvoices}: from the chances of being unpaid after each bin, rows × bins. */
export function forecastsFromSurvival(
  model: LatenessModel,
  ledger: Ledger,
  invoice: Int32Array,
  { features, baseDay, moment }: SurvivalRows,
  survival: Float64Array,
  prior: Float64Array,
): ForecastResult {
  const asked = { invoice, moment };
  const forecasts = readOff(model, ledger, asked, features, baseDay, survival, prior);
  let baseline = survival === prior ? forecasts : undefined;
  return {
    forecasts,
    features,
    get baseline() {
      baseline ??= readOff(model, ledger, asked, undefined, baseDay, prior, prior);
      return baseline;
    },
  };
}

function readOff(
  model: LatenessModel,
  ledger: Ledger,
  asked: InvoiceMoments,
  features: FeatureTable | undefined,
  baseDay: Int32Array,
  survival: Float64Array,
  prior: Float64Array,
): InvoiceForecasts {
  const rows = asked.invoice.length;
  const bins = model.grid.edges.length;
  const lateBin = model.grid.edges.indexOf(model.lateAfterDays);
  const veryLateBin = model.grid.edges.indexOf(VERY_LATE_DAYS);
  const forecasts: InvoiceForecasts = {
    invoice: asked.invoice,
    moment: asked.moment,
    pLate: new Float64Array(rows),
    pVeryLate: new Float64Array(rows),
    p10Day: new Int32Array(rows),
    p50Day: new Int32Array(rows),
    p90Day: new Int32Array(rows),
    expectedDays: new Float64Array(rows),
    pPaidSoon: new Float64Array(rows),
    baselinePLate: new Float64Array(rows),
  };
  const curveOf = paymentCurves(model, asked, features, baseDay, survival);
  const soonOf = soonDays(ledger);
  for (let r = 0; r < rows; r++) {
    const at = r * bins;
    const moment = asked.moment[r];
    const curve = curveOf(r);
    const { lowLevel, highLevel } = stageOf(model.recalibration, moment - baseDay[r]);
    forecasts.pLate[r] = survival[at + lateBin];
    forecasts.pVeryLate[r] = survival[at + veryLateBin];
    forecasts.p10Day[r] = curve.quantileDay(lowLevel);
    forecasts.p50Day[r] = curve.quantileDay(0.5);
    forecasts.p90Day[r] = curve.quantileDay(highLevel);
    forecasts.expectedDays[r] = curve.expectedDays(EXPECTED_DAYS_CAP);
    forecasts.pPaidSoon[r] = 1 - curve.unpaidAfter(soonOf(ledger.invoices.debtor[asked.invoice[r]], moment));
    forecasts.baselinePLate[r] = prior[at + lateBin];
  }
  return forecasts;
}

/** Answers the last day of "soon" for a debtor and a moment; the last answer is kept, since a debtor's rows come together. */
function soonDays(ledger: Ledger): (debtor: number, moment: EpochDay) => EpochDay {
  let known = { debtor: -1, moment: NO_DAY, day: NO_DAY };
  return (debtor, moment) => {
    if (debtor !== known.debtor || moment !== known.moment) {
      const calendar = ledger.calendars.forCountry(textAt(ledger.debtors.country, debtor));
      known = { debtor, moment, day: calendar.addBusinessDays(moment, SOON_BUSINESS_DAYS) };
    }
    return known.day;
  };
}

/** The payment curve of each row, from its chances of being unpaid after each bin. */
export function paymentCurves(
  model: Pick<LatenessModel, 'grid' | 'weekdayWeights' | 'population'>,
  asked: InvoiceMoments,
  features: FeatureTable | undefined,
  baseDay: Int32Array,
  survival: Float64Array,
): (row: number) => PaymentCurve {
  const bins = model.grid.edges.length;
  const { weekdayWeights } = model;
  const runStrength = features && featureColumn(features, 'run_strength');
  const dueToRun = features && featureColumn(features, 'due_to_run_days');
  return (r) => {
    const runDay = dueToRun ? baseDay[r] + dueToRun[r] : Number.NaN;
    const runWeight = runStrength ? RUN_DAY_WEIGHT * runStrength[r] : 0;
    return paymentCurve({
      grid: model.grid,
      survival: survival.subarray(r * bins, (r + 1) * bins),
      tailDailyHazard: model.population.tailDailyHazard,
      baseDay: baseDay[r],
      moment: asked.moment[r],
      dayWeight: (day) => weekdayWeights[weekdayOf(day)] + (day === runDay ? runWeight : 0),
    });
  };
}
