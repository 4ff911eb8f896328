import { calendarChances } from './calendar-null.ts';
import { logTail } from './hit-tail.ts';
import { raiseToLagChances } from './lag-null.ts';
import type { PaymentDates } from './payment-dates.ts';
import type { RunCalendar } from './run-calendar.ts';
import { isOnRun, type RunCandidate } from './run-candidate.ts';
import type { RunStretch } from './run-stretch.ts';
import { dropStaleDay } from './stale-day.ts';

/** How well a candidate stands against both explanations without a run. */
export interface RunHabit {
  readonly candidate: RunCandidate;
  /** Position of the first payment date of the habit. */
  readonly start: number;
  readonly dates: number;
  readonly hits: number;
  /** Recency-weighted share of dates on the run; share of invoices on it; mean chance without a run. All 0–1. */
  readonly strength: number;
  readonly invoiceShare: number;
  readonly nullShare: number;
  /** Corrected for the search within the debtor, 0–1. */
  readonly pValue: number;
  /** Whether the latest dates contradict the habit. */
  readonly contradicted: boolean;
}

/** Fewest dates of a habit. */
const HABIT_DATES = 6;
/** A date this old weighs half. */
const HALF_LIFE_DAYS = 365;
/** Smallest chance a date is given without a run: no null is known better. */
const CHANCE_FLOOR = 0.02;
/**
 * What the choice of the family costs: minus the logarithm of its share in what is believed beforehand. Weekly runs are
 * the commonest by far (domain: a poll of accounts-payable shops); the shares sum to 1.
 */
const FAMILY_COSTS: Readonly<Record<RunCandidate['family'], number>> = {
  weekly: Math.log(2),
  fortnightly: Math.log(8),
  monthly_day: Math.log(16 / 3),
  monthly_business_day: Math.log(16 / 3),
};
/** The due dates are asked only where the calendar alone leaves a p-value of at most this: they can only raise it. */
const WORTH_A_SECOND_NULL = 0.05;
/** Chance, under the habit, of the latest dates, below which they contradict it. */
const CONTRADICTION = Math.log(0.0005);

/** Runs that must have passed unused among the latest dates before these count as a contradiction. */
const UNUSED_RUNS = 3;
/** Invoices with different due dates that make a payment date a gathering; dates of the kind needed to be tested. */
const GATHERED = 2;
const GATHERINGS = 5;
/** Share of the chance of error that the test of gatherings may use, the rest being for all dates. */
const GATHERING_SHARE = 0.2;

/** Tests the candidate of a stretch. O(span + dates + pairs · lags). */
export function testHabit(
  stretchFound: RunStretch,
  candidateFound: RunCandidate,
  dates: PaymentDates,
  calendar: RunCalendar,
  weekdayShares: readonly number[],
): RunHabit {
  const { days } = dates;
  const { candidate, stretch } = dropStaleDay(candidateFound, stretchFound, days, calendar);
  const onRun = new Uint8Array(days.length);
  for (let at = 0; at < days.length; at++) onRun[at] = isOnRun(candidate, calendar, days[at]) ? 1 : 0;
  const refined = refineStart(onRun, stretch, candidate);
  const start = refined.start;
  const count = days.length - start;

  const chances = new Float64Array(count);
  calendarChances(candidate, calendar, days, start, weekdayShares, chances);
  let hits = 0;
  let weightOnRun = 0;
  let weight = 0;
  let invoicesOnRun = 0;
  let invoices = 0;
  const newest = days[days.length - 1];
  for (let at = start; at < days.length; at++) {
    const recency = 2 ** ((days[at] - newest) / HALF_LIFE_DAYS);
    weight += recency;
    invoices += dates.invoices[at];
    if (onRun[at] === 0) continue;
    hits++;
    weightOnRun += recency;
    invoicesOnRun += dates.invoices[at];
  }
  const searchCost = candidate.searchCost + FAMILY_COSTS[candidate.family] + stretch.searchCost + refined.cost;
  let pValue = combinedPValue(onRun, dates, start, chances, searchCost);
  if (pValue <= WORTH_A_SECOND_NULL) {
    raiseToLagChances(candidate, calendar, dates, start, chances);
    pValue = combinedPValue(onRun, dates, start, chances, searchCost);
  }
  return {
    candidate,
    start,
    dates: count,
    hits,
    strength: weightOnRun / weight,
    invoiceShare: invoicesOnRun / invoices,
    nullShare: chances.reduce((sum, chance) => sum + chance, 0) / count,
    pValue,
    contradicted: isContradicted(onRun, start, days, candidate, calendar),
  };
}

