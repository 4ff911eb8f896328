import type { EpochDay } from '../calendar/index.ts';
import { businessDaysAfter, type CountryDays } from './country-days.ts';
import type { DebtorProfile, PaymentLaw } from './debtor-profile.ts';
import { NEVER } from './debtor-profile.ts';
import { PURPOSE, uniform } from './debtor-stream.ts';
import { runDays } from './run-rule.ts';

/** Mean days by which a disputed invoice is ready later than due date + `DISPUTE_FROM`. */
export const DISPUTE_MEAN = 18;
/** Days after the due date before which no disputed invoice is ready. */
export const DISPUTE_FROM = 5;

/** The debtor's payment days over the horizon: release (money leaves) and arrival (money is on our account). */
export interface RunDates {
  readonly release: Int32Array;
  readonly arrival: Int32Array;
}

/** What one invoice waits for. */
export const WAIT = { nothing: 0, delay: 1, dispute: 2 } as const;

/** Run dates by debtor; remembers those of the rules that many debtors share. One a generator, no global state. */
export type RunDatesSource = (profile: DebtorProfile, days: CountryDays) => RunDates;

/** A source of run dates over the whole of the tables, the old rule before the drift day, the new one from it on. */
export function createRunDatesSource(): RunDatesSource {
  const known = new Map<string, RunDates>();
  return (profile, days) => {
    const [before, after] = profile.laws;
    const from = days.first + 20;
    const to = days.end - 40;
    const change = before.run === after.run ? to : Math.min(Math.max(profile.driftDay, from), to);
    if (change < to)
      return withArrival(
        [...runDays(before.run, days, from, change), ...runDays(after.run, days, change, to)],
        profile,
        days,
      );
    const { family, days: parameters, anchor, roll } = before.run;
    const key = `${days.country} ${family} ${parameters.join('|')} ${anchor} ${roll} ${profile.clearingLagDays}`;
    let runs = known.get(key);
    if (!runs) {
      runs = withArrival(runDays(before.run, days, from, to), profile, days);
      known.set(key, runs);
    }
    return runs;
  };
}

function withArrival(release: readonly number[], profile: DebtorProfile, days: CountryDays): RunDates {
  const arrival = new Int32Array(release.length);
  for (let at = 0; at < release.length; at++)
    arrival[at] = businessDaysAfter(days, release[at] as number, profile.clearingLagDays);
  return { release: Int32Array.from(release), arrival };
}

/** Index of the first element ≥ `day`. O(log n). */
export function firstAtOrAfter(sorted: Int32Array, day: EpochDay): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((sorted[middle] as number) < day) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Centre of the lag of an invoice issued that day: the law's centre, its growth and the slack season. O(1). */
export function lagCentre(law: PaymentLaw, since: EpochDay, issue: EpochDay, month: number): number {
  const grown = law.growth === 0 ? 0 : Math.min(75, (law.growth * Math.max(0, issue - since)) / 30.4375);
  const inSeason = law.seasonDays > 0 && (month - law.seasonMonth + 12) % 12 < 3;
  return law.centre + grown + (inSeason ? law.seasonDays : 0);
}

/** Lag in whole days at the uniform number `u`: a rounded logistic. */
export function lagAt(centre: number, spread: number, u: number): number {
  return Math.round(centre + spread * Math.log(u / (1 - u)));
}

/** Days from issue to approval at `u`: 1 + a floored exponential. */
export function approvalAt(mean: number, u: number): number {
  return 1 + Math.floor(-mean * Math.log(u));
}

/** Days from due to readiness of a delayed invoice at `u`: from + a floored exponential. */
export function delayAt(from: number, mean: number, u: number): number {
  return from + Math.floor(-mean * Math.log(u));
}

/** The fate-independent facts of one invoice that its probability of being late depends on. */
export interface InvoiceTerms {
  readonly issue: EpochDay;
  readonly due: EpochDay;
  readonly rolledDue: EpochDay;
  readonly centre: number;
}

