import type { PaymentDates } from './payment-dates.ts';
import type { RunCalendar } from './run-calendar.ts';
import { isOnRun, type RunCandidate } from './run-candidate.ts';

/** Lags looked at, in days between due date and payment; others are left to the calendar null. */
const LAG_LOW = -90;
const LAG_HIGH = 270;
/** Half the width, in days, of the cluster of lags that counts as one habit. */
const CLUSTER_REACH = 2;
/** Pairs of due date and payment date looked at; the latest ones of a long history. */
const PAIRS = 400;
/** Steps of expectation–maximisation in which rolled payments find the lag they were meant for. */
const STEPS = 4;
/** Room at both ends of the lags for payments that were rolled. */
const LAG_MARGIN = 32;

/** How a payment that was meant for a closed day is taken to have moved. */
type LagModel = 'following' | 'preceding' | 'business';

/**
 * Raises the chance of each payment date (dates `start` … end, in `chances`) to what a habit of paying a fixed or
 * narrowly spread number of days after the due date gives: each due date plus the lags of the debtor's OTHER payment
 * dates in the commonest cluster of lags, rolled, is looked up on the run. Of three readings of the lag (calendar days
 * rolled forward, rolled back, business days) the one that explains most is taken. Dates outside the cluster keep the
 * calendar's chance: lags that jump by whole periods are a mark of a run. O(pairs · lags of the cluster).
 */
export function raiseToLagChances(
  candidate: RunCandidate,
  calendar: RunCalendar,
  dates: PaymentDates,
  start: number,
  chances: Float64Array,
): void {
  const from = firstDateOfPairs(dates, start);
  if (dates.dueStarts[from] === dates.dueStarts[dates.days.length]) return;
  const span = spanOf(dates, from);
  const table = tabulate(candidate, calendar, span.first, span.last);
  let best: Float64Array | undefined;
  let bestTotal = 0;
  for (const model of ['following', 'preceding', 'business'] as const) {
    const raised = explainByLag(model, dates, from, start, chances, table);
    let total = 0;
    for (let at = 0; at < raised.length; at++) total += raised[at];
    if (best && total <= bestTotal) continue;
    best = raised;
    bestTotal = total;
  }
  if (best) chances.set(best);
}

function firstDateOfPairs(dates: PaymentDates, start: number): number {
  let from = dates.days.length;
  const end = dates.dueStarts[from];
  while (from > start && end - dates.dueStarts[from - 1] <= PAIRS) from--;
  return from;
}

function spanOf(dates: PaymentDates, from: number): { first: number; last: number } {
  let first = dates.days[from] ?? 0;
  let last = first;
  for (let date = from; date < dates.days.length; date++) {
    const day = dates.days[date];
    if (day < first) first = day;
    if (day > last) last = day;
    for (let pair = dates.dueStarts[date]; pair < dates.dueStarts[date + 1]; pair++) {
      const due = dates.dues[pair];
      const lag = day - due;
      if (lag < LAG_LOW || lag > LAG_HIGH) continue;
      if (due < first) first = due;
      if (due > last) last = due;
    }
  }
  return { first: first - 16, last: last + 16 };
}

/** By day − first: business-day index, nearest open days, and whether each lies on the run. */
interface DayTable {
  readonly first: number;
  readonly length: number;
  /** Business days before this day. */
  readonly index: Int32Array;
  readonly open: Uint8Array;
  readonly onFollowing: Uint8Array;
  readonly onPreceding: Uint8Array;
  /** By business-day index. */
  readonly onBusiness: Uint8Array;
}

function tabulate(candidate: RunCandidate, calendar: RunCalendar, firstDay: number, lastDay: number): DayTable {
  const first = firstDay;
  const length = lastDay - firstDay + 1;
  const index = new Int32Array(length + 1);
  const open = new Uint8Array(length);
  const onFollowing = new Uint8Array(length);
  const onPreceding = new Uint8Array(length);
  const onBusiness = new Uint8Array(length);
  let count = 0;
  for (let at = 0; at < length; at++) {
    index[at] = count;
    if (calendar.isOpen(first + at)) {
      open[at] = 1;
      const on = isOnRun(candidate, calendar, first + at) ? 1 : 0;
      onBusiness[count++] = on;
      onPreceding[at] = on;
    } else if (at > 0) onPreceding[at] = onPreceding[at - 1];
  }
  index[length] = count;
  for (let at = length - 1; at >= 0; at--)
    onFollowing[at] = open[at] === 1 ? onPreceding[at] : at + 1 < length ? onFollowing[at + 1] : 0;
  return { first, length, index, open, onFollowing, onPreceding, onBusiness };
}

/** The lags that pair (due, paid) may have been meant with: [low, high]. */
function meantLags(model: LagModel, due: number, paid: number, table: DayTable): [number, number] {
  const at = paid - table.first;
  if (model === 'business') {
    const lag = table.index[at] - table.index[due - table.first];
    return [lag, lag];
  }
  const lag = paid - due;
  if (table.open[at] === 0) return [lag, lag];
  let reach = 0;
  if (model === 'following') {
    while (at - reach - 1 >= 0 && table.open[at - reach - 1] === 0) reach++;
    return [lag - reach, lag];
  }
  while (at + reach + 1 < table.length && table.open[at + reach + 1] === 0) reach++;
  return [lag, lag + reach];
}

