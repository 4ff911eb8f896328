import { type EpochDay, NO_DAY } from '../../calendar/index.ts';
import { CONTACT_ASSIGNMENTS, CONTACT_CHANNELS, CONTACT_OUTCOMES, type ContactOutcome } from '../../ledger/index.ts';
import type { OpenInvoice } from './open-invoice.ts';
import type { QueueContext } from './queue-context.ts';

/** One contact with a debtor. */
export interface Contact {
  /** Row of the ledger's contact table. */
  readonly row: number;
  readonly day: EpochDay;
  /** Row of the invoice it was about, -1 where none is named. */
  readonly invoice: number;
  readonly outcome: ContactOutcome | undefined;
  /**
   * `conversation`: somebody answered; `attempt`: a call nobody answered, or whose outcome is not recorded; `written`:
   * an e-mail, letter or text message.
   */
  readonly kind: 'conversation' | 'attempt' | 'written';
  /** Whether it was a letter or an e-mail, which may count as the first reminder, and which of them. */
  readonly written: 'email' | 'letter' | undefined;
  readonly isCall: boolean;
}

const CONVERSATIONS: readonly (ContactOutcome | undefined)[] = [
  'reached',
  'promised',
  'disputed',
  'invoice_not_received',
  'claims_paid',
  'refused',
];
const HOLDOUT = CONTACT_ASSIGNMENTS.indexOf('holdout');

/** The contacts with a debtor, oldest first; records of a hold-out are no contacts. O(contacts). */
export function readContacts(context: QueueContext, debtor: number): Contact[] {
  const { contacts } = context.ledger;
  const history: Contact[] = [];
  for (let row = contacts.start[debtor]; row < contacts.start[debtor + 1]; row++) {
    if (contacts.assigned[row] === HOLDOUT) continue;
    const outcome: ContactOutcome | undefined = CONTACT_OUTCOMES[contacts.outcome[row]];
    const channel = CONTACT_CHANNELS[contacts.channel[row]] ?? (outcome === 'sent' ? 'email' : 'call');
    history.push({
      row,
      day: contacts.day[row],
      invoice: contacts.invoice[row],
      outcome,
      kind: CONVERSATIONS.includes(outcome) ? 'conversation' : channel === 'call' ? 'attempt' : 'written',
      written: channel === 'email' || channel === 'letter' ? channel : undefined,
      isCall: channel === 'call',
    });
  }
  return history;
}

/** Day of the last contact for which `matches` holds, `NO_DAY` without one. O(contacts). */
export function lastDayOf(history: readonly Contact[], matches: (contact: Contact) => boolean): EpochDay {
  const last = history.findLast(matches);
  return last ? last.day : NO_DAY;
}

/**
 * Whether a contact was about the invoice: it names it, or names none and was made when the invoice was known and coming
 * up.
 */
export function concerns(contact: Pick<Contact, 'invoice' | 'day'>, invoice: OpenInvoice): boolean {
  if (contact.invoice >= 0) return contact.invoice === invoice.row;
  return contact.day >= invoice.preDueFrom && contact.day >= invoice.knownDay;
}
