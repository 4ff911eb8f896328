import { NO_DAY } from '../../calendar/index.ts';
import { createRandom, hash32 } from '../estimators/random.ts';
import { weightedAucInOrder } from '../metrics/auc.ts';
import { debtorClusters, percentileInterval } from '../metrics/bootstrap-interval.ts';
import { weightedCalibrationError } from '../metrics/expected-calibration-error.ts';
import { orderByScore } from '../metrics/score-order.ts';
import { BEYOND_DAYS, type DatedForecasts } from './lateness-scores.ts';

/** Forecasts of the same rows as their labels; arrays run parallel. */
export interface JudgedForecast extends DatedForecasts {
  readonly pLate: Float64Array;
}

/** Scores that get an interval. */
export const SCORES_WITH_INTERVALS = ['auc', 'ece', 'brier', 'maeDays', 'coverage80'] as const;
export type ScoreWithInterval = (typeof SCORES_WITH_INTERVALS)[number];

/** Bounds of an interval; `null` where no draw had the score (one class only, nothing paid). */
export type ScoreInterval = { readonly low: number; readonly high: number } | null;

/** How sure scores are: intervals of a forecast's own scores, and of their differences to a reference. */
export interface ScoreIntervals {
  /** Coverage of the intervals. */
  readonly level: number;
  readonly resamples: number;
  /** Debtors that were drawn from; few of them make intervals too narrow. */
  readonly debtors: number;
  readonly model: Readonly<Record<ScoreWithInterval, ScoreInterval>>;
  /** The forecast's score less the reference's on the same draw. */
  readonly difference: Readonly<Record<ScoreWithInterval, ScoreInterval>>;
}

/** Resamples unless asked otherwise. */
const RESAMPLES = 200;

/**
 * 95 % percentile intervals of a forecast's scores, and of their differences to a reference on the same rows, by a paired
 * bootstrap: whole debtors are drawn with replacement, since the rows of one debtor are not independent (Field & Welsh
 * 2007), and both forecasts are scored on each draw. Draws hang on the seed and the debtors alone, so that several forecasts
 * of the same rows are judged on the same ones. An interval of a difference that does not hold 0 is more than chance.
 * O(n log n + resamples × n).
 *
 * @param debtors any number that identifies the debtor of each row; numbered by first occurrence.
 * @throws {PayrhythmError} `BAD_DATA` for NaN or unequal lengths.
 */
export function scoreIntervals(
  forecast: JudgedForecast,
  reference: JudgedForecast,
  label: Uint8Array,
  debtors: ArrayLike<number>,
  { seed, resamples = RESAMPLES }: { readonly seed: number; readonly resamples?: number },
): ScoreIntervals {
  const level = 0.95;
  const { clusters, count } = debtorClusters(debtors, label.length);
  const ours = scorerOf(forecast, label);
  const theirs = forecast === reference ? ours : scorerOf(reference, label);
  const own = byScore((): number[] => []);
  const difference = byScore((): number[] => []);
  const drawn = new Float64Array(count);
  const weights = new Float64Array(label.length);
  for (let draw = 0; draw < resamples; draw++) {
    const random = createRandom(hash32(seed, draw));
    drawn.fill(0);
    for (let n = 0; n < count; n++) drawn[Math.floor(random() * count)]++;
    for (let row = 0; row < weights.length; row++) weights[row] = drawn[clusters[row]];
    for (const key of SCORES_WITH_INTERVALS) {
      const a = ours[key](weights);
      const b = theirs === ours ? a : theirs[key](weights);
      if (!Number.isNaN(a)) own[key].push(a);
      if (!Number.isNaN(a - b)) difference[key].push(a - b);
    }
  }
  const interval = (draws: readonly number[]): ScoreInterval => {
    if (draws.length === 0) return null;
    const { low, high } = percentileInterval(Number.NaN, draws, level);
    return { low, high };
  };
  return {
    level,
    resamples,
    debtors: count,
    model: byScore((key) => interval(own[key])),
    difference: byScore((key) => interval(difference[key])),
  };
}

/** The scores of rows that count `weights[row]` times, a whole number; sorted once. NaN where a score is not defined. */
function scorerOf(
  forecast: JudgedForecast,
  label: Uint8Array,
): Record<ScoreWithInterval, (weights: Float64Array) => number> {
  const { pLate, moment, paidDay, p10Day, p50Day, p90Day } = forecast;
  const order = orderByScore(pLate, label);
  const rising = order.slice().reverse();
  const paid = Array.from(paidDay.keys()).filter((row) => paidDay[row] !== NO_DAY);
  const squared = pLate.map((chance, row) => (chance - label[row]) ** 2);
  const error = paid.map((row) => {
    const expected = p50Day[row] === NO_DAY ? moment[row] + BEYOND_DAYS : p50Day[row];
    return Math.abs(expected - paidDay[row]);
  });
  const covered = paid.map((row) => {
    const hasComeTo = p10Day[row] !== NO_DAY && paidDay[row] >= p10Day[row];
    return hasComeTo && (p90Day[row] === NO_DAY || paidDay[row] <= p90Day[row]) ? 1 : 0;
  });
  const meanOverPaid = (values: readonly number[], weights: Float64Array): number => {
    let sum = 0;
    let total = 0;
    for (let at = 0; at < paid.length; at++) {
      sum += weights[paid[at]] * values[at];
      total += weights[paid[at]];
    }
    return sum / total;
  };
  return {
    auc: (weights) => weightedAucInOrder(order, pLate, label, weights),
    ece: (weights) => weightedCalibrationError(rising, pLate, label, weights),
    brier(weights) {
      let sum = 0;
      let total = 0;
      for (let row = 0; row < weights.length; row++) {
        sum += weights[row] * squared[row];
        total += weights[row];
      }
      return sum / total;
    },
    maeDays: (weights) => meanOverPaid(error, weights),
    coverage80: (weights) => meanOverPaid(covered, weights),
  };
}

function byScore<T>(of: (key: ScoreWithInterval) => T): Record<ScoreWithInterval, T> {
  return Object.fromEntries(SCORES_WITH_INTERVALS.map((key) => [key, of(key)])) as Record<ScoreWithInterval, T>;
}
