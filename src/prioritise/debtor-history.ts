import { formatDay } from '../calendar/index.ts';
import { CONTACT_CHANNELS, type ContactChannel, type ContactOutcome, textAt } from '../ledger/index.ts';
import { cashBooked } from './case/cash-received.ts';
import type { Contact } from './case/contact-history.ts';
import type { DebtorCase } from './case/debtor-case.ts';
import { readPromise } from './case/promise-standing.ts';
import { amountOf } from './rank/describe-debtor.ts';
import { agentOf, noteOf } from './speech/say-talks.ts';

/** A contact of the past. */
export interface PageContact {
  /** `YYYY-MM-DD`. */
  readonly at: string;
  readonly channel: ContactChannel | null;
  readonly outcome: ContactOutcome | null;
  /** Who made it, and what was noted down; empty where the ledger does not say. */
  readonly agent: string;
  readonly note: string;
  /** The invoice it was about; empty where it names none. */
  readonly invoice_id: string;
}

/** What a debtor said in a conversation, and whether money followed. */
export interface PageSaying extends PageContact {
  /** Whether anything was booked within the policy's `value.heededWithinDays`; `null` while they last. */
  readonly paid_soon: boolean | null;
}

/** A promise of the past. */
export interface PageAgreement {
  readonly promised_on: string;
  readonly due_on: string;
  /** `null` where it names none. */
  readonly amount: number | null;
  readonly invoice_id: string;
  /** Kept in time, kept after it lapsed, not kept, or not due yet. */
  readonly state: 'kept' | 'kept_late' | 'broken' | 'pending';
}

/** What was said and agreed with a debtor, newest first. */
export interface DebtorHistory {
  /** The last five contacts of any kind. */
  readonly contacts: readonly PageContact[];
  /** The last ten conversations in which something was noted down: its reasons and excuses. */
  readonly sayings: readonly PageSaying[];
  /** The last five promises. */
  readonly agreements: readonly PageAgreement[];
}

const LISTED_CONTACTS = 5;
const LISTED_SAYINGS = 10;
const LISTED_AGREEMENTS = 5;

/** The history of a debtor. O(its contacts + promises · payments since). */
export function debtorHistory(c: DebtorCase): DebtorHistory {
  const newest = [...c.contacts].reverse();
  return {
    contacts: newest.slice(0, LISTED_CONTACTS).map((contact) => pageContact(c, contact)),
    sayings: newest
      .filter((contact) => contact.kind === 'conversation' && noteOf(c, contact) !== '')
      .slice(0, LISTED_SAYINGS)
      .map((contact) => ({ ...pageContact(c, contact), paid_soon: paidSoon(c, contact) })),
    agreements: agreementsOf(c),
  };
}

function pageContact(c: DebtorCase, contact: Contact): PageContact {
  const { contacts } = c.context.ledger;
  return {
    at: formatDay(contact.day),
    channel: CONTACT_CHANNELS[contacts.channel[contact.row]] ?? null,
    outcome: contact.outcome ?? null,
    agent: agentOf(c, contact),
    note: noteOf(c, contact),
    invoice_id: invoiceId(c, contact.invoice),
  };
}

function paidSoon(c: DebtorCase, { day }: Contact): boolean | null {
  const last = day + c.context.policy.value.heededWithinDays;
  if (cashBooked(c.context, c.debtor, day, last) > 0) return true;
  return last < c.asOf ? false : null;
}

function agreementsOf(c: DebtorCase): PageAgreement[] {
  const { start } = c.context.ledger.promises;
  const { keptShare } = c.context.policy.promises;
  const listed: PageAgreement[] = [];
  for (let row = start[c.debtor + 1] - 1; row >= start[c.debtor] && listed.length < LISTED_AGREEMENTS; row--) {
    const promise = readPromise(c.context, c.debtor, c.calendar, c.open, row);
    const enough = keptShare * promise.promisedMinor;
    const isKept = promise.bookedInTimeMinor >= enough;
    const isLapsed = c.asOf > promise.lapseDay;
    listed.push({
      promised_on: formatDay(promise.promisedDay),
      due_on: formatDay(promise.dueDay),
      amount: promise.namesAmount ? amountOf(c, promise.promisedMinor) : null,
      invoice_id: invoiceId(c, promise.invoice),
      state: isKept ? 'kept' : !isLapsed ? 'pending' : promise.bookedMinor >= enough ? 'kept_late' : 'broken',
    });
  }
  return listed;
}

function invoiceId(c: DebtorCase, row: number): string {
  return row < 0 ? '' : textAt(c.context.ledger.invoices.id, row);
}
