import type { Calendars, EpochDay } from '../calendar/index.ts';
import type { TextColumn } from './text-column.ts';

/**
 * A receivables ledger as columns. Rows of every table stand grouped by debtor and in one canonical order, whatever the
 * order of the source; `start[d] … start[d+1]` are the rows of debtor `d`. Days are epoch days with `NO_DAY` for
 * missing; money is whole minor units of the reporting currency in float64 (exact to 2^53); flags are 1/0/-1 (missing);
 * choices are positions in the declared choices, -1 missing. About 90 bytes an invoice with its payment, plus its id.
 */
export interface Ledger {
  readonly reporting: ReportingCurrency;
  readonly calendars: Calendars;
  readonly debtors: DebtorTable;
  readonly invoices: InvoiceTable;
  readonly payments: PaymentTable;
  readonly contacts: ContactTable;
  readonly promises: PromiseTable;
  readonly disputes: DisputeTable;
  readonly plans: PlanTable;
  /** The as-of date to which this ledger was cut, or `NO_DAY` for the whole of it; see `visibleAt`. */
  readonly cutAt: EpochDay;
}

/** The currency that all amounts are held in. */
export interface ReportingCurrency {
  /** ISO 4217, or the empty text where the ledger names none. */
  readonly code: string;
  /** Decimal places of the minor unit: 2 for EUR, 0 for JPY. */
  readonly minorDigits: number;
  /** Source currencies by the code that `invoices.currency` holds. */
  readonly currencies: readonly string[];
}

/** Debtors in byte order of their ids. */
export interface DebtorTable {
  readonly count: number;
  readonly id: TextColumn;
  /** 1 when the source has master data for this debtor, 0 when only its transactions name it. */
  readonly declared: Int8Array;
  readonly name: TextColumn;
  readonly kind: Int8Array;
  readonly country: TextColumn;
  readonly language: TextColumn;
  readonly contactName: TextColumn;
  readonly phone: TextColumn;
  readonly doNotCall: Int8Array;
  readonly directDebit: Int8Array;
  readonly handedOverDay: Int32Array;
  readonly insolventDay: Int32Array;
  /** Debtor that really pays, as an index; the debtor itself where nobody else is named. */
  readonly payer: Int32Array;
}

interface DebtorRows {
  readonly count: number;
  /** Debtor index of each row, ascending. */
  readonly debtor: Int32Array;
  /** `debtors.count + 1` row positions. */
  readonly start: Int32Array;
}

/** Invoices and credit notes, by debtor, issue date, due date and id. */
export interface InvoiceTable extends DebtorRows {
  readonly id: TextColumn;
  readonly issueDay: Int32Array;
  readonly dueDay: Int32Array;
  /** Due date rolled to the next business day of the debtor's country. */
  readonly rolledDueDay: Int32Array;
  readonly knownDay: Int32Array;
  readonly sentDay: Int32Array;
  /** Negative for credit notes. */
  readonly amountMinor: Float64Array;
  /** What the source says is open, NaN where it says nothing. */
  readonly sourceOpenMinor: Float64Array;
  readonly currency: Uint8Array;
  readonly verified: Int8Array;
  readonly directDebit: Int8Array;
  readonly entity: TextColumn;
}

/** What a payment row does: positions in `PAYMENT_KINDS`, and one more for what was settled on no known date. */
export const PAYMENT = { payment: 0, refund: 1, writeOff: 2, returned: 3, undated: 4 } as const;

/**
 * Payments, by the debtor that owns the invoice (or, for unapplied cash, the payer), booking date, payment date, invoice,
 * amount and id. Refunds and returned payments are negative.
 */
export interface PaymentTable extends DebtorRows {
  /** Row of the invoice, or -1 for unapplied cash. */
  readonly invoice: Int32Array;
  /** Debtor index of who paid; differs from `debtor` where somebody pays another's invoice. */
  readonly payer: Int32Array;
  readonly paidDay: Int32Array;
  readonly bookedDay: Int32Array;
  readonly appliedDay: Int32Array;
  readonly amountMinor: Float64Array;
  /** A value of `PAYMENT`. */
  readonly kind: Int8Array;
  readonly id: TextColumn;
}

/** Contacts, by debtor and date. */
export interface ContactTable extends DebtorRows {
  readonly day: Int32Array;
  readonly channel: Int8Array;
  readonly outcome: Int8Array;
  readonly invoice: Int32Array;
  readonly assigned: Int8Array;
  readonly propensity: Float64Array;
  readonly note: TextColumn;
  readonly agent: TextColumn;
}

/** Promises to pay, by debtor, date made and date due. */
export interface PromiseTable extends DebtorRows {
  readonly promisedDay: Int32Array;
  readonly dueDay: Int32Array;
  /** NaN where the promise names no amount. */
  readonly amountMinor: Float64Array;
  readonly invoice: Int32Array;
  readonly id: TextColumn;
}

/** Disputes, by debtor, date opened and invoice. */
export interface DisputeTable extends DebtorRows {
  readonly invoice: Int32Array;
  readonly openedDay: Int32Array;
  readonly resolvedDay: Int32Array;
  readonly reason: TextColumn;
  readonly id: TextColumn;
}

/** Instalments of payment plans, by debtor and due date. */
export interface PlanTable extends DebtorRows {
  readonly id: TextColumn;
  readonly dueDay: Int32Array;
  readonly amountMinor: Float64Array;
  readonly agreedDay: Int32Array;
}

/** The tables of a ledger that hold rows by debtor. */
export const ROW_TABLES = ['invoices', 'payments', 'contacts', 'promises', 'disputes', 'plans'] as const;
/** One of {@link ROW_TABLES}. */
export type RowTableName = (typeof ROW_TABLES)[number];