function explainByLag(
  model: LagModel,
  dates: PaymentDates,
  from: number,
  start: number,
  chances: Float64Array,
  table: DayTable,
): Float64Array {
  const { days, dueStarts, dues } = dates;
  const pairs = dueStarts[days.length] - dueStarts[from];
  const lows = new Int32Array(pairs);
  const highs = new Int32Array(pairs);
  const weights = new Float64Array(pairs);
  const base = dueStarts[from];
  for (let date = from; date < days.length; date++)
    for (let pair = dueStarts[date]; pair < dueStarts[date + 1]; pair++) {
      const lag = days[date] - dues[pair];
      if (lag < LAG_LOW || lag > LAG_HIGH) continue;
      const [low, high] = meantLags(model, dues[pair], days[date], table);
      lows[pair - base] = Math.max(0, low - LAG_LOW);
      highs[pair - base] = Math.max(0, high - LAG_LOW);
      weights[pair - base] = 1 / (dueStarts[date + 1] - dueStarts[date]);
    }
  const mass = settleLags(lows, highs, weights);
  const [clusterLow, clusterHigh] = commonestCluster(mass);

  let total = 0;
  for (let lag = clusterLow; lag <= clusterHigh; lag++) total += mass[lag];
  const others = new Float64Array(mass.length);
  const inCluster = new Float64Array(days.length - start);
  let hits = 0;
  let weight = 0;
  let calendarHits = 0;
  for (let date = from; date < days.length; date++) {
    let own = 0;
    for (let lag = clusterLow; lag <= clusterHigh; lag++) others[lag] = mass[lag];
    for (let pair = dueStarts[date] - base; pair < dueStarts[date + 1] - base; pair++)
      own += takeOut(others, mass, lows[pair], highs[pair], weights[pair], clusterLow, clusterHigh);
    if (own <= 0 || total - own <= 0.5) continue;
    for (let pair = dueStarts[date] - base; pair < dueStarts[date + 1] - base; pair++) {
      if (weights[pair] === 0 || lows[pair] > clusterHigh || highs[pair] < clusterLow) continue;
      const due = dues[pair + base] - table.first;
      let hit = 0;
      for (let lag = clusterLow; lag <= clusterHigh; lag++)
        if (others[lag] > 0 && lookUp(model, table, due, lag + LAG_LOW)) hit += others[lag];
      hits += weights[pair] * Math.min(1, hit / (total - own));
      inCluster[date - start] += weights[pair];
    }
    weight += inCluster[date - start];
    calendarHits += inCluster[date - start] * chances[date - start];
  }
  // The mean over the cluster, not each date's own estimate: unequal chances would make the tail look thinner.
  const raised = Float64Array.from(chances);
  if (hits <= calendarHits) return raised;
  for (let at = from - start; at < raised.length; at++)
    raised[at] += Math.min(1, inCluster[at]) * (Math.min(1, hits / weight) - raised[at]);
  return raised;
}

function lookUp(model: LagModel, table: DayTable, due: number, lag: number): boolean {
  if (model === 'business') {
    const at = table.index[due] + lag;
    return at >= 0 && at < table.length && table.onBusiness[at] === 1;
  }
  const at = due + lag;
  if (at < 0 || at >= table.length) return false;
  return (model === 'following' ? table.onFollowing[at] : table.onPreceding[at]) === 1;
}

function settleLags(lows: Int32Array, highs: Int32Array, weights: Float64Array): Float64Array {
  let low = LAG_HIGH - LAG_LOW;
  let high = 0;
  for (let pair = 0; pair < lows.length; pair++) {
    if (weights[pair] === 0) continue;
    low = Math.min(low, lows[pair]);
    high = Math.max(high, highs[pair]);
  }
  const mass = new Float64Array(LAG_HIGH - LAG_LOW + LAG_MARGIN).fill(1);
  const next = new Float64Array(mass.length);
  if (low > high) return next;
  for (let step = 0; step <= STEPS; step++) {
    next.fill(0, low, high + 1);
    for (let pair = 0; pair < lows.length; pair++) {
      if (weights[pair] === 0) continue;
      let total = 0;
      for (let lag = lows[pair]; lag <= highs[pair]; lag++) total += mass[lag];
      if (total <= 0) continue;
      for (let lag = lows[pair]; lag <= highs[pair]; lag++) next[lag] += (weights[pair] * mass[lag]) / total;
    }
    if (step === 0) mass.fill(0);
    mass.set(next.subarray(low, high + 1), low);
  }
  return mass;
}

function takeOut(
  others: Float64Array,
  mass: Float64Array,
  low: number,
  high: number,
  weight: number,
  clusterLow: number,
  clusterHigh: number,
): number {
  let total = 0;
  for (let lag = low; lag <= high; lag++) total += mass[lag];
  if (total <= 0) return 0;
  let taken = 0;
  for (let lag = Math.max(clusterLow, low); lag <= Math.min(clusterHigh, high); lag++) {
    const share = (weight * mass[lag]) / total;
    others[lag] = Math.max(0, others[lag] - share);
    taken += share;
  }
  return taken;
}

function commonestCluster(mass: Float64Array): [number, number] {
  const width = 2 * CLUSTER_REACH + 1;
  let sum = 0;
  let top = 0;
  let topAt = 0;
  for (let at = 0; at < mass.length; at++) {
    sum += mass[at] - (at >= width ? mass[at - width] : 0);
    if (sum > top + 1e-9) {
      top = sum;
      topAt = at;
    }
  }
  return [Math.max(0, topAt - width + 1), topAt];
}
