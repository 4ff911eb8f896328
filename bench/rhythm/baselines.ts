import { partsOfDay, weekdayOf } from '../../src/calendar/index.ts';

/** A plain test for a payment run: the distinct payment days of one debtor, ascending → whether it has a run. */
export type PlainDetector = (days: readonly number[]) => boolean;

/** Largest share of one weekday above 60 %. */
export const weekdayShare: PlainDetector = (days) => {
  const counts = [0, 0, 0, 0, 0, 0, 0];
  for (const day of days) counts[weekdayOf(day)]++;
  return Math.max(...counts) > 0.6 * days.length;
};

/**
 * Rayleigh test of uniformity of the day of the month on a circle, p < .01. p by the approximation of Zar (Biostatistical
 * Analysis, 4th ed., equation 27.4): exp(√(1 + 4n + 4(n² − R²)) − (1 + 2n)).
 */
export const rayleigh: PlainDetector = (days) => {
  let cosines = 0;
  let sines = 0;
  for (const day of days) {
    const { year, month, day: dayOfMonth } = partsOfDay(day);
    const length = new Date(Date.UTC(year, month, 0)).getUTCDate();
    const angle = (2 * Math.PI * (dayOfMonth - 1)) / length;
    cosines += Math.cos(angle);
    sines += Math.sin(angle);
  }
  const n = days.length;
  const squaredLength = cosines * cosines + sines * sines;
  return Math.exp(Math.sqrt(1 + 4 * n + 4 * (n * n - squaredLength)) - (1 + 2 * n)) < 0.01;
};

/**
 * Autocorrelation of the daily series of payment dates: a peak at 7, 14 or 28–31 days that is above 0.3 and above three
 * standard errors 1/√(days of the series).
 */
export const autocorrelation: PlainDetector = (days) => {
  const first = days[0];
  const length = days[days.length - 1] - first + 1;
  if (length < 62) return false;
  const series = new Float64Array(length);
  for (const day of days) series[day - first] = 1;
  const mean = days.length / length;
  let variance = 0;
  for (const value of series) variance += (value - mean) ** 2;
  const bound = Math.max(0.3, 3 / Math.sqrt(length));
  return [7, 14, 28, 29, 30, 31].some((lag) => {
    let covariance = 0;
    for (let at = lag; at < length; at++) covariance += (series[at] - mean) * (series[at - lag] - mean);
    return covariance / variance > bound;
  });
};
