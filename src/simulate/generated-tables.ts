import { CONTACT_ASSIGNMENTS, CONTACT_OUTCOMES } from '../ledger/index.ts';

/** How the whole numbers of a generated column are read. */
export type GeneratedColumnType =
  /** Debtor index. */
  | 'debtor_id'
  /** Row of the debtor's invoices table; −1 = empty. The debtor is in the column `debtor_id` of the same table. */
  | 'invoice_id'
  /** Running number of the debtor's payments, promises, disputes or plans. */
  | 'payment_id'
  | 'promise_id'
  | 'dispute_id'
  | 'plan_id'
  /** Epoch day; NO_DAY = empty. */
  | 'day'
  /** Minor units. */
  | 'amount'
  /** Index into `labels`; label '' = empty. */
  | 'code'
  /** −1 empty, 0 no, 1 yes. */
  | 'flag'
  /** Thousandths; −1 = empty. */
  | 'thousandths'
  /** Millionths; −1 = empty. */
  | 'millionths'
  /** Text itself, in `texts`. */
  | 'text';

/** One column of a generated table. */
export interface GeneratedColumn {
  readonly name: string;
  readonly type: GeneratedColumnType;
  readonly labels?: readonly string[];
}

/** Names of the generated tables: those of the ledger and the two of the truth. */
export type GeneratedTableName =
  | 'invoices'
  | 'payments'
  | 'debtors'
  | 'contacts'
  | 'promises'
  | 'disputes'
  | 'plans'
  | 'truth'
  | 'truth_invoices';

const CHANNELS = ['', 'call', 'email', 'letter'] as const;
const OUTCOMES = ['', ...CONTACT_OUTCOMES] as const;
const ASSIGNMENTS = ['', ...CONTACT_ASSIGNMENTS] as const;

/** Agent notes; English, short, as agents write. */
const NOTES = {
  none: '',
  voicemail: 'left a message',
  wrong_number: 'number not in use',
  claims_paid: 'says it is paid',
  disputed: 'does not agree with it',
  not_received: 'never got it, sent again',
  next_run: 'goes in the next payment run',
  refused: 'will not talk about it',
  plan: 'agreed to pay in parts',
  promised: 'promised to pay',
  will_check: 'will see to it',
  busy: 'asked to call back',
  colleague: 'asks a colleague',
} as const;

/** Creditor entities that invoice: one, unnamed, unless there are several currencies. */
export const ENTITIES = ['', 'EU', 'INT'] as const;
/** Agents of the past team. */
export const AGENTS = ['', 'Mieke', 'Thomas', 'Sofie', 'Jan'] as const;
/** Currency codes; the last, empty one is `NO_CURRENCY`. */
export const CURRENCIES = ['EUR', 'GBP', 'USD', ''] as const;
/** Code of an empty currency: a payment that is matched has the currency of its invoice. */
export const NO_CURRENCY = 3;
/** Labels of invoice kinds; empty = an ordinary invoice. */
export const INVOICE_KINDS = ['', 'credit_note'] as const;
/** Labels of payment kinds; empty = an ordinary payment. */
export const PAYMENT_KINDS = ['', 'refund', 'write_off', 'returned'] as const;
/** Reasons given in disputes. */
export const DISPUTE_REASONS = ['quantity', 'price', 'quality', 'wrong address', 'order number missing'] as const;

/** Codes by label: `codes(['a','b']).b === 1`. */
function codes<K extends string>(labels: readonly K[]): Readonly<Record<K, number>> {
  return Object.fromEntries(labels.map((label, at) => [label, at])) as Record<K, number>;
}

/** Code of each contact channel. */
export const CHANNEL = codes(CHANNELS);
/** Code of each contact outcome. */
export const OUTCOME = codes(OUTCOMES);
/** Code of each way in which a contact came about. */
export const ASSIGNED = codes(ASSIGNMENTS);
/** Code of each agent note, by a short name. */
export const NOTE = codes(Object.keys(NOTES) as (keyof typeof NOTES)[]);
/** Code of each payment kind. */
export const PAYMENT_KIND = codes(PAYMENT_KINDS);

