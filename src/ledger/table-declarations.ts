/** Names of the tables a ledger can have; a directory holds one file of this name for each. */
export type TableName = 'invoices' | 'payments' | 'debtors' | 'contacts' | 'promises' | 'disputes' | 'plans';

/**
 * How a column's cells are read and held.
 * `id` and `text`: UTF-8 text, kept to the letter; `day`: epoch day; `amount`: money in major units; `number`: a plain
 * number; `flag`: yes/no; `country`: ISO 3166-1 alpha-2; `currency`: ISO 4217; `choice`: one of `choices`.
 */
export type ColumnType = 'id' | 'text' | 'day' | 'amount' | 'number' | 'flag' | 'country' | 'currency' | 'choice';

/** One column of the public ledger contract. */
export interface ColumnDeclaration {
  readonly name: string;
  readonly type: ColumnType;
  /** A bad or empty required cell rejects its row; a bad optional cell becomes missing, with a counted warning. */
  readonly required: boolean;
  readonly choices?: readonly string[];
  readonly meaning: string;
}

/** One table of the public ledger contract. */
export interface TableDeclaration {
  readonly name: TableName;
  readonly columns: readonly ColumnDeclaration[];
  /** Columns that together identify a row; rows that share all of them and disagree elsewhere are rejected. */
  readonly key: readonly string[];
}

export const INVOICE_KINDS = ['invoice', 'credit_note', 'payment'] as const;
export const PAYMENT_KINDS = ['payment', 'refund', 'write_off', 'returned'] as const;
export const DEBTOR_KINDS = ['company', 'sole_trader', 'consumer', 'public_body'] as const;
export const CONTACT_CHANNELS = ['call', 'email', 'letter', 'sms'] as const;
export const CONTACT_OUTCOMES = [
  'reached',
  'no_answer',
  'voicemail',
  'promised',
  'disputed',
  'invoice_not_received',
  'claims_paid',
  'refused',
  'wrong_number',
  'sent',
] as const;
export const CONTACT_ASSIGNMENTS = ['queue', 'holdout', 'other'] as const;

export type InvoiceKind = (typeof INVOICE_KINDS)[number];
export type PaymentKind = (typeof PAYMENT_KINDS)[number];
export type DebtorKind = (typeof DEBTOR_KINDS)[number];
export type ContactChannel = (typeof CONTACT_CHANNELS)[number];
export type ContactOutcome = (typeof CONTACT_OUTCOMES)[number];
export type ContactAssignment = (typeof CONTACT_ASSIGNMENTS)[number];

const required = (name: string, type: ColumnType, meaning: string): ColumnDeclaration => ({
  name,
  type,
  required: true,
  meaning,
});
const optional = (name: string, type: ColumnType, meaning: string, choices?: readonly string[]): ColumnDeclaration => ({
  name,
  type,
  required: false,
  meaning,
  ...(choices ? { choices } : {}),
});

