import type { DayTables } from './day-tables.ts';
import { weighDueDates } from './due-evidence.ts';
import { logBinomialTail } from './hit-tail.ts';
import type { PaymentDates } from './payment-dates.ts';
import type { RunCalendar } from './run-calendar.ts';
import { countBits, type RunCandidate } from './run-candidate.ts';
import { isContradicted } from './run-contradiction.ts';
import { countRunDays } from './run-histogram.ts';
import type { RunRoom } from './run-room.ts';
import { findStretch, type RunStretch } from './run-stretch.ts';
import { dropStaleDay } from './stale-day.ts';
import { weekRivals } from './week-rivals.ts';

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
/** Weight of a date by its age in days. */
const RECENCY = Float64Array.from({ length: 4096 }, (_, age) => 2 ** (-age / HALF_LIFE_DAYS));
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
/** Least score (nats) of a candidate that is looked at. */
const LEAST_SCORE = 2.5;
/** Most candidates of a debtor that are looked at. */
const MOST_CANDIDATES = 5;
/** Logarithm of the p-value by the calendar alone up to which the due dates are asked: they can only raise it. */
const WORTH_A_SECOND_NULL = Math.log(0.05);
/** Logarithm of what the chance of a log-likelihood ratio is of its bound e^−ratio: the bound is never reached. */
const DUE_TAIL = Math.log(0.35);
/** Logarithm of the p-value from which candidates are rivals by their evidence. */
const SIGNIFICANT = Math.log(0.005);
/** Logarithm of the p-value from which gatherings need not be asked. */
const SURE = Math.log(1e-5);
/** Logarithm of the p-value of all dates from which gatherings could not save a candidate. */
const WORTH_GATHERINGS = Math.log(1e6);
/** Different due dates that make a payment date a gathering; gatherings needed to be tested. */
const GATHERED = 2;
const GATHERINGS = 5;
/** Share of the chance of error that the test of gatherings may use, the rest being for all dates. */
const GATHERING_SHARE = 0.2;
/** Days around the payment dates that the tables must cover: lags, spans and runs before. */
const TABLE_MARGIN_DAYS = 330;

interface Judgement {
  readonly candidate: RunCandidate;
  readonly start: number;
  readonly onRun: Uint8Array;
  readonly hits: number;
  /** Natural logarithm of the p-value, not bounded by 0. */
  readonly logP: number;
  /** Nats by which the candidate beats both nulls together, costs paid. */
  readonly score: number;
}

/** One debtor's dates with what is worked out for them once, whatever the candidate. */
interface Case {
  readonly dates: PaymentDates;
  readonly tables: DayTables;
  readonly stretch: RunStretch;
  readonly room: RunRoom;
}

/**
 * The best-supported habit of a debtor with its p-value, run or not; undefined with no candidate. O(see
 * `detectPaymentRun`).
 */
export function findBestHabit(
  dates: PaymentDates,
  calendar: RunCalendar,
  weekdayShares: readonly number[],
): RunHabit | undefined {
  const { days } = dates;
  const tables = calendar.tablesOf(days[0] - TABLE_MARGIN_DAYS, days[days.length - 1] + TABLE_MARGIN_DAYS);
  const { room } = calendar;
  if (room.weeks?.shares !== weekdayShares) room.weeks = weekRivals(weekdayShares);
  const stretch = findStretch(countRunDays(days, tables, room), room.weeks, LEAST_SCORE, room);
  if (stretch.candidates.length === 0) return undefined;
  room.nulls.reset();
  const one: Case = { dates, tables, stretch, room };
  let best: Judgement | undefined;
  for (const candidate of stretch.candidates.slice(0, MOST_CANDIDATES)) {
    const judged = judge(candidate, one);
    if (!best || isBetter(judged, best)) best = judged;
  }
  return best && describe(best, dates, tables);
}

/** The more significant one, or of two that are significant the one that both nulls together deny most. */
function isBetter(one: Judgement, other: Judgement): boolean {
  const isSettled = one.logP <= SIGNIFICANT && other.logP <= SIGNIFICANT;
  return isSettled ? one.score > other.score : one.logP < other.logP;
}

