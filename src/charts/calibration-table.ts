import { reliability } from '../models/metrics/expected-calibration-error.ts';
import { wilsonInterval } from './wilson-interval.ts';

/** Invoices of like forecast, and how many of them came late. */
export interface CalibrationBin {
  readonly forecast_by: 'model' | 'own record';
  readonly invoices: number;
  /** Mean forecast chance of late payment, 0–1. */
  readonly forecast: number;
  /** Share that came late, 0–1; ties carry their mean. */
  readonly observed: number;
  /** 95 % interval of the share (Wilson 1927). */
  readonly observed_low: number;
  readonly observed_high: number;
}

/** How many invoices got a forecast in this tenth of the scale, by what became of them. */
export interface ForecastBand {
  /** Lower edge 0, 0.1, … 0.9. */
  readonly from: number;
  readonly outcome: 'came on time' | 'came late';
  readonly invoices: number;
}

/** What {@link calibrationTable} makes. */
export interface CalibrationTable {
  readonly bins: readonly CalibrationBin[];
  readonly bands: readonly ForecastBand[];
}

/**
 * Forecast against outcome: ten bins of equal count for the model and, where given, for the debtor's own record; and the
 * spread of the model's forecasts. Arrays run parallel; labels 1 = late. O(n log n).
 */
export function calibrationTable(scored: {
  readonly forecast: Float64Array;
  readonly label: Uint8Array;
  readonly ownRecord?: Float64Array;
}): CalibrationTable {
  const { forecast, label, ownRecord } = scored;
  const binsOf = (forecast_by: CalibrationBin['forecast_by'], chances: Float64Array): CalibrationBin[] =>
    reliability(chances, label).map(({ rows, meanProbability, observedShare }) => {
      const [observed_low, observed_high] = wilsonInterval(observedShare, rows);
      return {
        forecast_by,
        invoices: rows,
        forecast: meanProbability,
        observed: observedShare,
        observed_low,
        observed_high,
      };
    });
  const counts = Array.from({ length: 10 }, () => [0, 0]);
  for (let i = 0; i < forecast.length; i++) counts[Math.min(9, Math.floor(forecast[i] * 10))][label[i]]++;
  return {
    bins: [...binsOf('model', forecast), ...(ownRecord ? binsOf('own record', ownRecord) : [])],
    bands: counts.flatMap(([punctual, late], band): ForecastBand[] => [
      { from: band / 10, outcome: 'came on time', invoices: punctual },
      { from: band / 10, outcome: 'came late', invoices: late },
    ]),
  };
}
