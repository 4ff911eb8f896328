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

/** What may happen while the queue is being worked through. */
export type LiveEvent = PaymentBooked | ContactLogged | PromiseMade | DisputeOpened;

/** An event as a row of a ledger: indices instead of ids. */
export interface EventRow {
  readonly table: 'payments' | 'contacts' | 'promises' | 'disputes';
  /** Debtor that the row stands with, and who paid (the same but for payments for somebody else). */
  readonly debtor: number;
  readonly payer: number;
  /** Row of the invoice, -1 without one. */
  readonly invoice: number;
  readonly day: EpochDay;
  readonly amountMinor: number;
  readonly dueDay: EpochDay;
  readonly channel: number;
  readonly outcome: number;
  readonly kind: number;
  readonly reason: string;
}

/**
 * An event as a row. `debtorOf` and `invoiceOf` find ids, -1 for unknown ones; `ownerOf` gives an invoice's debtor. O(1).
 *
 * @throws {PayrhythmError} `USAGE` for an unknown debtor or invoice, a bad date or an amount that is no number.
 */
export function eventRow(
  event: LiveEvent,
  day: EpochDay,
  scale: number,
  lookup: {
    readonly debtorOf: (id: string) => number;
    readonly invoiceOf: (id: string) => number;
    readonly ownerOf: (invoice: number) => number;
  },
): EventRow {
  const invoice = event.invoiceId === undefined ? -1 : lookup.invoiceOf(event.invoiceId);
  if (event.invoiceId !== undefined && invoice < 0)
    throw new PayrhythmError(
      'USAGE',
      `there is no invoice "${event.invoiceId}" in this queue: take the id as the ledger has it`,
    );
  const payer = event.kind === 'dispute' ? lookup.ownerOf(invoice) : lookup.debtorOf(event.debtorId);
  if (payer < 0)
    throw new PayrhythmError(
      'USAGE',
      `there is no debtor "${event.kind === 'dispute' ? '' : event.debtorId}" in this queue: take the id as the ledger has it`,
    );
  const amount = event.kind === 'payment' || event.kind === 'promise' ? event.amount : undefined;
  if (event.kind === 'payment' ? !Number.isFinite(amount) : amount !== undefined && !Number.isFinite(amount))
    throw new PayrhythmError('USAGE', `the amount of a ${event.kind} must be a number, not ${amount}`);
  return {
    table: ({ payment: 'payments', contact: 'contacts', promise: 'promises', dispute: 'disputes' } as const)[
      event.kind
    ],
    debtor: event.kind === 'payment' && invoice >= 0 ? lookup.ownerOf(invoice) : payer,
    payer,
    invoice,
    day,
    amountMinor: amount === undefined ? Number.NaN : Math.round(amount * scale),
    dueDay: event.kind === 'promise' ? parseDay(event.dueOn, 'dueOn') : day,
    channel: event.kind === 'contact' ? CONTACT_CHANNELS.indexOf(event.channel ?? 'call') : -1,
    outcome: event.kind === 'contact' ? CONTACT_OUTCOMES.indexOf(event.outcome) : -1,
    kind: PAYMENT.payment,
    reason: event.kind === 'dispute' ? (event.reason ?? '') : '',
  };
}
