import type { Calendars, EpochDay } from '../calendar/index.ts';
import { type Crew, evenRanges, shareMemory } from '../crew/index.ts';
import { ITEM, type ItemStates, type Ledger, textAt } from '../ledger/index.ts';
import { behaviourOf } from './behaviour-ledger.ts';
import { type RunJob, TASKS_A_MEMBER } from './feature-job.ts';
import { observationKey, observationsOf } from './observation-keys.ts';
import {
  detectPaymentRun,
  fitRunThresholds,
  type PaymentObservations,
  type PaymentRun,
  prepareRunCalendar,
  type RunCalendar,
  type RunThresholds,
} from './rhythm/index.ts';

/** Paid invoices of one debtor by day of payment, then due date, as the run detector wants them. O(k log k). */
export function paymentObservations(ledger: Ledger, items: ItemStates, debtor: number): PaymentObservations {
  const { start, dueDay } = ledger.invoices;
  const { state, paidDay } = items;
  const keys = new Float64Array(start[debtor + 1] - start[debtor]);
  let paid = 0;
  for (let i = start[debtor]; i < start[debtor + 1]; i++)
    if (state[i] === ITEM.paid) keys[paid++] = observationKey(paidDay[i], dueDay[i]);
  return observationsOf(keys, paid);
}

/** Due dates of one debtor's open invoices, credit notes left out. O(k). */
export function openDueDays(ledger: Ledger, items: ItemStates, debtor: number): Int32Array {
  const { start, dueDay, amountMinor } = ledger.invoices;
  const open: number[] = [];
  for (let i = start[debtor]; i < start[debtor + 1]; i++)
    if (items.state[i] === ITEM.open && amountMinor[i] > 0) open.push(dueDay[i]);
  return Int32Array.from(open);
}

/** Run calendars that were prepared already, for as long as the calendars live that they were made of. */
const prepared = new WeakMap<Calendars, Map<string, RunCalendar>>();

/** The run calendars of a ledger's countries, each prepared once for all ledgers that share its calendars. */
export function runCalendars({ debtors, calendars }: Ledger): (debtor: number) => RunCalendar {
  const byCountry = prepared.get(calendars) ?? new Map<string, RunCalendar>();
  prepared.set(calendars, byCountry);
  return (debtor) => {
    const country = textAt(debtors.country, debtor);
    let calendar = byCountry.get(country);
    if (!calendar) {
      calendar = prepareRunCalendar(calendars.forCountry(country));
      byCountry.set(country, calendar);
    }
    return calendar;
  };
}

/** Learns the detector's population values from every debtor of a ledger cut at `asOf`. O(debtors · detection). */
export function fitLedgerRunThresholds(ledger: Ledger, items: ItemStates, asOf: EpochDay): RunThresholds {
  const calendarOf = runCalendars(ledger);
  function* population() {
    for (let debtor = 0; debtor < ledger.debtors.count; debtor++) {
      const observations = paymentObservations(ledger, items, debtor);
      if (observations.paidDays.length > 0) yield { observations, calendar: calendarOf(debtor) };
    }
  }
  return fitRunThresholds(population(), { asOf });
}

/**
 * The payment run of each debtor of a ledger cut at `asOf`, by debtor index; with a crew, in its threads.
 * O(debtors · detection).
 */
export function detectLedgerRuns(
  ledger: Ledger,
  items: ItemStates,
  asOf: EpochDay,
  thresholds: RunThresholds,
  crew?: Crew,
): PaymentRun[] {
  if (!crew || crew.members === 1) return detectRunsOf(ledger, items, asOf, thresholds, 0, ledger.debtors.count);
  const bounds = evenRanges(ledger.invoices.start, crew.members * TASKS_A_MEMBER);
  const job: RunJob = {
    kind: 'runs',
    ledger: shareMemory(behaviourOf(ledger)),
    items: shareMemory(items),
    asOf,
    thresholds,
    bounds,
  };
  return (crew.open(job)(0, bounds.length - 1) as PaymentRun[][]).flat();
}

/** Runs of the debtors [from, to). */
export function detectRunsOf(
  ledger: Ledger,
  items: ItemStates,
  asOf: EpochDay,
  thresholds: RunThresholds,
  from: number,
  to: number,
): PaymentRun[] {
  const detect = createRunDetector(ledger, items, asOf, thresholds);
  return Array.from({ length: to - from }, (_, at) => detect(from + at));
}

/** The run of one debtor at a time. O(1) now, a detection a call. */
export function createRunDetector(
  ledger: Ledger,
  items: ItemStates,
  asOf: EpochDay,
  thresholds: RunThresholds,
): (debtor: number) => PaymentRun {
  const calendarOf = runCalendars(ledger);
  return (debtor) =>
    detectPaymentRun(paymentObservations(ledger, items, debtor), {
      asOf,
      calendar: calendarOf(debtor),
      thresholds,
      openDueDays: openDueDays(ledger, items, debtor),
    });
}
