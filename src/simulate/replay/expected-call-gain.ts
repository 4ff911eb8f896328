import type { EpochDay } from '../../calendar/index.ts';
import { type DebtorProcess, lawOf } from '../debtor-process.ts';
import { NEVER } from '../debtor-profile.ts';
import { bookedOn } from '../past-team.ts';
import { firstAtOrAfter, type InvoiceTerms } from '../payment-law.ts';
import { termsOf } from './unexplained-late.ts';

/** Readiness is followed so many days beyond the due date or today; what is later counts as this late. */
const HORIZON_DAYS = 150;
/** Days before the due date from which a debtor that was called early pays. */
const EARLIEST_BEFORE_DUE = 3;
/** A run within so many days answers a call by itself. */
const RUN_SOON_DAYS = 7;
const REFUSES = 0.04;

/** Days from a heeded call to readiness that stand for an exponential with mean 1: its middle thirds. */
const EXPONENTIAL_THIRDS = [0.19, 0.71, 2.1] as const;
/** Mean days to readiness after a kept promise, after a broken one, and after an invoice was sent again. */
const AFTER_KEPT_PROMISE = 4;
const AFTER_BROKEN_PROMISE = 15;
const AFTER_SENT_AGAIN = 7;

/**
 * Euro-days (minor units × days overdue before `until`) that a call on `day` about `rows` is expected to save, given all
 * hidden parameters of the debtor (reach, heed, promises, lateness law, run) and that the rows are not paid yet, but not
 * the luck of the draw. Disputes are not in it: the gates hold them. O(rows · days · log runs).
 */
export function expectedCallGain(
  process: DebtorProcess,
  day: EpochDay,
  rows: readonly number[],
  until: EpochDay,
): number {
  let gain = 0;
  for (const row of rows)
    if (row !== process.planRow) gain += (process.amount[row] as number) * daysGained(process, day, row, until);
  return gain * process.profile.response.reach * process.goodwill;
}

/** Days that an answered call about one row is expected to save. */
function daysGained(process: DebtorProcess, day: EpochDay, row: number, until: EpochDay): number {
  const { profile } = process;
  const { response } = profile;
  const law = lawOf(profile, process.issue[row] as number);
  const terms = termsOf(process, row);
  const arrivalOf = arrivals(process);
  const overdueFrom = Math.max(day, terms.rolledDue + 1);
  const cost = (arrival: EpochDay): number => Math.max(0, Math.min(arrival, until) - overdueFrom);
  const hasRun = law.run.family !== 'none';
  const isClaimer = profile.archetype.cause === 'not_received';
  const earliest = Math.max(day, (process.due[row] as number) - EARLIEST_BEFORE_DUE);
  let unpaid = 0;
  let gained = 0;
  for (const part of [usualBy, delayedBy]) {
    const weight = part === delayedBy ? law.delayShare : 1 - law.delayShare;
    let before = 0;
    for (let ready = terms.issue + 1; ready <= Math.max(day, terms.due) + HORIZON_DAYS; ready++) {
      const by = part(ready, terms, law);
      const chance = weight * (by - before);
      before = by;
      if (chance < 1e-7) continue;
      const arrival = arrivalOf(ready);
      if (bookedOn(process, arrival) < day) continue;
      unpaid += chance;
      const wait = cost(arrival);
      if (wait === 0) continue;
      const saved = (readyAgain: EpochDay): number =>
        readyAgain >= ready ? 0 : Math.max(0, wait - cost(arrivalOf(Math.max(readyAgain, earliest))));
      if (part === delayedBy && isClaimer) gained += chance * saved(day + AFTER_SENT_AGAIN);
      else if (!(hasRun && arrival > day && arrival - day <= RUN_SOON_DAYS)) {
        const heeded = meanOver(EXPONENTIAL_THIRDS, (third) => saved(day + 1 + response.gainDays * third));
        const promised =
          response.keep * saved(day + AFTER_KEPT_PROMISE) +
          (1 - response.keep) * (response.heed / 2) * saved(day + AFTER_BROKEN_PROMISE);
        gained +=
          chance * (1 - REFUSES) * (response.promise * promised + (1 - response.promise) * response.heed * heeded);
      }
    }
  }
  return unpaid < 1e-9 ? 0 : gained / unpaid;
}

type Law = ReturnType<typeof lawOf>;

function approvedBy(day: EpochDay, terms: InvoiceTerms, law: Law): number {
  const sinceIssue = day - terms.issue;
  return sinceIssue < 1 ? 0 : 1 - Math.exp(-sinceIssue / law.approvalMean);
}

function usualBy(day: EpochDay, terms: InvoiceTerms, law: Law): number {
  return approvedBy(day, terms, law) / (1 + Math.exp(-(day - terms.due + 0.5 - terms.centre) / law.spread));
}

function delayedBy(day: EpochDay, terms: InvoiceTerms, law: Law): number {
  const since = day - terms.due;
  if (since < law.delayFrom) return 0;
  return approvedBy(day, terms, law) * (1 - Math.exp(-(since - law.delayFrom + 1) / law.delayMean));
}

function arrivals(process: DebtorProcess): (ready: EpochDay) => EpochDay {
  const { runs, profile } = process;
  return (ready) => {
    const at = firstAtOrAfter(runs.release, Math.ceil(ready));
    if (at >= runs.release.length) return NEVER;
    const arrival = runs.arrival[at] as number;
    return arrival >= profile.insolvencyDay ? NEVER : arrival;
  };
}

function meanOver(values: readonly number[], of: (value: number) => number): number {
  let sum = 0;
  for (const value of values) sum += of(value);
  return sum / values.length;
}
