import { type EpochDay, NO_DAY } from '../../calendar/index.ts';
import { CONTACT_ASSIGNMENTS, CONTACT_CHANNELS, CONTACT_OUTCOMES, type Ledger } from '../../ledger/index.ts';
import type { FeatureColumns } from '../feature-columns.ts';

/** Days through which a contact is counted. */
export const CONTACT_WINDOW_DAYS = 90;

const HOLDOUT = CONTACT_ASSIGNMENTS.indexOf('holdout');
const CALL = CONTACT_CHANNELS.indexOf('call');
const SENT = CONTACT_OUTCOMES.indexOf('sent');
const NOT_RECEIVED = CONTACT_OUTCOMES.indexOf('invoice_not_received');
const CLAIMS_PAID = CONTACT_OUTCOMES.indexOf('claims_paid');
const CONVERSATIONS: readonly number[] = (
  ['reached', 'promised', 'disputed', 'invoice_not_received', 'claims_paid', 'refused'] as const
).map((outcome) => CONTACT_OUTCOMES.indexOf(outcome));

/** What contacts with a debtor told, how many there were lately, and how it reacts to reminders. O(1) an event and a row. */
export class ContactRecord {
  readonly #contacts: Ledger['contacts'];
  #notReceived = 0;
  #claimsPaid = 0;
  #calls = 0;
  #all = 0;
  #reached = 0;
  /** Day of the reminder that no payment has followed yet. */
  #waitingSince: EpochDay = NO_DAY;
  #reactions = 0;
  #reactionDays = 0;
  readonly #notReceivedClaims: Float64Array | null;
  readonly #paidClaims: Float64Array | null;
  readonly #reactionMean: Float64Array | null;
  readonly #calls90: Float64Array | null;
  readonly #contacts90: Float64Array | null;
  readonly #reached90: Float64Array | null;

  constructor(columns: FeatureColumns, ledger: Ledger) {
    this.#contacts = ledger.contacts;
    this.#notReceivedClaims = columns.of('not_received_claims');
    this.#paidClaims = columns.of('paid_claims');
    this.#reactionMean = columns.of('reminder_reaction_days');
    this.#calls90 = columns.of('calls_90d');
    this.#contacts90 = columns.of('contacts_90d');
    this.#reached90 = columns.of('reached_90d');
  }

  /** Begins a debtor. */
  reset(): void {
    this.#notReceived = this.#claimsPaid = this.#calls = this.#all = this.#reached = 0;
    this.#waitingSince = NO_DAY;
    this.#reactions = this.#reactionDays = 0;
  }

  /** Whether row `c` is a contact at all: records of a hold-out are none. */
  isContact(c: number): boolean {
    return this.#contacts.assigned[c] !== HOLDOUT;
  }

  /** Contact `c` was made; `isOverdue` tells whether what it was about was overdue that morning. */
  make(c: number, isOverdue: boolean): void {
    const outcome = this.#contacts.outcome[c];
    if (outcome === NOT_RECEIVED) this.#notReceived++;
    if (outcome === CLAIMS_PAID) this.#claimsPaid++;
    this.#count(c, 1);
    if (isOverdue && this.#waitingSince === NO_DAY && !this.#isCall(c)) this.#waitingSince = this.#contacts.day[c];
  }

  /** Contact `c` leaves the window in which contacts are counted. */
  forget(c: number): void {
    this.#count(c, -1);
  }

  /** Money arrived on `paidDay`. */
  pay(paidDay: EpochDay): void {
    if (this.#waitingSince === NO_DAY || paidDay <= this.#waitingSince) return;
    this.#reactions++;
    this.#reactionDays += paidDay - this.#waitingSince;
    this.#waitingSince = NO_DAY;
  }

  /** Writes a row. */
  write(row: number): void {
    if (this.#notReceivedClaims !== null) this.#notReceivedClaims[row] = this.#notReceived;
    if (this.#paidClaims !== null) this.#paidClaims[row] = this.#claimsPaid;
    if (this.#reactionMean !== null)
      this.#reactionMean[row] = this.#reactions > 0 ? this.#reactionDays / this.#reactions : Number.NaN;
    if (this.#calls90 !== null) this.#calls90[row] = this.#calls;
    if (this.#contacts90 !== null) this.#contacts90[row] = this.#all;
    if (this.#reached90 !== null) this.#reached90[row] = this.#reached;
  }

  #count(c: number, sign: 1 | -1): void {
    this.#all += sign;
    if (this.#isCall(c)) this.#calls += sign;
    if (CONVERSATIONS.includes(this.#contacts.outcome[c])) this.#reached += sign;
  }

  /** A contact without a channel was a call, unless its outcome is that something was sent. */
  #isCall(c: number): boolean {
    const channel = this.#contacts.channel[c];
    return channel < 0 ? this.#contacts.outcome[c] !== SENT : channel === CALL;
  }
}
