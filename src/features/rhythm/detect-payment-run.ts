import { type BusinessCalendar, type EpochDay, formatDay } from '../../calendar/index.ts';
import { ruleOfCandidate } from './candidate-rule.ts';
import { settleClearingLag } from './clearing-lag.ts';
import { explainLateness } from './lateness-explained.ts';
import { countMissedRuns } from './missed-runs.ts';
import { asMonthEndAfterDue } from './month-end-after-due.ts';
import { nextRunDay } from './next-run-day.ts';
import { distinctPaymentDates, type PaymentDates } from './payment-dates.ts';
import type { PaymentObservations, PaymentRun, RunRule } from './payment-run.ts';
import { prepareRunCalendar, type RunCalendar } from './run-calendar.ts';
import { type RunCandidate, stepOnRun } from './run-candidate.ts';
import { findBestHabit, type RunHabit } from './run-habit.ts';
import { labelRun, phraseRun } from './run-label.ts';
import { DEFAULT_RUN_THRESHOLDS, qValueOf, type RunThresholds } from './run-thresholds.ts';

/** What the detector needs beside one debtor's history. */
export interface DetectRunOptions {
  /** The morning from which is looked back; payments on or after it are left out. */
  readonly asOf: EpochDay;
  /** The debtor's business days. Pass the result of `prepareRunCalendar` where many debtors share it. */
  readonly calendar: BusinessCalendar;
  /** Learned over the population by `fitRunThresholds`; default {@link DEFAULT_RUN_THRESHOLDS}. */
  readonly thresholds?: RunThresholds;
  /** Due dates of the debtor's open invoices, for `missedRuns`; default none. */
  readonly openDueDays?: Int32Array;
}

/** Part of the way from the null share to 1 that the share on the run must go: of dates; or else of invoices. */
const EXCESS_OF_DATES = 0.5;
const EXCESS_OF_INVOICES = 0.6;
const EXCESS_OF_SPREAD = 0.6;
/** Least share of dates on the run where the share of invoices decides. */
const LEAST_STRENGTH = 0.2;

const NO_RULE: RunRule = {
  family: 'none',
  days: [],
  roll: 'following',
  clearingLagDays: 0,
  clearingLagUnit: 'business',
};
const NO_LABEL = labelRun(NO_RULE);
const NO_DUE_DAYS = new Int32Array(0);

/**
 * Learns one debtor's payment run from its settled invoices: which family, which days, since when, how sure, and when
 * money is next expected. Pure and deterministic; needs at least `minimumDates` distinct payment dates, fewer give
 * family `none` with null p- and q-value. Method, formulas and limits: docs/payment-runs.md. About a tenth of a
 * millisecond for tens of dates: O(dates + span of days + pairs of due and payment date · lags).
 */
export function detectPaymentRun(observations: PaymentObservations, options: DetectRunOptions): PaymentRun {
  const thresholds = options.thresholds ?? DEFAULT_RUN_THRESHOLDS;
  const calendar = prepareRunCalendar(options.calendar);
  const dates = distinctPaymentDates(observations, options.asOf);
  const habit = findHabit(dates, calendar, thresholds);
  if (!habit) return describeNone(dates, calendar, undefined, thresholds);
  return qValueOf(habit.pValue, thresholds) <= thresholds.falseDiscoveryRate && isStrong(habit) && !habit.contradicted
    ? describeRun(habit, dates, calendar, thresholds, options)
    : describeNone(dates, calendar, habit, thresholds);
}

/**
 * The best-supported habit of a debtor with its p-value, run or not; undefined with too few dates or no candidate.
 * O(see {@link detectPaymentRun}).
 */
export function findHabit(dates: PaymentDates, calendar: RunCalendar, thresholds: RunThresholds): RunHabit | undefined {
  if (dates.days.length < thresholds.minimumDates) return undefined;
  return findBestHabit(dates, calendar, thresholds.weekdayShares);
}

