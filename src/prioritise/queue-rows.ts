/** Reasons to call, in order of precedence: the first that applies is shown. */
export const CALL_REASONS = [
  'broken_promise',
  'missed_run',
  'overdue_first_contact',
  'overdue_follow_up',
  'habitual_late_pre_due',
  'not_received_pre_due',
  'high_value_pre_due',
] as const;
/** One of {@link CALL_REASONS}. */
export type CallReason = (typeof CALL_REASONS)[number];

/** Reasons not to call. */
export const SUPPRESSION_REASONS = [
  'unapplied_cash',
  'stale_cash',
  'awaiting_payment_run',
  'promise_pending',
  'plan_on_track',
  'dispute_open',
  'invoice_unverified',
  'first_reminder_required',
  'reminder_term_running',
  'recently_contacted',
  'attempts_exhausted',
  'direct_debit',
  'do_not_call',
  'handed_over',
  'insolvency',
  'below_minimum',
  'not_worth_a_call',
  'over_capacity',
  'holdout',
  'no_action',
] as const;
/** One of {@link SUPPRESSION_REASONS}. */
export type SuppressionReason = (typeof SUPPRESSION_REASONS)[number];

/** What else is to be done, in the order in which a debtor's actions are listed. */
export const ACTIONS = [
  'match_cash',
  'resolve_dispute',
  'verify_invoice',
  'resend_invoice',
  'send_pre_due_reminder',
  'send_first_reminder',
  'send_letter_or_email',
  'offer_payment_plan',
  'propose_deposit',
  'propose_escalation',
  'thank',
] as const;
/** One of {@link ACTIONS}. */
export type ActionName = (typeof ACTIONS)[number];

/** Where the most pressing invoice of a call stands. */
export const TIMINGS = ['pre_due', 'due', 'overdue'] as const;
/** One of {@link TIMINGS}. */
export type Timing = (typeof TIMINGS)[number];

/** One column of an output table: what it means; the type parameter is the type of its cells. */
export interface RowColumn<Cell> {
  readonly meaning: string;
  /** Never set: carries the type. */
  readonly cell?: Cell;
}

const column = <Cell>(meaning: string): RowColumn<Cell> => ({ meaning });

type RowOf<Columns extends Readonly<Record<string, RowColumn<unknown>>>> = {
  readonly [Name in keyof Columns]: Columns[Name] extends RowColumn<infer Cell> ? Cell : never;
};

/** Columns of `queue.csv` in order. Dates are `YYYY-MM-DD`, missing = empty text; missing numbers are null. */
export const QUEUE_ROW = {
  rank: column<number>('place in the queue, from 1'),
  debtor_id: column<string>('whom to call'),
  timing: column<Timing>('where the most pressing invoice of the call stands'),
  reason: column<CallReason>('why the call is made'),
  habitual_late: column<boolean>('whether the debtor is habitually late beyond what its payment run explains'),
  first_contact: column<boolean>('whether nobody has spoken with the debtor about these invoices yet'),
  open_amount: column<number>('balance: open items, credit notes included, less unmatched cash'),
  overdue_amount: column<number>('open amount of its overdue invoices'),
  currency: column<string>('reporting currency'),
  oldest_due_date: column<string>('oldest due date among the invoices of the call'),
  days_overdue: column<number>('days since the rolled due date of the oldest overdue invoice of the call, at least 0'),
  p_late: column<number>('chance of late payment, weighted by amount over the invoices of the call; 4 decimals'),
  expected_payment_date: column<string>('day by which half of the money of the call is expected; empty beyond a year'),
  expected_value: column<number>('what calling today brings against never calling, in money; 2 decimals'),
  invoice_ids: column<string>('the invoices the call is about, separated by |'),
  last_contact_at: column<string>('day of the last contact'),
  last_contact_outcome: column<string>('what came of it'),
  promise_due_on: column<string>('due date of the promise that lapsed'),
  reasons: column<string>('every reason and circumstance that applies, as codes separated by |'),
  language: column<string>('language to speak, as a two-letter code'),
  opening: column<string>('a sentence to open the call with; English where there is none in the language'),
  propensity: column<number>('chance with which this debtor was assigned to the queue rather than the hold-out'),
  agent: column<string>('who makes the call, where the policy names agents; empty otherwise'),
  name: column<string>('name of the debtor'),
  contact_name: column<string>('whom to ask for'),
  phone: column<string>('number to call'),
  last_contact_agent: column<string>('who made the last contact'),
  last_contact_note: column<string>('what was noted down then, on one line'),
  promise_amount: column<number | null>(
    'amount of the promise, or instalment, that lapsed; empty where it names none, or none lapsed',
  ),
  said: column<string>(
    'the last three conversations, newest first: day, who spoke with the debtor, what came of it, what was noted down',
  ),
  behaviour: column<string>('how the debtor pays, in a sentence or two'),
  questions: column<string>('what to ask, open questions'),
  offer: column<string>('what to offer'),
  note: column<string>('what to note down'),
  worth_today: column<number>(
    'what calling today brings against the best later moment, in money: at most expected_value, 0 where waiting costs nothing; 2 decimals',
  ),
  later_day: column<string>('that later moment; empty where the best other choice is no call at all'),
} as const;

