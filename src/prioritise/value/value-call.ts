import { expectedPaymentDay, type PossibleRun } from '../../features/index.ts';
import { concerns } from '../case/contact-history.ts';
import type { DebtorCase } from '../case/debtor-case.ts';
import { type OpenInvoice, weightedByAmount } from '../case/open-invoice.ts';
import { brokenPromiseIn } from '../reasons/broken-promise.ts';
import { ownResponse } from './own-response.ts';
import { remainingDays } from './remaining-days.ts';
import { type UnpromptedRecord, unpromptedFactor, unpromptedRecord } from './unprompted-record.ts';

/** What a call today is worth, in money (major units), and what it is made of. */
export interface CallValue {
  /** `cash + loss − annoyance − cost`. */
  readonly value: number;
  /** Cost of capital saved by money that comes sooner. */
  readonly cash: number;
  /** Expected loss avoided. */
  readonly loss: number;
  readonly annoyance: number;
  readonly cost: number;
  /** Money-days by which payment is expected to come sooner, in major units × days. */
  readonly moneyDays: number;
  /** Chance that the call reaches somebody, and that the conversation is heeded. */
  readonly reach: number;
  readonly heed: number;
}

const DAYS_A_YEAR = 365;
/** Of the runs that are possible; the rest weigh little. */
const RUNS_LOOKED_AT = 3;

/**
 * The value of calling about these invoices today: for each, the days by which a heeded call brings the money forward
 * (never before the later of `daysToPay` and its due date), more of them for who pays when asked and not before, at the cost of capital, and the loss avoided; less the
 * annoyance of a call about money more likely than not to come within three business days, and the cost of the call.
 * Assumptions come from the policy (`value`). Formula and sources: docs/prioritise.md. O(invoices + contacts + payments).
 */
export function valueCall(c: DebtorCase, callable: readonly OpenInvoice[]): CallValue {
  const assumptions = c.context.policy.value;
  const { reach, heed } = ownResponse(c, callable, stageHeed(c, callable));
  const effect = reach * heed;
  const soonDay = c.calendar.addBusinessDays(c.asOf, 3);
  const record = unpromptedRecord(c);
  let moneyDays = 0;
  let loss = 0;
  for (const invoice of callable) {
    const amount = invoice.openMinor / c.context.scale;
    moneyDays += amount * daysGained(c, invoice, soonDay, record);
    loss += amount * invoice.pVeryLate;
  }
  moneyDays *= effect;
  loss *= effect * assumptions.lossGivenVeryLate * assumptions.lossAvoidedShare;
  const cash = (moneyDays * assumptions.costOfCapital) / DAYS_A_YEAR;
  const soon = weightedByAmount(callable, (invoice) => invoice.pPaidSoon);
  const annoyance = reach * assumptions.annoyanceCost * Math.max(0, 2 * soon - 1);
  const cost = assumptions.costPerCall;
  return { value: cash + loss - annoyance - cost, cash, loss, annoyance, cost, moneyDays, reach, heed };
}

function daysGained(c: DebtorCase, invoice: OpenInvoice, soonDay: number, record: UnpromptedRecord): number {
  const earliest = Math.max(c.context.policy.value.daysToPay, invoice.rolledDueDay - c.asOf);
  let gained = 0;
  let rest = 1;
  // A heeded call does not change when a run payer lets money go: it pays with its next run.
  for (const { rule, chance } of runsOf(c)) {
    const runDay = expectedPaymentDay(rule, Math.ceil(c.asOf + earliest), c.asOf, c.calendar);
    if (runDay === null) continue;
    rest -= chance;
    gained += chance * remainingDays(invoice, c.asOf, soonDay, runDay - c.asOf);
  }
  gained += rest * remainingDays(invoice, c.asOf, soonDay, earliest);
  return gained * unpromptedFactor(record, invoice.expectedDays);
}

/** The run that was found, with the share of invoices it pays; else the likeliest of those that are possible. */
function runsOf(c: DebtorCase): readonly PossibleRun[] {
  if (c.run.family !== 'none') return [{ rule: c.run, chance: c.run.invoiceShare }];
  return c.possibleRuns().slice(0, RUNS_LOOKED_AT);
}

/** The heed rate of the stage the call is in. */
function stageHeed(c: DebtorCase, callable: readonly OpenInvoice[]): number {
  const { heedRate } = c.context.policy.value;
  if (c.notReceivedClaims >= c.context.policy.preDue.notReceivedClaims) return heedRate.notReceived;
  if (brokenPromiseIn(c, callable)) return heedRate.brokenPromise;
  if (callable.every((invoice) => invoice.timing !== 'overdue')) return heedRate.preDue;
  const wasSpoken = c.contacts.some(
    (contact) => contact.kind === 'conversation' && callable.some((invoice) => concerns(contact, invoice)),
  );
  return wasSpoken ? heedRate.followUp : heedRate.firstContact;
}