/** The tables and columns of the ledger, in the order of the contract. The one place where columns are declared. */
export const TABLES: Readonly<Record<TableName, TableDeclaration>> = {
  invoices: {
    name: 'invoices',
    key: ['invoice_id'],
    columns: [
      required('invoice_id', 'id', 'the invoice number, as text'),
      required('debtor_id', 'id', 'the debtor number, as text'),
      required('issue_date', 'day', 'date of the invoice'),
      required('due_date', 'day', 'last day to pay on time'),
      required('amount', 'amount', 'gross amount; negative for a credit note'),
      optional('currency', 'currency', 'ISO 4217 code'),
      optional('kind', 'choice', 'invoice, credit note, or money on account in a list of open items', INVOICE_KINDS),
      optional('known_on', 'day', 'day the invoice entered the ledger; default the issue date'),
      optional('sent_on', 'day', 'day the invoice was sent to the debtor; kept, not used yet'),
      optional('verified', 'flag', 'whether the invoice was checked and delivered'),
      optional('direct_debit', 'flag', 'whether it is collected by direct debit'),
      optional('entity', 'text', 'legal entity of the creditor; kept, not used yet'),
      optional('open_amount', 'amount', 'what the source says is still open'),
      optional('paid_on', 'day', 'one-file ledgers: day it was paid; empty = open'),
      optional('paid_after_days', 'number', 'one-file ledgers: days from issue to payment; empty = open'),
    ],
  },
  payments: {
    name: 'payments',
    key: ['payment_id', 'invoice_id'],
    columns: [
      optional('payment_id', 'id', 'the payment, as text; one payment may have a row for each invoice'),
      required('debtor_id', 'id', 'who paid'),
      optional('invoice_id', 'id', 'invoice it was matched to; empty = unapplied cash'),
      required('paid_on', 'day', 'day the money arrived'),
      optional('booked_on', 'day', 'day it was booked; default the day it arrived'),
      optional('applied_on', 'day', 'day it was matched to the invoice; default the day it was booked'),
      required('amount', 'amount', 'amount paid'),
      optional('currency', 'currency', 'ISO 4217 code; default that of its invoice'),
      optional('kind', 'choice', 'payment, refund, write-off or returned payment', PAYMENT_KINDS),
    ],
  },
  debtors: {
    name: 'debtors',
    key: ['debtor_id'],
    columns: [
      required('debtor_id', 'id', 'the debtor number, as text'),
      optional('name', 'text', 'name of the debtor'),
      optional('kind', 'choice', 'company, sole trader, consumer or public body', DEBTOR_KINDS),
      optional('country', 'country', 'ISO 3166-1 alpha-2 code'),
      optional('language', 'text', 'language to speak, as a two-letter code'),
      optional('contact_name', 'text', 'whom to ask for'),
      optional('phone', 'text', 'telephone number'),
      optional('do_not_call', 'flag', 'asked not to be called'),
      optional('direct_debit', 'flag', 'pays by direct debit'),
      optional('handed_over_on', 'day', 'day the debtor was handed to a collection agency or lawyer'),
      optional('insolvent_on', 'day', 'day of insolvency'),
      optional('payer_id', 'id', 'debtor that really pays, where a group pays centrally'),
    ],
  },
  contacts: {
    name: 'contacts',
    key: [],
    columns: [
      required('debtor_id', 'id', 'who was contacted'),
      required('at', 'day', 'date or date-time of the contact'),
      optional('channel', 'choice', 'call, e-mail, letter or text message', CONTACT_CHANNELS),
      optional('outcome', 'choice', 'what came of it', CONTACT_OUTCOMES),
      optional('invoice_id', 'id', 'invoice it was about'),
      optional('note', 'text', 'what was said'),
      optional('agent', 'text', 'who made the contact'),
      optional('assigned', 'choice', 'how the contact came about, or hold-out', CONTACT_ASSIGNMENTS),
      optional('propensity', 'number', 'probability with which it was assigned, 0–1'),
    ],
  },
  promises: {
    name: 'promises',
    key: ['promise_id'],
    columns: [
      optional('promise_id', 'id', 'the promise, as text'),
      required('debtor_id', 'id', 'who promised'),
      required('promised_on', 'day', 'day the promise was made'),
      required('due_on', 'day', 'day the money was promised for'),
      optional('amount', 'amount', 'amount promised; empty = all that was overdue'),
      optional('invoice_id', 'id', 'invoice the promise is about'),
    ],
  },
  disputes: {
    name: 'disputes',
    key: ['dispute_id'],
    columns: [
      optional('dispute_id', 'id', 'the dispute, as text'),
      required('invoice_id', 'id', 'disputed invoice'),
      required('opened_on', 'day', 'day the dispute was raised'),
      optional('resolved_on', 'day', 'day it was settled; empty = open'),
      optional('reason', 'text', 'what is disputed'),
    ],
  },
  plans: {
    name: 'plans',
    key: [],
    columns: [
      optional('plan_id', 'id', 'the plan, as text; one row an instalment'),
      required('debtor_id', 'id', 'who pays by instalments'),
      required('due_on', 'day', 'day the instalment is due'),
      required('amount', 'amount', 'amount of the instalment'),
      optional('agreed_on', 'day', 'day the plan was agreed'),
    ],
  },
};

/** The tables, in the order in which they are read and reported. */
export const TABLE_NAMES = Object.keys(TABLES) as TableName[];
