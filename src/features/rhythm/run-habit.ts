import { calendarChances } from './calendar-null.ts';
import { raiseToLagChances } from './lag-null.ts';
import type { PaymentDates } from './payment-dates.ts';
import type { RunCalendar } from './run-calendar.ts';
import { isOnRun, type RunCandidate } from './run-candidate.ts';
import type { RunStretch } from './run-stretch.ts';
import { logTailBound } from './tail-bound.ts';

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
/** Families compared: each pays for the choice. */
const FAMILY_COST = Math.log(5);
/** Chance, under the habit, of the latest dates, below which they contradict it. */
const CONTRADICTION = Math.log(0.002);

/** Tests the candidate of a stretch. O(span + dates + pairs · lags). */
export function testHabit(
  stretch: RunStretch,
  candidate: RunCandidate,
  dates: PaymentDates,
  calendar: RunCalendar,
  weekdayShares: readonly number[],
): RunHabit {
  const { days } = dates;
  const onRun = new Uint8Array(days.length);
  for (let at = 0; at < days.length; at++) onRun[at] = isOnRun(candidate, calendar, days[at]) ? 1 : 0;
  const refined = refineStart(onRun, stretch, candidate);
  const start = refined.start;
  const count = days.length - start;

  const chances = new Float64Array(count);
  calendarChances(candidate, calendar, days, start, weekdayShares, chances);
  raiseToLagChances(candidate, calendar, dates, start, chances);
  let nullShare = 0;
  for (let at = 0; at < count; at++) {
    chances[at] = Math.max(CHANCE_FLOOR, Math.min(1, chances[at]));
    nullShare += chances[at] / count;
  }

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
  const searchCost = candidate.searchCost + FAMILY_COST + stretch.searchCost + refined.cost;
  const pValue = Math.min(1, Math.exp(logTailBound(hits, chances) + searchCost));
  return {
    candidate,
    start,
    dates: count,
    hits,
    strength: weightOnRun / weight,
    invoiceShare: invoicesOnRun / invoices,
    nullShare,
    pValue,
    contradicted: isContradicted(onRun, start),
  };
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

function isContradicted(onRun: Uint8Array, start: number): boolean {
  const count = onRun.length - start;
  let late = 0;
  let all = 0;
  for (let at = start; at < onRun.length; at++) all += onRun[at];
  for (let last = 1; last <= Math.min(16, count - 4); last++) {
    late += onRun[onRun.length - last];
    if (last < 3) continue;
    const share = Math.min(0.95, (all - late + 0.5) / (count - last + 1));
    if (logLowerTail(late, last, share) < CONTRADICTION) return true;
  }
  return false;
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
