import { type BusinessCalendar, createBusinessCalendar, parseDay } from '../../src/calendar/index.ts';
import type { InvoiceRow, LedgerRows } from '../../src/ledger/index.ts';

/** An open amount of this many cents or less counts as paid. */
const TOLERANCE_CENTS = 100;
const KIND_ORDER = ['payment', 'refund', 'write_off', 'returned'];

/** An invoice as a morning sees it. */
export interface SeenItem {
  readonly id: string;
  readonly cents: number;
  readonly issue: number;
  readonly due: number;
  readonly rolledDue: number;
  readonly known: number;
  /** Place in the order of the ledger. */
  readonly rank: number;
  readonly open: number;
  readonly state: 'open' | 'paid' | 'closed';
  readonly paidDay: number;
  /** Payment rows (their places in the order of the debtor's payments) that settled it and still do. */
  readonly settledBy: number;
  readonly inParts: boolean;
}

/** A payment row with its days, in the order in which a debtor's payments stand. */
export interface SeenPayment {
  readonly invoice: string;
  readonly payer: string;
  readonly paid: number;
  readonly booked: number;
  readonly applied: number;
  readonly cents: number;
  readonly kind: string;
}

/** That an invoice was paid, whether or not the payment came back later. */
export interface Settlement {
  readonly at: number;
  readonly paidDay: number;
}

const calendars = new Map<string, BusinessCalendar>();
const ledgers = new WeakMap<LedgerRows, Map<string, ReferenceLedger>>();

/** The reference's view of a debtor; made once for the same rows, since working out holidays is slow. */
export function referenceLedger(rows: LedgerRows, debtorId: string): ReferenceLedger {
  const made = ledgers.get(rows) ?? new Map<string, ReferenceLedger>();
  ledgers.set(rows, made);
  const ledger = made.get(debtorId) ?? new ReferenceLedger(rows, debtorId);
  made.set(debtorId, ledger);
  return ledger;
}

function calendarOf(country: string): BusinessCalendar {
  const calendar = calendars.get(country) ?? createBusinessCalendar(country);
  calendars.set(country, calendar);
  return calendar;
}

/** Rows of a ledger, looked at morning by morning: filter what was known, then count. No sweep, nothing kept up to date. */
export class ReferenceLedger {
  readonly rows: LedgerRows;
  readonly calendar: BusinessCalendar;
  readonly debtorId: string;
  readonly payments: readonly SeenPayment[];
  readonly #invoices: readonly { readonly row: InvoiceRow; readonly rank: number }[];
  readonly #mornings = new Map<number, SeenItem[]>();

  constructor(rows: LedgerRows, debtorId: string) {
    this.rows = rows;
    this.debtorId = debtorId;
    this.calendar = calendarOf(this.debtor?.country ?? '');
    const ranked = [...rows.invoices].sort(
      (a, b) =>
        day(a.issue_date) - day(b.issue_date) ||
        day(a.due_date) - day(b.due_date) ||
        (String(a.invoice_id) < String(b.invoice_id) ? -1 : 1),
    );
    const rankOf = new Map(ranked.map((row, rank) => [String(row.invoice_id), rank]));
    this.#invoices = ranked.map((row, rank) => ({ row, rank }));
    this.payments = (rows.payments ?? [])
      .map((row) => ({
        invoice: row.invoice_id === undefined || row.invoice_id === null ? '' : String(row.invoice_id),
        payer: String(row.debtor_id),
        paid: day(row.paid_on),
        booked: day(row.booked_on ?? row.paid_on),
        applied: Math.max(day(row.applied_on ?? row.booked_on ?? row.paid_on), day(row.booked_on ?? row.paid_on)),
        cents: Math.round((row.kind === 'returned' ? -Math.abs(row.amount) : row.amount) * 100),
        kind: row.kind ?? 'payment',
      }))
      .sort(
        (a, b) =>
          a.booked - b.booked ||
          a.paid - b.paid ||
          a.applied - b.applied ||
          (rankOf.get(a.invoice) ?? -1) - (rankOf.get(b.invoice) ?? -1) ||
          a.cents - b.cents ||
          KIND_ORDER.indexOf(a.kind) - KIND_ORDER.indexOf(b.kind),
      );
  }

