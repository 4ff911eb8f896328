import { type EpochDay, NO_DAY } from '../../calendar/index.ts';
import { concerns } from '../case/contact-history.ts';
import type { DebtorCase } from '../case/debtor-case.ts';
import { type OpenInvoice, weightedByAmount } from '../case/open-invoice.ts';
import { brokenPromiseIn } from '../reasons/broken-promise.ts';
import { type CallGain, callGain } from './call-gain.ts';
import { comingInvoices } from './coming-invoices.ts';
import { ownResponse } from './own-response.ts';
import { priceOfToday } from './price-of-today.ts';
import { type UnpromptedRecord, unpromptedRecord } from './unprompted-record.ts';

/** What a call today is worth, in money (major units), and what it is made of. */
export interface CallValue {
  /** What calling today brings against never calling: `cash + loss − annoyance − cost`. Calls are ranked by it. */
  readonly value: number;
  /** What it brings against the best other choice, a later moment or no call at all: at most `value`; 0 or less where waiting costs nothing. It informs and does not rank: see the docs. */
  readonly worthToday: number;
  /** The later day that comes closest to calling today; `NO_DAY` where that is no call at all. */
  readonly laterDay: EpochDay;
  /** Chance that a call is still needed on that day, 0–1; NaN without one. */
  readonly neededThen: number;
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
/** Business days after which the call could be made instead: waiting pays by a run, a due date or a few quick payers. */
const LATER_BUSINESS_DAYS = [1, 2, 3, 5, 10] as const;

/** What calling brings against never calling, and what it takes to look at later moments. */
interface CallToday extends Omit<CallValue, 'worthToday' | 'laterDay' | 'neededThen'> {
  readonly gain: CallGain;
  readonly record: UnpromptedRecord;
  /** Money that one money-day of the gain is worth: the chance that the call is heeded, at the cost of capital. */
  readonly perMoneyDay: number;
}

/**
 * The value of calling about these invoices today: for each, the days by which a heeded call brings the money forward
 * (never before the later of `daysToPay` and its due date), corrected by how the debtor pays while nobody asks, at the cost
 * of capital, and the loss avoided; less the annoyance of a call about money more likely than not to come within three
 * business days, and the cost of the call. And what of that the best later moment within the horizon would not bring as
 * well (`priceOfToday`): it may need no call any more, and it may be about more invoices. Assumptions come from the policy
 * (`value`). Formula and sources: docs/prioritise.md. O(invoices · late invoices + contacts + payments).
 */
export function valueCall(c: DebtorCase, callable: readonly OpenInvoice[]): CallValue {
  const { gain, record, perMoneyDay, ...today } = callToday(c, callable);
  const { cash, loss, annoyance, cost } = today;
  let price = cash + loss - annoyance;
  let laterDay: EpochDay = NO_DAY;
  let neededThen = Number.NaN;
  const lastDay = c.asOf + c.context.policy.horizonDays;
  const coming = comingInvoices(c, lastDay);
  for (const count of LATER_BUSINESS_DAYS) {
    const day = c.calendar.addBusinessDays(c.asOf, count);
    if (day > lastDay || price <= 0) break;
    const wait = day - c.asOf;
    const joining = coming.filter((one) => one.day <= day).map(({ invoice }) => invoice);
    const ofJoining = joining.length > 0 ? callGain(c, joining, record) : undefined;
    const needed = gain.neededAt(wait);
    // A loss is avoided by a later call as well as by one today.
    const against = priceOfToday(cash - annoyance, {
      gain: gain.moneyDaysAt(wait) * perMoneyDay,
      needed,
      coming: (ofJoining?.moneyDaysAt(wait) ?? 0) * perMoneyDay,
      comingNeeded: ofJoining?.neededAt(wait) ?? 0,
    });
    if (against >= price) continue;
    price = against;
    laterDay = day;
    neededThen = needed;
  }
  return { ...today, worthToday: price - cost, laterDay, neededThen };
}

/** The `value` of `valueCall` alone, for a fifth of its cost. O(invoices · late invoices + contacts + payments). */
export function valueAgainstNever(c: DebtorCase, callable: readonly OpenInvoice[]): number {
  return callToday(c, callable).value;
}

function callToday(c: DebtorCase, callable: readonly OpenInvoice[]): CallToday {
  const assumptions = c.context.policy.value;
  const { reach, heed } = ownResponse(c, callable, stageHeed(c, callable));
  const effect = reach * heed;
  const perMoneyDay = (effect * assumptions.costOfCapital) / DAYS_A_YEAR;
  const record = unpromptedRecord(c);
  const gain = callGain(c, callable, record);
  const moneyDays = gain.moneyDaysAt(0);
  const cash = moneyDays * perMoneyDay;
  let atRisk = 0;
  for (const invoice of callable) atRisk += (invoice.openMinor / c.context.scale) * invoice.pVeryLate;
  const loss = atRisk * effect * assumptions.lossGivenVeryLate * assumptions.lossAvoidedShare;
  const soon = weightedByAmount(callable, (invoice) => invoice.pPaidSoon);
  const annoyance = reach * assumptions.annoyanceCost * Math.max(0, 2 * soon - 1);
  const cost = assumptions.costPerCall;
  return {
    value: cash + loss - annoyance - cost,
    cash,
    loss,
    annoyance,
    cost,
    moneyDays: moneyDays * effect,
    reach,
    heed,
    gain,
    record,
    perMoneyDay,
  };
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