/** P(approved and wanted by `day`), 0–1; 0 before the day after issue. O(1). */
export function chanceReadyBy(day: EpochDay, terms: InvoiceTerms, law: PaymentLaw, disputeShare: number): number {
  const sinceIssue = day - terms.issue;
  if (sinceIssue < 1) return 0;
  const approved = 1 - Math.exp(-sinceIssue / law.approvalMean);
  const sinceDue = day - terms.due;
  const usual = 1 / (1 + Math.exp(-(sinceDue + 0.5 - terms.centre) / law.spread));
  const delayed = sinceDue < law.delayFrom ? 0 : 1 - Math.exp(-(sinceDue - law.delayFrom + 1) / law.delayMean);
  const settled = sinceDue < DISPUTE_FROM ? 0 : 1 - Math.exp(-(sinceDue - DISPUTE_FROM + 1) / DISPUTE_MEAN);
  const undisputed = (1 - law.delayShare) * usual + law.delayShare * delayed;
  return approved * ((1 - disputeShare) * undisputed + disputeShare * settled);
}

/**
 * P(ready in time when `extra` days must pass between readiness and the payment that counts): a sum over the last
 * runs whose money arrives by the rolled due date, each weighted with the odds that all later ones are missed.
 */
function chanceInTime(
  profile: DebtorProfile,
  law: PaymentLaw,
  terms: InvoiceTerms,
  runs: RunDates,
  days: CountryDays,
  extra: number,
): number {
  const { disputeShare } = profile;
  let at = firstAtOrAfter(runs.arrival, terms.rolledDue + 1) - 1;
  let inRun = 0;
  let weight = 1 - law.missShare;
  while (weight > 1e-7 && at >= 0) {
    inRun += weight * chanceReadyBy((runs.release[at] as number) - extra, terms, law, disputeShare);
    weight *= law.missShare;
    at--;
  }
  if (law.offRunShare === 0) return inRun;
  const lastDaily = businessDaysAfter(days, terms.rolledDue, -profile.clearingLagDays);
  return (1 - law.offRunShare) * inRun + law.offRunShare * chanceReadyBy(lastDaily - extra, terms, law, disputeShare);
}

/**
 * True P(paid after the rolled due date) at issue, given all hidden parameters and no contact before the due date:
 * by calculation, exact up to 1e-7, from the distribution functions of approval, lag, delay and dispute.
 * O(log runs).
 */
export function chanceLate(
  profile: DebtorProfile,
  law: PaymentLaw,
  terms: InvoiceTerms,
  runs: RunDates,
  days: CountryDays,
): number {
  if (profile.archetype.directDebit) return DIRECT_DEBIT_RETURNED;
  let limited = terms;
  if (profile.insolvencyDay <= terms.rolledDue) {
    if (profile.insolvencyDay <= terms.issue) return 1;
    limited = { ...terms, rolledDue: days.preceding[profile.insolvencyDay - 1 - days.first] as number };
  }
  const whole = chanceInTime(profile, law, limited, runs, days, 0);
  if (profile.partialShare === 0) return 1 - whole;
  const parts = chanceInTime(profile, law, limited, runs, days, PARTIAL_GAP_DAYS);
  return 1 - (1 - profile.partialShare) * whole - profile.partialShare * parts;
}

/** Share of direct debits that the bank returns; the debtor pays them later. */
export const DIRECT_DEBIT_RETURNED = 0.015;
/** Days between the first part of a partial payment being ready and the second. */
export const PARTIAL_GAP_DAYS = 10;

/** Release and arrival of a payment that is ready on `ready`, by the debtor's fate; NEVER when beyond the tables. */
export function settle(
  profile: DebtorProfile,
  law: PaymentLaw,
  runs: RunDates,
  days: CountryDays,
  ready: EpochDay,
  offRun: boolean,
): { release: EpochDay; arrival: EpochDay } {
  if (ready >= days.end - 40) return { release: NEVER, arrival: NEVER };
  if (offRun) {
    const release = days.following[ready - days.first] as number;
    return { release, arrival: businessDaysAfter(days, release, profile.clearingLagDays) };
  }
  let at = firstAtOrAfter(runs.release, ready);
  if (law.missShare > 0)
    while (
      at < runs.release.length &&
      uniform(profile.stream, PURPOSE.missedRun, runs.release[at] as number) < law.missShare
    )
      at++;
  if (at >= runs.release.length) return { release: NEVER, arrival: NEVER };
  return { release: runs.release[at] as number, arrival: runs.arrival[at] as number };
}