  /** Master data of the debtor. */
  get debtor() {
    return this.rows.debtors?.find((row) => row.debtor_id === this.debtorId);
  }

  /** The row of an invoice, whosever it is. */
  invoiceRow(id: string): InvoiceRow | undefined {
    return this.rows.invoices.find((row) => String(row.invoice_id) === id);
  }

  /** First morning on which an invoice can be seen, less one. */
  knownDay(id: string): number {
    const row = this.invoiceRow(id);
    return row ? day(row.known_on ?? row.issue_date) : Number.POSITIVE_INFINITY;
  }

  /** Day from which a payment row is matched to its invoice. */
  matchedDay(payment: SeenPayment): number {
    return Math.max(payment.applied, this.knownDay(payment.invoice));
  }

  /** The debtor's invoices on a morning: those known before it, without credit notes and what is within the tolerance. */
  itemsAt(morning: number): SeenItem[] {
    let items = this.#mornings.get(morning);
    if (!items) {
      items = this.#invoices
        .filter(({ row }) => String(row.debtor_id) === this.debtorId && cents(row) > TOLERANCE_CENTS)
        .filter(({ row }) => day(row.known_on ?? row.issue_date) < morning)
        .map(({ row, rank }) => this.#look(row, rank, morning));
      this.#mornings.set(morning, items);
    }
    return items;
  }

  /** Every settlement known before a morning, those that came back later among them. */
  settlementsBefore(morning: number): Settlement[] {
    return this.#invoices
      .filter(({ row }) => String(row.debtor_id) === this.debtorId && cents(row) > TOLERANCE_CENTS)
      .flatMap(({ row }) => this.#follow(row, morning).settlements);
  }

  /** Places in `payments` of the rows matched to an invoice before a morning, in the order in which that became known. */
  matchedBefore(id: string, morning: number): number[] {
    return this.payments
      .map((_, place) => place)
      .filter((place) => this.payments[place].invoice === id && this.matchedDay(this.payments[place]) < morning)
      .sort((a, b) => this.matchedDay(this.payments[a]) - this.matchedDay(this.payments[b]) || a - b);
  }

  #look(row: InvoiceRow, rank: number, morning: number): SeenItem {
    const due = day(row.due_date);
    const { open, state, paidDay, settledBy, inParts } = this.#follow(row, morning);
    return {
      id: String(row.invoice_id),
      cents: cents(row),
      issue: day(row.issue_date),
      due,
      rolledDue: this.calendar.rollFollowing(due),
      known: day(row.known_on ?? row.issue_date),
      rank,
      open,
      state,
      paidDay,
      settledBy,
      inParts,
    };
  }

  #follow(row: InvoiceRow, morning: number) {
    let open = cents(row);
    let state: SeenItem['state'] = 'open';
    let paidDay = Number.NaN;
    let settledBy = -1;
    let parts = 0;
    let inParts = false;
    const settlements: Settlement[] = [];
    for (const place of this.matchedBefore(String(row.invoice_id), morning)) {
      const payment = this.payments[place];
      open -= payment.cents;
      if (payment.cents > 0) parts++;
      if (open > TOLERANCE_CENTS) {
        if (state === 'paid') parts = 0;
        state = 'open';
        paidDay = Number.NaN;
      } else if (state === 'open') {
        state = payment.kind === 'write_off' ? 'closed' : 'paid';
        if (state === 'closed') continue;
        paidDay = payment.paid;
        settledBy = place;
        inParts = parts > 1;
        settlements.push({ at: this.matchedDay(payment), paidDay });
      }
    }
    return { open, state, paidDay, settledBy, inParts, settlements };
  }
}

/** Epoch day of a date text. */
export function day(text: unknown): number {
  return parseDay(String(text));
}

function cents(row: InvoiceRow): number {
  return Math.round(row.amount * 100);
}