/** One call of today's queue. */
export type QueuedCall = RowOf<typeof QUEUE_ROW>;
/** Column names of `queue.csv`, in order. */
export const QUEUE_COLUMNS = Object.keys(QUEUE_ROW) as readonly (keyof QueuedCall)[];

/** Columns of `suppressed.csv` in order. */
export const SUPPRESSED_ROW = {
  debtor_id: column<string>('who is not called'),
  reason: column<SuppressionReason>('why not'),
  until: column<string>(
    'first date on which nothing that holds the debtor now holds it any more, after the as-of date; empty = open-ended',
  ),
  evidence: column<string>('the reason as a sentence'),
  open_amount: column<number>('balance: open items, credit notes included, less unmatched cash'),
  overdue_amount: column<number>('open amount of its overdue invoices'),
  p_late: column<number | null>('chance of late payment, weighted by amount over its open invoices; null without one'),
  expected_payment_date: column<string>('day by which half of the open money is expected; empty beyond a year'),
  propensity: column<number>('chance with which this debtor was left alone: 1 unless it was held out at random'),
  rank: column<number | null>(
    'its place in the ranking, where only the capacity of the day kept it out; empty otherwise',
  ),
} as const;

/** One debtor that is left alone today. */
export type SuppressedDebtor = RowOf<typeof SUPPRESSED_ROW>;
/** Column names of `suppressed.csv`, in order. */
export const SUPPRESSED_COLUMNS = Object.keys(SUPPRESSED_ROW) as readonly (keyof SuppressedDebtor)[];

/** Columns of `actions.csv` in order. */
export const ACTION_ROW = {
  debtor_id: column<string>('whom it concerns'),
  action: column<ActionName>('what to do; escalation and deposit are proposals for a human to decide'),
  invoice_ids: column<string>('the invoices it is about, separated by |'),
  due_on: column<string>('day by which to do it'),
  evidence: column<string>('why, as a sentence'),
} as const;

/** Something to do beside calling. */
export type ProposedAction = RowOf<typeof ACTION_ROW>;
/** Column names of `actions.csv`, in order. */
export const ACTION_COLUMNS = Object.keys(ACTION_ROW) as readonly (keyof ProposedAction)[];

/** The decision for one day: every debtor with open debt is in `calls` or in `suppressed`, never in both. */
export interface CallQueue {
  /** By rank. */
  readonly calls: readonly QueuedCall[];
  /** By debtor id. */
  readonly suppressed: readonly SuppressedDebtor[];
  /** By debtor id, then in the order of `ACTIONS`. */
  readonly actions: readonly ProposedAction[];
  /** What a reader of the queue should know, counted. */
  readonly warnings: readonly string[];
}
