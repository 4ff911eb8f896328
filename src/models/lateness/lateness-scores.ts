import { NO_DAY } from '../../calendar/index.ts';
import { auc, averagePrecision, brier, expectedCalibrationError, logLoss, precisionAtTop } from '../metrics/index.ts';

/** How well probabilities and dates came true; `null` where a figure cannot be had (one class only, nothing paid). */
export interface LatenessScores {
  readonly auc: number | null;
  readonly averagePrecision: number | null;
  readonly brier: number | null;
  /** Expected calibration error over ten bins of equal count. */
  readonly ece: number | null;
  readonly logLoss: number | null;
  /** Share late among the tenth with the highest probability. */
  readonly precisionAtTop10: number | null;
  /** Mean absolute error of the median payment date, days, over the invoices paid. */
  readonly maeDays: number | null;
  /** Share of them whose median payment date is within three days. */
  readonly within3Days: number | null;
  /** Share of them paid from the 10 % to the 90 % date. */
  readonly coverage80: number | null;
}

/** Forecast dates beside what happened; arrays run parallel, `NO_DAY` = no date. */
export interface DatedForecasts {
  readonly p10Day: Int32Array;
  readonly p50Day: Int32Array;
  readonly p90Day: Int32Array;
  readonly moment: Int32Array;
  /** Day paid, `NO_DAY` where not paid yet. */
  readonly paidDay: Int32Array;
}

/** A date beyond the horizon counts as a year after the moment. */
export const BEYOND_DAYS = 365;

/** Scores of probabilities against 0/1 labels and of dates against payment dates. O(n log n). */
export function scoreForecasts(probability: Float64Array, label: Uint8Array, dates: DatedForecasts): LatenessScores {
  const number = (value: number): number | null => (Number.isFinite(value) ? value : null);
  const isEmpty = probability.length === 0;
  let paid = 0;
  let error = 0;
  let near = 0;
  let covered = 0;
  for (let r = 0; r < dates.paidDay.length; r++) {
    const day = dates.paidDay[r];
    if (day === NO_DAY) continue;
    paid++;
    const expected = dates.p50Day[r] === NO_DAY ? dates.moment[r] + BEYOND_DAYS : dates.p50Day[r];
    error += Math.abs(expected - day);
    if (Math.abs(expected - day) <= 3) near++;
    const latest = dates.p90Day[r] === NO_DAY ? Number.MAX_SAFE_INTEGER : dates.p90Day[r];
    const earliest = dates.p10Day[r] === NO_DAY ? Number.MAX_SAFE_INTEGER : dates.p10Day[r];
    if (day >= earliest && day <= latest) covered++;
  }
  return {
    auc: isEmpty ? null : number(auc(probability, label)),
    averagePrecision: isEmpty ? null : number(averagePrecision(probability, label)),
    brier: isEmpty ? null : number(brier(probability, label)),
    ece: isEmpty ? null : number(expectedCalibrationError(probability, label)),
    logLoss: isEmpty ? null : number(logLoss(probability, label)),
    precisionAtTop10: isEmpty ? null : number(precisionAtTop(probability, label, 0.1)),
    maeDays: paid > 0 ? error / paid : null,
    within3Days: paid > 0 ? near / paid : null,
    coverage80: paid > 0 ? covered / paid : null,
  };
}