/**
 * The better of two tests, each at its share of the chance of error: all dates; and the gatherings, dates that paid invoices of different due dates. A run
 * gathers, single payments outside it do not, and there are many of these where an invoice now and then goes astray.
 */
function combinedPValue(
  onRun: Uint8Array,
  dates: PaymentDates,
  start: number,
  chances: Float64Array,
  searchCost: number,
): number {
  const gathered = new Float64Array(chances.length);
  let gatherings = 0;
  let gatheredHits = 0;
  let hits = 0;
  for (let at = 0; at < chances.length; at++) {
    chances[at] = Math.max(CHANCE_FLOOR, Math.min(1, chances[at]));
    hits += onRun[start + at];
    if (dates.dueStarts[start + at + 1] - dates.dueStarts[start + at] < GATHERED) continue;
    gathered[gatherings++] = chances[at];
    gatheredHits += onRun[start + at];
  }
  const tail = logTail(hits, chances);
  if (gatherings < GATHERINGS || gatherings === chances.length) return Math.min(1, Math.exp(tail + searchCost));
  const gatheredTail = logTail(gatheredHits, gathered.subarray(0, gatherings));
  const better = Math.min(tail - Math.log(1 - GATHERING_SHARE), gatheredTail - Math.log(GATHERING_SHARE));
  return Math.min(1, Math.exp(better + searchCost));
}

/** Moves the start of a stretch to where the gain over the null, summed from the end, is largest, if that pays. */
function refineStart(onRun: Uint8Array, stretch: RunStretch, candidate: RunCandidate): { start: number; cost: number } {
  const share = Math.max(0.5, Math.min(0.97, candidate.hits / candidate.dates));
  const gainOfHit = Math.log(share / 0.15);
  const gainOfMiss = Math.log((1 - share) / 0.85);
  const cost = Math.log(onRun.length);
  let sum = 0;
  let best = Number.NEGATIVE_INFINITY;
  let bestStart = stretch.start;
  let atStretch = 0;
  for (let at = onRun.length - 1; at >= 0; at--) {
    sum += onRun[at] === 1 ? gainOfHit : gainOfMiss;
    if (onRun.length - at < HABIT_DATES) continue;
    if (at === stretch.start) atStretch = sum;
    if (sum > best) {
      best = sum;
      bestStart = at;
    }
  }
  return best > atStretch + cost ? { start: bestStart, cost } : { start: stretch.start, cost: 0 };
}

function isContradicted(
  onRun: Uint8Array,
  start: number,
  days: Int32Array,
  candidate: RunCandidate,
  calendar: RunCalendar,
): boolean {
  const count = onRun.length - start;
  let late = 0;
  let all = 0;
  for (let at = start; at < onRun.length; at++) all += onRun[at];
  for (let last = 1; last <= Math.min(16, count - 4); last++) {
    late += onRun[onRun.length - last];
    if (last < 3) continue;
    const share = Math.min(0.95, (all - late + 0.5) / (count - last + 1));
    if (logLowerTail(late, last, share) >= CONTRADICTION) continue;
    // Dates between two runs are off the run by nature: only runs that passed by unused contradict.
    const from = days[onRun.length - last];
    if (countRuns(candidate, calendar, from, days[onRun.length - 1]) - late >= UNUSED_RUNS) return true;
  }
  return false;
}

function countRuns(candidate: RunCandidate, calendar: RunCalendar, from: number, to: number): number {
  let runs = 0;
  let before = false;
  for (let day = from; day <= to; day++) {
    if (!calendar.isOpen(day)) continue;
    const on = isOnRun(candidate, calendar, day);
    if (on && !(before && candidate.jitter > 0)) runs++;
    before = on;
  }
  return runs;
}

/** Natural logarithm of the chance of at most `hits` in `trials` at `share`. */
function logLowerTail(hits: number, trials: number, share: number): number {
  let term = (1 - share) ** trials;
  let sum = term;
  for (let k = 1; k <= hits; k++) {
    term *= ((trials - k + 1) / k) * (share / (1 - share));
    sum += term;
  }
  return Math.log(Math.min(1, sum));
}
