import type { BusinessCalendar, EpochDay } from '../../calendar/index.ts';
import type { RunRule } from './payment-run.ts';
import { possibleRules } from './possible-rules.ts';
import { addReadiness, READINESS_LAWS } from './readiness-grid.ts';
import { RunSchedule } from './run-schedule.ts';

/** A run that a history leaves possible, and how likely it is. */
export interface PossibleRun {
  readonly rule: RunRule;
  /** Posterior probability, 0–1. */
  readonly chance: number;
}

/** One settled invoice: when it was due, and when it was paid. */
export interface SettledInvoice {
  readonly dueDay: EpochDay;
  readonly paidDay: EpochDay;
}

/** Odds of a debtor of whom nothing is known to pay by runs: in a poll of accounts-payable shops 39 % paid daily. */
const RUN_SHARE = 0.6;
/** Share of a run payer's payments that come outside its run. */
const OFF_RUN_SHARE = 0.07;
/** A run that meets fewer of the dates is not looked at. */
const LEAST_HITS = 0.6;
/** Latest payment dates looked at. */
const LATEST_DATES = 20;
/** Runs less likely than this are not told. */
const LEAST_CHANCE = 0.01;
/** Runs of one rule lie at most this far apart, in days. */
const LONGEST_GAP_DAYS = 45;
/**
 * The benefit of the doubt of "no run": the one lag that fits best counts as if it were one of so many. A debtor that
 * always pays three days after due dates that are always Mondays has a lag, not a Thursday run, as far as one can tell.
 */
const BEST_LAG_COUNTS = 10;
/** Keeps a date that no law reaches from deciding alone. */
const FLOOR = 1e-9;

/**
 * The runs that a history too short or too mixed for `detectPaymentRun` leaves possible: the posterior chance of each
 * rule against paying on any business day. Under every hypothesis a payment is ready some days after its due date (by a
 * law of `readiness-grid.ts`, all equally likely) and leaves with the first day that the run allows; so a rhythm of the
 * due dates is no run, and a run shows in dates that a lag does not explain. One invoice a payment date: the one that waited
 * longest. Likeliest first; the chances add up to at most 1, the rest is "no run". Nothing without a payment.
 * O(dates · possible rules · laws).
 */
export function possibleRuns(settled: readonly SettledInvoice[], calendar: BusinessCalendar): PossibleRun[] {
  const dates = distinctDates(settled);
  if (dates.length === 0) return [];
  const daily = new Float64Array(dates.length * READINESS_LAWS);
  dates.forEach(({ dueDay, paidDay }, at) => {
    const before = calendar.rollPreceding(paidDay - 1);
    addReadiness(daily, at * READINESS_LAWS, before - dueDay, paidDay - dueDay, 1);
  });
  const logs: { rule: RunRule; log: number }[] = [];
  const plain = logLikelihoods(daily);
  const noRun = Math.log(1 - RUN_SHARE) + Math.max(plain.mean, plain.best - Math.log(BEST_LAG_COUNTS));
  let highest = noRun;
  for (const { rule, share } of possibleRules(
    dates.map(({ paidDay }) => paidDay),
    calendar,
    LEAST_HITS,
  )) {
    const log = Math.log(RUN_SHARE * share) + logLikelihoods(chancesUnder(rule, dates, daily, calendar)).mean;
    logs.push({ rule, log });
    highest = Math.max(highest, log);
  }
  let mass = Math.exp(noRun - highest);
  for (const { log } of logs) mass += Math.exp(log - highest);
  return logs
    .map(({ rule, log }) => ({ rule, chance: Math.exp(log - highest) / mass }))
    .filter(({ chance }) => chance >= LEAST_CHANCE)
    .sort((a, b) => b.chance - a.chance);
}

function distinctDates(settled: readonly SettledInvoice[]): SettledInvoice[] {
  const byDate = new Map<EpochDay, SettledInvoice>();
  for (const invoice of settled) {
    const known = byDate.get(invoice.paidDay);
    if (!known || invoice.dueDay < known.dueDay) byDate.set(invoice.paidDay, invoice);
  }
  return [...byDate.values()].sort((a, b) => a.paidDay - b.paidDay).slice(-LATEST_DATES);
}

/** The chance of each date under a run, law by law. */
function chancesUnder(
  rule: RunRule,
  dates: readonly SettledInvoice[],
  daily: Float64Array,
  calendar: BusinessCalendar,
): Float64Array {
  const chances = daily.map((chance) => OFF_RUN_SHARE * chance);
  const schedule = new RunSchedule();
  dates.forEach(({ dueDay, paidDay }, at) => {
    const { arrivals, count } = schedule.draw(rule, paidDay - LONGEST_GAP_DAYS, paidDay, calendar);
    const last = count - 1;
    if (last < 0 || arrivals[last] !== paidDay) return;
    const before = last === 0 ? paidDay - LONGEST_GAP_DAYS : arrivals[last - 1];
    addReadiness(chances, at * READINESS_LAWS, before - dueDay, paidDay - dueDay, 1 - OFF_RUN_SHARE);
  });
  return chances;
}

/** Logarithms of the likelihood of all dates: averaged over the laws, and under the law that fits best. */
function logLikelihoods(chances: Float64Array): { readonly mean: number; readonly best: number } {
  const dates = chances.length / READINESS_LAWS;
  let best = Number.NEGATIVE_INFINITY;
  const logs = new Float64Array(READINESS_LAWS);
  for (let law = 0; law < READINESS_LAWS; law++) {
    // 20 dates of at least 1e-9 each stay far above the least number there is.
    let product = 1;
    for (let at = 0; at < dates; at++) product *= FLOOR + chances[at * READINESS_LAWS + law];
    logs[law] = Math.log(product);
    best = Math.max(best, logs[law]);
  }
  let sum = 0;
  for (const log of logs) sum += Math.exp(log - best);
  return { mean: best + Math.log(sum / READINESS_LAWS), best };
}