const column = (name: string, type: GeneratedColumnType, labels?: readonly string[]): GeneratedColumn =>
  labels ? { name, type, labels } : { name, type };

/** The columns of every generated table, in file order; names are those of the ledger. */
export const GENERATED_TABLES: Readonly<Record<GeneratedTableName, readonly GeneratedColumn[]>> = {
  invoices: [
    column('invoice_id', 'invoice_id'),
    column('debtor_id', 'debtor_id'),
    column('issue_date', 'day'),
    column('due_date', 'day'),
    column('amount', 'amount'),
    column('currency', 'code', CURRENCIES),
    column('kind', 'code', INVOICE_KINDS),
    column('sent_on', 'day'),
    column('verified', 'flag'),
    column('direct_debit', 'flag'),
    column('entity', 'code', ENTITIES),
  ],
  payments: [
    column('payment_id', 'payment_id'),
    column('debtor_id', 'debtor_id'),
    column('invoice_id', 'invoice_id'),
    column('paid_on', 'day'),
    column('booked_on', 'day'),
    column('applied_on', 'day'),
    column('amount', 'amount'),
    column('currency', 'code', CURRENCIES),
    column('kind', 'code', PAYMENT_KINDS),
  ],
  debtors: [
    column('debtor_id', 'debtor_id'),
    ...['name', 'kind', 'country', 'language', 'contact_name', 'phone'].map((name) => column(name, 'text')),
    column('do_not_call', 'flag'),
    column('direct_debit', 'flag'),
    column('handed_over_on', 'day'),
    column('insolvent_on', 'day'),
  ],
  contacts: [
    column('debtor_id', 'debtor_id'),
    column('at', 'day'),
    column('channel', 'code', CHANNELS),
    column('outcome', 'code', OUTCOMES),
    column('invoice_id', 'invoice_id'),
    column('note', 'code', Object.values(NOTES)),
    column('agent', 'code', AGENTS),
    column('assigned', 'code', ASSIGNMENTS),
    column('propensity', 'thousandths'),
  ],
  promises: [
    column('promise_id', 'promise_id'),
    column('debtor_id', 'debtor_id'),
    column('promised_on', 'day'),
    column('due_on', 'day'),
    column('amount', 'amount'),
    column('invoice_id', 'invoice_id'),
  ],
  disputes: [
    column('dispute_id', 'dispute_id'),
    column('invoice_id', 'invoice_id'),
    column('opened_on', 'day'),
    column('resolved_on', 'day'),
    column('reason', 'code', DISPUTE_REASONS),
  ],
  plans: [
    column('plan_id', 'plan_id'),
    column('debtor_id', 'debtor_id'),
    column('due_on', 'day'),
    column('amount', 'amount'),
    column('agreed_on', 'day'),
  ],
  truth: [
    column('debtor_id', 'debtor_id'),
    ...[
      'archetype',
      'run_family',
      'run_days',
      'run_roll',
      'run_anchor',
      'trap',
      'drift_on',
      'run_family_after',
      'run_days_after',
      'run_roll_after',
      'run_anchor_after',
      'clearing_lag_days',
      'insolvent_on',
      'lag_centre_days',
      'lag_spread_days',
      'lag_centre_after_days',
      'delay_share',
      'off_run_share',
      'missed_run_share',
      'true_late_rate',
      'reach_rate',
      'call_days_gained',
      'heed_rate',
      'promise_rate',
      'promise_kept_rate',
      'reminder_rate',
      'annoyance',
    ].map((name) => column(name, 'text')),
  ],
  truth_invoices: [column('invoice_id', 'invoice_id'), column('p_late', 'millionths')],
};