function judge(candidateFound: RunCandidate, one: Case): Judgement {
  const { dates, tables } = one;
  const { days } = dates;
  const { candidate, stretch } = dropStaleDay(candidateFound, one.stretch, days, tables);
  const onRun = markDates(candidate, days, tables);
  const { start, cost } = refineStart(onRun, stretch, candidate);
  const count = days.length - start;
  let hits = 0;
  for (let at = start; at < days.length; at++) hits += onRun[at];
  const searchCost = candidate.searchCost + FAMILY_COSTS[candidate.family] + stretch.searchCost + cost;
  const all = weigh(candidate, onRun, hits, count, start, 0, searchCost, one);
  let { logP } = all;
  if (logP > SURE && logP <= WORTH_GATHERINGS) {
    const { gatherings, gatheredHits } = countGatherings(dates, start, onRun);
    if (gatherings >= GATHERINGS && gatherings < count) {
      const gathered = weigh(candidate, onRun, gatheredHits, gatherings, start, GATHERED, searchCost, one);
      logP = Math.min(logP - Math.log(1 - GATHERING_SHARE), gathered.logP - Math.log(GATHERING_SHARE));
    }
  }
  return { candidate, start, onRun, hits, logP, score: all.score };
}

/** 1 for each date on the run, else 0. */
function markDates(candidate: RunCandidate, days: Int32Array, tables: DayTables): Uint8Array {
  const onRun = new Uint8Array(days.length);
  const { masks, length, first } = tables;
  for (let step = 0; step <= candidate.jitter; step++) {
    const row = (candidate.column + step) * length - first;
    for (let at = 0; at < days.length; at++) if ((masks[row + days[at]] & candidate.bits) !== 0) onRun[at] = 1;
  }
  return onRun;
}

/** Tests dates that paid at least `leastDues` different due dates against both nulls: ln p, and nats of both together. */
function weigh(
  candidate: RunCandidate,
  onRun: Uint8Array,
  hits: number,
  count: number,
  start: number,
  leastDues: number,
  searchCost: number,
  one: Case,
): { logP: number; score: number } {
  const tail = logBinomialTail(hits, count, candidate.chance) + searchCost;
  if (tail > WORTH_A_SECOND_NULL) return { logP: tail, score: -tail };
  const { dates, tables, room } = one;
  const { pairs, plain } = room.nulls.of(dates, start, leastDues, tables);
  if (!plain) {
    const blind = logBinomialTail(hits, count, blindChance(candidate)) + searchCost;
    return { logP: blind, score: -blind };
  }
  const evidence = weighDueDates(
    candidate,
    onRun,
    dates.days,
    pairs,
    plain,
    tables,
    room.nulls,
    room.numbers(dates.days.length),
  );
  return { logP: Math.max(tail, DUE_TAIL - (evidence - candidate.setCost)), score: evidence - tail };
}

/**
 * Chance of a hit where no due date tells on which days the debtor was ready: one weekday may gather three days of
 * readiness, those of a weekend with it.
 */
function blindChance(candidate: RunCandidate): number {
  if (candidate.family === 'weekly') return Math.max(candidate.chance, (countBits(candidate.bits) + 2) / 7);
  return candidate.family === 'fortnightly' ? Math.max(candidate.chance, 3 / 14) : candidate.chance;
}

function countGatherings(
  dates: PaymentDates,
  start: number,
  onRun: Uint8Array,
): { gatherings: number; gatheredHits: number } {
  const { days, dueStarts } = dates;
  let gatherings = 0;
  let gatheredHits = 0;
  for (let date = start; date < days.length; date++) {
    if (dueStarts[date + 1] - dueStarts[date] < GATHERED) continue;
    gatherings++;
    gatheredHits += onRun[date];
  }
  return { gatherings, gatheredHits };
}

function describe(judged: Judgement, dates: PaymentDates, tables: DayTables): RunHabit {
  const { days, invoices } = dates;
  const { candidate, start, onRun, hits } = judged;
  let weightOnRun = 0;
  let weight = 0;
  let invoicesOnRun = 0;
  let allInvoices = 0;
  const newest = days[days.length - 1];
  for (let at = start; at < days.length; at++) {
    const age = newest - days[at];
    const recency = age < RECENCY.length ? RECENCY[age] : 2 ** (-age / HALF_LIFE_DAYS);
    weight += recency;
    allInvoices += invoices[at];
    if (onRun[at] === 0) continue;
    weightOnRun += recency;
    invoicesOnRun += invoices[at];
  }
  return {
    candidate,
    start,
    dates: days.length - start,
    hits,
    strength: weightOnRun / weight,
    invoiceShare: invoicesOnRun / allInvoices,
    nullShare: candidate.chance,
    pValue: Math.min(1, Math.exp(judged.logP)),
    contradicted: isContradicted(onRun, start, days, candidate, tables),
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
