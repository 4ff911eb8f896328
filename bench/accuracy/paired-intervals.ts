import type { LatenessScores } from '../../src/models/index.ts';
import { createRandom, hash32 } from '../../src/models/index.ts';
import type { DatedForecasts } from '../../src/models/lateness/lateness-scores.ts';
import { scoreForecasts } from '../../src/models/lateness/lateness-scores.ts';
import { debtorClusters, percentileInterval } from '../../src/models/metrics/bootstrap-interval.ts';

/** What one contestant says of the test rows. */
export interface Forecast extends DatedForecasts {
  readonly pLate: Float64Array;
}

/** Scores that are compared. */
export const COMPARED = ['auc', 'ece', 'brier', 'maeDays', 'coverage80'] as const;
export type Compared = (typeof COMPARED)[number];

/** 95 % interval. */
export interface Interval {
  readonly low: number;
  readonly high: number;
}

/** Scores on all rows, their intervals, and the intervals of the differences to the reference on the same draws. */
export interface PairedScores {
  readonly scores: LatenessScores;
  readonly own: Readonly<Record<Compared, Interval>>;
  readonly difference: Readonly<Record<Compared, Interval>>;
}

/**
 * Whole debtors are drawn with replacement (the rows of a debtor are not independent), and both forecasts are scored on
 * each draw. The draws hang on the seed alone, so that all contestants are judged on the same ones.
 */
export function pairedIntervals(
  forecast: Forecast,
  reference: Forecast,
  label: Uint8Array,
  debtors: ArrayLike<number>,
  replicates: number,
  seed: number,
): PairedScores {
  const { clusters, count } = debtorClusters(debtors, label.length);
  const byDebtor: number[][] = Array.from({ length: count }, () => []);
  clusters.forEach((cluster, row) => {
    byDebtor[cluster].push(row);
  });
  const own = drawsByScore();
  const difference = drawsByScore();
  for (let replicate = 0; replicate < replicates; replicate++) {
    const random = createRandom(hash32(seed, replicate));
    const rows: number[] = [];
    for (let n = 0; n < count; n++) for (const row of byDebtor[Math.floor(random() * count)]) rows.push(row);
    const ours = scoresOn(forecast, label, rows);
    const theirs = scoresOn(reference, label, rows);
    for (const key of COMPARED) {
      const [a, b] = [ours[key], theirs[key]];
      if (a !== null) own[key].push(a);
      if (a !== null && b !== null) difference[key].push(a - b);
    }
  }
  const interval = (draws: readonly number[]): Interval => percentileInterval(Number.NaN, draws, 0.95);
  const all = Array.from(label, (_, row) => row);
  return {
    scores: scoresOn(forecast, label, all),
    own: mapScores((key) => interval(own[key])),
    difference: mapScores((key) => interval(difference[key])),
  };
}

function scoresOn(forecast: Forecast, label: Uint8Array, rows: readonly number[]): LatenessScores {
  const days = (column: Int32Array): Int32Array => Int32Array.from(rows, (row) => column[row]);
  return scoreForecasts(
    Float64Array.from(rows, (row) => forecast.pLate[row]),
    Uint8Array.from(rows, (row) => label[row]),
    {
      p10Day: days(forecast.p10Day),
      p50Day: days(forecast.p50Day),
      p90Day: days(forecast.p90Day),
      moment: days(forecast.moment),
      paidDay: days(forecast.paidDay),
    },
  );
}

function mapScores<T>(scoreOf: (key: Compared) => T): Record<Compared, T> {
  return Object.fromEntries(COMPARED.map((key) => [key, scoreOf(key)])) as Record<Compared, T>;
}

function drawsByScore(): Record<Compared, number[]> {
  return mapScores(() => []);
}
