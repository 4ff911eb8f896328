import { type BusinessCalendar, type EpochDay, weekdayOf } from '../../calendar/index.ts';
import { findHabit } from './detect-payment-run.ts';
import { distinctPaymentDates, type PaymentDates } from './payment-dates.ts';
import type { PaymentObservations } from './payment-run.ts';
import { prepareRunCalendar, type RunCalendar } from './run-calendar.ts';
import { DEFAULT_RUN_THRESHOLDS, type RunThresholds } from './run-thresholds.ts';

/** One debtor of the population: its visible history and its calendar. */
export interface RunPopulationMember {
  readonly observations: PaymentObservations;
  /** The debtor's business days; debtors of one country should share one `prepareRunCalendar`. */
  readonly calendar: BusinessCalendar;
}

/** How the population is read. */
export interface FitRunOptions {
  /** The morning from which is looked back. */
  readonly asOf: EpochDay;
  /** Share of wrong detections that is accepted, 0–1; default 0.02. */
  readonly falseDiscoveryRate?: number;
  /** Fewest distinct payment dates at which a debtor is tested; default 6. */
  readonly minimumDates?: number;
}

/** Debtors of equal weekdays that the population is mixed with, so that a small ledger does not set its own null. */
const PRIOR_DEBTORS = 20;
/** Largest share of one weekday: a ledger of Friday payers must not make Fridays unremarkable. */
const LARGEST_SHARE = 0.35;
/** Smallest share of one weekday. */
const SMALLEST_SHARE = 0.002;
/** Knots kept of the step function p → q: so many for each power of ten of q, down to the smallest q told apart. */
const RUNGS_A_DECADE = 16;
const SMALLEST_Q = 1e-6;

/**
 * Learns over the population what one debtor's judgement needs: the weekday shares of payment dates (each debtor counts
 * the same) and the step function from p- to q-values. The q-value of p is the least, over larger p', of
 * p' · debtors / rank(p') (Benjamini & Hochberg 1995). Members may come in any order. Debtors with too few dates are
 * not tested; with none at all the defaults come back. O(debtors · detection + debtors · log debtors).
 */
export function fitRunThresholds(population: Iterable<RunPopulationMember>, options: FitRunOptions): RunThresholds {
  const minimumDates = options.minimumDates ?? DEFAULT_RUN_THRESHOLDS.minimumDates;
  const falseDiscoveryRate = options.falseDiscoveryRate ?? DEFAULT_RUN_THRESHOLDS.falseDiscoveryRate;
  const debtors: { dates: PaymentDates; calendar: RunCalendar }[] = [];
  const prepared = new Map<BusinessCalendar, RunCalendar>();
  for (const { observations, calendar } of population) {
    const dates = distinctPaymentDates(observations, options.asOf);
    if (dates.days.length < minimumDates) continue;
    let runCalendar = prepared.get(calendar);
    if (!runCalendar) {
      runCalendar = prepareRunCalendar(calendar);
      prepared.set(calendar, runCalendar);
    }
    debtors.push({ dates, calendar: runCalendar });
  }
  const unfitted = { ...DEFAULT_RUN_THRESHOLDS, minimumDates, falseDiscoveryRate };
  if (debtors.length === 0) return unfitted;

  const weekdayShares = learnWeekdayShares(debtors.map((debtor) => debtor.dates));
  const pValues = Float64Array.from(
    debtors,
    ({ dates, calendar }) => findHabit(dates, calendar, { ...unfitted, weekdayShares })?.pValue ?? 1,
  ).sort();
  return { ...unfitted, weekdayShares, ...fitQValues(pValues, falseDiscoveryRate), debtors: debtors.length };
}

function learnWeekdayShares(population: readonly PaymentDates[]): number[] {
  // Counts of debtors by share are summed in integers per date count, so that the order of debtors leaves no trace.
  const byLength = new Map<number, Int32Array>();
  for (const { days } of population) {
    let counts = byLength.get(days.length);
    if (!counts) {
      counts = new Int32Array(7);
      byLength.set(days.length, counts);
    }
    for (const day of days) counts[weekdayOf(day)]++;
  }
  const sums = DEFAULT_RUN_THRESHOLDS.weekdayShares.map((share) => share * PRIOR_DEBTORS);
  for (const length of [...byLength.keys()].sort((a, b) => a - b)) {
    const counts = byLength.get(length) as Int32Array;
    for (let weekday = 0; weekday < 7; weekday++) sums[weekday] += counts[weekday] / length;
  }
  const total = population.length + PRIOR_DEBTORS;
  const bounded = sums.map((sum) => Math.max(SMALLEST_SHARE, Math.min(LARGEST_SHARE, sum / total)));
  const boundedTotal = bounded.reduce((sum, share) => sum + share, 0);
  return bounded.map((share) => share / boundedTotal);
}

function fitQValues(pValues: Float64Array, falseDiscoveryRate: number): { pKnots: number[]; qKnots: number[] } {
  const count = pValues.length;
  const pKnots: number[] = [];
  const qKnots: number[] = [];
  let least = Number.POSITIVE_INFINITY;
  let isWanted = false;
  // From the largest p down: the first p at which q falls to a rung of the ladder, or to the wanted rate, becomes a knot.
  let rung = 0;
  for (let rank = count; rank >= 1; rank--) {
    const p = pValues[rank - 1];
    const q = Math.min(1, (p * count) / rank);
    if (q >= least) continue;
    least = q;
    const reached = Math.floor(-Math.log10(Math.max(q, SMALLEST_Q)) * RUNGS_A_DECADE);
    const reachesWanted: boolean = !isWanted && q <= falseDiscoveryRate;
    if (rank !== count && reached <= rung && !reachesWanted) continue;
    rung = Math.max(rung, reached);
    isWanted ||= reachesWanted;
    pKnots.unshift(p);
    qKnots.unshift(q);
  }
  return { pKnots, qKnots };
}
