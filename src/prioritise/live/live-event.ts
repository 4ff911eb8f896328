import { type EpochDay, parseDay } from '../../calendar/index.ts';
import { PayrhythmError } from '../../errors.ts';
import {
  CONTACT_CHANNELS,
  CONTACT_OUTCOMES,
  type ContactChannel,
  type ContactOutcome,
  PAYMENT,
} from '../../ledger/index.ts';

/** Money that was booked today; amounts in major units of the reporting currency. */
export interface PaymentBooked {
  readonly kind: 'payment';
  readonly debtorId: string;
  /** Left out: matched to nothing yet. */
  readonly invoiceId?: string;
  readonly amount: number;
}

/** A call, e-mail or letter of today. */
export interface ContactLogged {
  readonly kind: 'contact';
  readonly debtorId: string;
  readonly invoiceId?: string;
  /** Default `call`. */
  readonly channel?: ContactChannel;
  readonly outcome: ContactOutcome;
}

/** A promise made today. */
export interface PromiseMade {
  readonly kind: 'promise';
  readonly debtorId: string;
  readonly invoiceId?: string;
  /** `YYYY-MM-DD`. */
  readonly dueOn: string;
  /** Left out: all that is overdue. */
  readonly amount?: number;
}

/** A dispute opened today. */
export interface DisputeOpened {
  readonly kind: 'dispute';
  readonly invoiceId: string;
  readonly reason?: string;
}

/** An invoice that became known today. */
export interface InvoiceIssued {
  readonly kind: 'invoice';
  readonly debtorId: string;
  /** An id that the queue does not know yet; later events may name it. */
  readonly invoiceId: string;
  /** `YYYY-MM-DD`; left out: today. */
  readonly issuedOn?: string;
  /** `YYYY-MM-DD`. */
  readonly dueOn: string;
  /** Above 0. */
  readonly amount: number;
}

/** A credit note that became known today. */
export interface CreditNoteIssued {
  readonly kind: 'credit_note';
  readonly debtorId: string;
  /** An id that the queue does not know yet. */
  readonly invoiceId: string;
  /** What is credited, above 0. */
  readonly amount: number;
}

/** What may happen while the queue is being worked through. */
export type LiveEvent = PaymentBooked | ContactLogged | PromiseMade | DisputeOpened | InvoiceIssued | CreditNoteIssued;

/** An event as a row of a ledger: indices instead of ids. */
export interface EventRow {
  readonly table: 'payments' | 'contacts' | 'promises' | 'disputes' | 'invoices';
  /** Debtor that the row stands with, and who paid (the same but for payments for somebody else). */
  readonly debtor: number;
  readonly payer: number;
  /** Row of the invoice, -1 without one; of an invoice that an event brought, its number behind all rows. */
  readonly invoice: number;
  readonly day: EpochDay;
  readonly amountMinor: number;
  readonly issueDay: EpochDay;
  readonly dueDay: EpochDay;
  readonly channel: number;
  readonly outcome: number;
  readonly kind: number;
  /** Id of a new invoice. */
  readonly id: string;
  readonly reason: string;
}

/** Finds what an event names. */
export interface EventIds {
  /** Index of a debtor, -1 where it is unknown. */
  debtorOf(id: string): number;
  /** Row of an invoice, or the number of one that an event brought; -1 where it is unknown. */
  invoiceOf(id: string): number;
  /** Debtor of an invoice. */
  ownerOf(invoice: number): number;
  /** The number that the next new invoice gets. */
  readonly nextInvoice: number;
}

const TABLES = {
  payment: 'payments',
  contact: 'contacts',
  promise: 'promises',
  dispute: 'disputes',
  invoice: 'invoices',
  credit_note: 'invoices',
} as const satisfies Readonly<Record<LiveEvent['kind'], EventRow['table']>>;

/**
 * An event of `day` as a row; `scale`: minor units in one major unit. O(1).
 *
 * @throws {PayrhythmError} `USAGE` for an unknown debtor or invoice, a new invoice whose id is taken, a bad date or an
 *   amount that is none.
 */
export function eventRow(event: LiveEvent, day: EpochDay, scale: number, ids: EventIds): EventRow {
  const isNew = event.kind === 'invoice' || event.kind === 'credit_note';
  const invoice = isNew ? newInvoice(event.invoiceId, ids) : knownInvoice(event.invoiceId, ids);
  const payer = event.kind === 'dispute' ? ids.ownerOf(invoice) : knownDebtor(event.debtorId, ids);
  const amount = amountOf(event);
  const isOfOthers = event.kind === 'payment' && invoice >= 0;
  return {
    table: TABLES[event.kind],
    debtor: isOfOthers ? ids.ownerOf(invoice) : payer,
    payer,
    invoice,
    day,
    amountMinor: Math.round(amount * scale),
    issueDay: event.kind === 'invoice' && event.issuedOn !== undefined ? parseDay(event.issuedOn, 'issuedOn') : day,
    dueDay: event.kind === 'promise' || event.kind === 'invoice' ? parseDay(event.dueOn, 'dueOn') : day,
    channel: event.kind === 'contact' ? CONTACT_CHANNELS.indexOf(event.channel ?? 'call') : -1,
    outcome: event.kind === 'contact' ? CONTACT_OUTCOMES.indexOf(event.outcome) : -1,
    kind: PAYMENT.payment,
    id: isNew ? event.invoiceId : '',
    reason: event.kind === 'dispute' ? (event.reason ?? '') : '',
  };
}

function knownDebtor(id: string, ids: EventIds): number {
  const debtor = ids.debtorOf(id);
  if (debtor < 0)
    throw new PayrhythmError('USAGE', `there is no debtor "${id}" in this queue: take the id as the ledger has it`);
  return debtor;
}

function knownInvoice(id: string | undefined, ids: EventIds): number {
  if (id === undefined) return -1;
  const invoice = ids.invoiceOf(id);
  if (invoice < 0)
    throw new PayrhythmError('USAGE', `there is no invoice "${id}" in this queue: take the id as the ledger has it`);
  return invoice;
}

function newInvoice(id: string, ids: EventIds): number {
  if (typeof id !== 'string' || id === '' || ids.invoiceOf(id) >= 0)
    throw new PayrhythmError(
      'USAGE',
      `invoice "${id}" cannot be new: ${id === '' ? 'it has no id' : 'this queue holds an invoice of that id'}; give each invoice an id of its own`,
    );
  return ids.nextInvoice;
}

/** The amount of an event in major units, a credit note's below 0; NaN where it has none. */
function amountOf(event: LiveEvent): number {
  if (event.kind === 'contact' || event.kind === 'dispute') return Number.NaN;
  const { kind, amount } = event;
  if (kind === 'promise' && amount === undefined) return Number.NaN;
  if (!Number.isFinite(amount))
    throw new PayrhythmError('USAGE', `the amount of a ${kind} must be a number, not ${amount}`);
  if ((kind === 'invoice' || kind === 'credit_note') && !((amount as number) > 0))
    throw new PayrhythmError('USAGE', `the amount of a ${kind} must be above 0, not ${amount}`);
  return kind === 'credit_note' ? -(amount as number) : (amount as number);
}