function isStrong(habit: RunHabit): boolean {
  const room = 1 - habit.nullShare;
  if (room <= 0) return false;
  if ((habit.strength - habit.nullShare) / room >= (habit.candidate.jitter === 0 ? EXCESS_OF_DATES : EXCESS_OF_SPREAD))
    return true;
  return habit.strength >= LEAST_STRENGTH && (habit.invoiceShare - habit.nullShare) / room >= EXCESS_OF_INVOICES;
}

function describeNone(
  dates: PaymentDates,
  calendar: RunCalendar,
  habit: RunHabit | undefined,
  thresholds: RunThresholds,
): PaymentRun {
  const count = dates.days.length;
  const tested = count >= thresholds.minimumDates;
  const pValue = tested ? (habit?.pValue ?? 1) : null;
  // Written out, not spread: the object is made many times faster.
  return {
    family: NO_RULE.family,
    days: NO_RULE.days,
    roll: NO_RULE.roll,
    clearingLagDays: NO_RULE.clearingLagDays,
    clearingLagUnit: NO_RULE.clearingLagUnit,
    label: NO_LABEL,
    strength: 0,
    invoiceShare: 0,
    pValue,
    qValue: pValue === null ? null : qValueOf(pValue, thresholds),
    paymentDates: count,
    datesSinceStart: 0,
    datesOnRun: 0,
    since: null,
    latenessExplained: explainLateness(dates, 0, undefined, calendar),
    missedRuns: 0,
    lastRun: null,
    nextRun: null,
    evidence: tested
      ? `no payment run seen in ${count} payment dates`
      : `too few payment dates to tell a payment run: ${count}`,
  };
}

function describeRun(
  habit: RunHabit,
  dates: PaymentDates,
  calendar: RunCalendar,
  thresholds: RunThresholds,
  options: DetectRunOptions,
): PaymentRun {
  const { asOf } = options;
  const { days } = dates;
  const arrivalRule = ruleOfCandidate(habit.candidate, usualJitter(habit.candidate, dates, habit.start, calendar));
  const dueRule = asMonthEndAfterDue(arrivalRule, dates, habit.start, calendar);
  const rule = dueRule === arrivalRule ? settleClearingLag(arrivalRule, dates, habit.start, calendar) : dueRule;
  const openDueDays = options.openDueDays ?? NO_DUE_DAYS;
  const from = Math.min(days[habit.start] - 100, asOf - 100);
  const schedule = calendar.room.schedule.draw(rule, from, asOf + 100, calendar);
  const last = schedule.firstArrivalFrom(asOf) - 1;
  const since = days[habit.start];
  return {
    family: rule.family,
    days: rule.days,
    roll: rule.roll,
    clearingLagDays: rule.clearingLagDays,
    clearingLagUnit: rule.clearingLagUnit,
    label: labelRun(rule),
    strength: habit.strength,
    invoiceShare: habit.invoiceShare,
    pValue: habit.pValue,
    qValue: qValueOf(habit.pValue, thresholds),
    paymentDates: days.length,
    datesSinceStart: habit.dates,
    datesOnRun: habit.hits,
    since,
    latenessExplained: explainLateness(dates, habit.start, schedule, calendar),
    missedRuns: countMissedRuns(schedule, days[days.length - 1], openDueDays, asOf, calendar),
    lastRun: last >= 0 ? schedule.arrivals[last] : null,
    nextRun: nextRunDay(rule, asOf, calendar),
    evidence: `paid ${phraseRun(rule)} on ${habit.hits} of ${habit.dates} payment dates since ${formatDay(since)}`,
  };
}

/** The commonest step of a candidate's spread of arrivals, the earliest on a tie. */
function usualJitter(candidate: RunCandidate, dates: PaymentDates, start: number, calendar: RunCalendar): number {
  if (candidate.jitter === 0) return 0;
  const { days } = dates;
  const tables = calendar.tablesOf(days[start], days[days.length - 1]);
  const counts = new Int32Array(candidate.jitter + 1);
  for (let at = start; at < days.length; at++) {
    const step = stepOnRun(candidate, tables, days[at]);
    if (step >= 0) counts[step]++;
  }
  return counts.indexOf(Math.max(...counts));
}
