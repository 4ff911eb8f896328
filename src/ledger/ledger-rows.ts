import type {
  ContactAssignment,
  ContactChannel,
  ContactOutcome,
  DebtorKind,
  InvoiceKind,
  PaymentKind,
} from './table-declarations.ts';

/** A date as `YYYY-MM-DD`, or a date-time whose date counts as written. */
export type DateText = string;
/** An id: text, or a whole number that is taken as its digits. */
export type IdValue = string | number;
type Missing = null | undefined;

/** One invoice or credit note; amounts in major units. */
export interface InvoiceRow {
  readonly invoice_id: IdValue;
  readonly debtor_id: IdValue;
  readonly issue_date: DateText;
  readonly due_date: DateText;
  readonly amount: number;
  readonly currency?: string | Missing;
  readonly kind?: InvoiceKind | Missing;
  readonly known_on?: DateText | Missing;
  readonly sent_on?: DateText | Missing;
  readonly verified?: boolean | Missing;
  readonly direct_debit?: boolean | Missing;
  readonly entity?: string | Missing;
  readonly open_amount?: number | Missing;
  readonly paid_on?: DateText | Missing;
  readonly paid_after_days?: number | Missing;
}

/** One payment, or the part of one that was matched to an invoice. */
export interface PaymentRow {
  readonly payment_id?: IdValue | Missing;
  readonly debtor_id: IdValue;
  readonly invoice_id?: IdValue | Missing;
  readonly paid_on: DateText;
  readonly booked_on?: DateText | Missing;
  readonly applied_on?: DateText | Missing;
  readonly amount: number;
  readonly currency?: string | Missing;
  readonly kind?: PaymentKind | Missing;
}

/** Master data of one debtor. */
export interface DebtorRow {
  readonly debtor_id: IdValue;
  readonly name?: string | Missing;
  readonly kind?: DebtorKind | Missing;
  readonly country?: string | Missing;
  readonly language?: string | Missing;
  readonly contact_name?: string | Missing;
  readonly phone?: string | Missing;
  readonly do_not_call?: boolean | Missing;
  readonly direct_debit?: boolean | Missing;
  readonly handed_over_on?: DateText | Missing;
  readonly insolvent_on?: DateText | Missing;
  readonly payer_id?: IdValue | Missing;
}

/** One contact, or the record that a debtor was held out that day. */
export interface ContactRow {
  readonly debtor_id: IdValue;
  readonly at: DateText;
  readonly channel?: ContactChannel | Missing;
  readonly outcome?: ContactOutcome | Missing;
  readonly invoice_id?: IdValue | Missing;
  readonly note?: string | Missing;
  readonly agent?: string | Missing;
  readonly assigned?: ContactAssignment | Missing;
  readonly propensity?: number | Missing;
}

/** One promise to pay. */
export interface PromiseRow {
  readonly promise_id?: IdValue | Missing;
  readonly debtor_id: IdValue;
  readonly promised_on: DateText;
  readonly due_on: DateText;
  readonly amount?: number | Missing;
  readonly invoice_id?: IdValue | Missing;
}

/** One dispute of an invoice. */
export interface DisputeRow {
  readonly dispute_id?: IdValue | Missing;
  readonly invoice_id: IdValue;
  readonly opened_on: DateText;
  readonly resolved_on?: DateText | Missing;
  readonly reason?: string | Missing;
}

/** One instalment of a payment plan. */
export interface PlanRow {
  readonly plan_id?: IdValue | Missing;
  readonly debtor_id: IdValue;
  readonly due_on: DateText;
  readonly amount: number;
  readonly agreed_on?: DateText | Missing;
}

/** The tables of a ledger as arrays of plain objects; only `invoices` is needed. */
export interface LedgerRows {
  readonly invoices: readonly InvoiceRow[];
  readonly payments?: readonly PaymentRow[];
  readonly debtors?: readonly DebtorRow[];
  readonly contacts?: readonly ContactRow[];
  readonly promises?: readonly PromiseRow[];
  readonly disputes?: readonly DisputeRow[];
  readonly plans?: readonly PlanRow[];
}
