import type { DayTables } from './day-tables.ts';
import type { DuePairs } from './due-pairs.ts';
import { closeToCall, guessLagLaw, type QuartileRoom, refineLagLaw, weighExactly } from './fit-lag-law.ts';
import type { LagLaw } from './lag-law.ts';
import { LagSpans } from './lag-spans.ts';
import { SpanTally } from './span-tally.ts';

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

/** One reading of a debtor's payment dates. */
interface ReadPairs {
  readonly reading: Reading;
  spans: LagSpans;
  readonly tally: SpanTally;
  law: LagLaw;
}

const NO_LAW: LagLaw = { centre: 0, scale: 0, stray: 0, logLikelihood: Number.NEGATIVE_INFINITY };

/** Room for the spans of every reading. */
export class ReadingRoom {
  readonly all: readonly ReadPairs[] = READINGS.map((reading) => ({
    reading,
    spans: new LagSpans(),
    tally: new SpanTally(),
    law: NO_LAW,
  }));
}

/**
 * Fits every reading of the payment dates without a run, refines the two likeliest and keeps the likelier. `days` are the
 * payment dates, which the tables must cover with 40 days around, due dates too. The spans of the answer are taken out
 * of the room, and `spare` is left there in their place. O(readings · pairs + laws tried · different spans).
 */
export function fitPlainLag(
  days: Int32Array,
  pairs: DuePairs,
  tables: DayTables,
  readings: ReadingRoom,
  spare: LagSpans,
  room: QuartileRoom,
): PlainLag {
  let first: ReadPairs | undefined;
  let second: ReadPairs | undefined;
  for (const one of readings.all) {
    readPairs(one.reading, days, pairs, tables, one.spans);
    one.tally.fill(one.spans);
    one.law = refineLagLaw(one, guessLagLaw(one, room), 1, 2);
    if (!first || isLikelier(one, first)) {
      second = first;
      first = one;
    } else if (!second || isLikelier(one, second)) second = one;
  }
  const [likely, other] = [first as ReadPairs, second as ReadPairs];
  likely.law = refineLagLaw(likely, likely.law);
  other.law = refineLagLaw(other, other.law);
  const best = isLikelier(other, likely) ? other : likely;
  const { law, spans, reading } = best;
  best.spans = spare;
  return { law, spans, reading };
}

/** Whether one reading is likelier than another one, its cost paid. */
function isLikelier(one: ReadPairs, other: ReadPairs): boolean {
  const score = one.law.logLikelihood - one.reading.cost;
  const otherScore = other.law.logLikelihood - other.reading.cost;
  if (!closeToCall(score - otherScore)) return score > otherScore;
  return weighExactly(one, one.law) - one.reading.cost > weighExactly(other, other.law) - other.reading.cost;
}

/** Spans of lags with which the debtor may have become ready for each pair. */
function readPairs(reading: Reading, days: Int32Array, pairs: DuePairs, tables: DayTables, spans: LagSpans): void {
  const { dates, dues, ends } = pairs;
  const { first, index } = tables;
  spans.ends.set(ends);
  const count = ends[2];
  if (reading.roll === 'counted')
    for (let at = 0; at < count; at++) {
      const lag = index[days[dates[at]] - first] - index[dues[at] - first];
      spans.put(at, lag, lag);
    }
  else
    for (let at = 0; at < count; at++) {
      const day = days[dates[at]];
      spans.put(at, readyFrom(reading, day, tables) - dues[at], readyTo(reading, day, tables) - dues[at]);
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
