import type { DuePairs } from './due-pairs.ts';
import { guessLagLaw, type LagLaw, type LagSpans, refineLagLaw } from './lag-law.ts';
import type { DayTables } from './run-calendar.ts';

/** The best explanation of payment dates by due dates without a run: a lag, and business days. */
export interface PlainLag {
  readonly law: LagLaw;
  readonly spans: LagSpans;
  readonly reading: Reading;
}

/** How readiness turns into arrival: rolled to a business day, then some business days at the bank. */
export interface Reading {
  readonly roll: 'following' | 'preceding' | 'counted';
  readonly bankDays: number;
  /** Nats that the reading must gain over the commonest one. */
  readonly cost: number;
}

/** Readings of a payment without a run. `counted`: the lag is counted in business days. */
const READINGS: readonly Reading[] = [
  { roll: 'following', bankDays: 0, cost: 0 },
  { roll: 'following', bankDays: 1, cost: 0.5 },
  { roll: 'following', bankDays: 2, cost: 1 },
  { roll: 'following', bankDays: 3, cost: 1.5 },
  { roll: 'preceding', bankDays: 0, cost: 0.7 },
  { roll: 'preceding', bankDays: 1, cost: 1.5 },
  { roll: 'preceding', bankDays: 2, cost: 2 },
  { roll: 'counted', bankDays: 0, cost: 0.5 },
];

/** Readings that are fitted in full, the likeliest after one round near the first guess. */
const REFINED = 2;

/**
 * Fits every reading of the payment dates without a run and keeps the likeliest. `days` are the payment dates, which
 * the tables must cover with 40 days around, due dates too. O(readings · pairs · 40).
 */
export function fitPlainLag(days: Int32Array, pairs: DuePairs, tables: DayTables): PlainLag {
  const count = pairs.ends[2];
  const room = new Int32Array(count);
  const guesses: PlainLag[] = [];
  for (const reading of READINGS) {
    const spans = { lows: new Int32Array(count), highs: new Int32Array(count), ends: pairs.ends };
    if (reading.roll === 'counted') countLags(days, pairs, tables, spans);
    else spanReadiness(reading, days, pairs, tables, spans);
    guesses.push({ law: refineLagLaw(spans, guessLagLaw(spans, room), 1, 2), spans, reading });
  }
  guesses.sort((a, b) => scoreOf(b) - scoreOf(a));
  let best: PlainLag | undefined;
  for (const { law, spans, reading } of guesses.slice(0, REFINED)) {
    const refined = { law: refineLagLaw(spans, law), spans, reading };
    if (!best || scoreOf(refined) > scoreOf(best)) best = refined;
  }
  return best as PlainLag;
}

function scoreOf({ law, reading }: PlainLag): number {
  return law.logLikelihood - reading.cost;
}

/** Lags with which the debtor may have become ready for each pair. */
function spanReadiness(reading: Reading, days: Int32Array, pairs: DuePairs, tables: DayTables, spans: LagSpans): void {
  for (let at = 0; at < pairs.ends[2]; at++) {
    const day = days[pairs.dates[at]];
    spans.lows[at] = readyFrom(reading, day, tables) - pairs.dues[at];
    spans.highs[at] = readyTo(reading, day, tables) - pairs.dues[at];
  }
}

/** First day of readiness that a reading turns into an arrival on `day`. Money that came on a closed day was not rolled. */
export function readyFrom(reading: Reading, day: number, tables: DayTables): number {
  const { first, open, index, businessDays } = tables;
  if (open[day - first] === 0) return day;
  const released = index[day - first] - reading.bankDays;
  return reading.roll === 'following' ? businessDays[released - 1] + 1 : businessDays[released];
}

/** Last day of readiness that a reading turns into an arrival on `day`. */
export function readyTo(reading: Reading, day: number, tables: DayTables): number {
  const { first, open, index, businessDays } = tables;
  if (open[day - first] === 0) return day;
  const released = index[day - first] - reading.bankDays;
  return reading.roll === 'preceding' ? businessDays[released + 1] - 1 : businessDays[released];
}

function countLags(days: Int32Array, pairs: DuePairs, tables: DayTables, spans: LagSpans): void {
  const { first, index } = tables;
  for (let at = 0; at < pairs.ends[2]; at++) {
    const lag = index[days[pairs.dates[at]] - first] - index[pairs.dues[at] - first];
    spans.lows[at] = lag;
    spans.highs[at] = lag;
  }
}
