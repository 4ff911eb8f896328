import type { ProposedAction, QueuedCall, SuppressedDebtor } from './queue-rows.ts';

/** What the cells of an output column are. `money` is a number in the reporting currency; dates are `YYYY-MM-DD` texts. */
export type QueueCellType = 'text' | 'money' | 'number' | 'integer' | 'date' | 'flag';

/** Cell types of `queue.csv`. */
export const QUEUE_CELL_TYPES: Readonly<Record<keyof QueuedCall, QueueCellType>> = {
  rank: 'integer',
  debtor_id: 'text',
  timing: 'text',
  reason: 'text',
  habitual_late: 'flag',
  first_contact: 'flag',
  open_amount: 'money',
  overdue_amount: 'money',
  currency: 'text',
  oldest_due_date: 'date',
  days_overdue: 'integer',
  p_late: 'number',
  expected_payment_date: 'date',
  expected_value: 'money',
  invoice_ids: 'text',
  last_contact_at: 'date',
  last_contact_outcome: 'text',
  promise_due_on: 'date',
  reasons: 'text',
  language: 'text',
  opening: 'text',
  propensity: 'number',
  agent: 'text',
  name: 'text',
  contact_name: 'text',
  phone: 'text',
  last_contact_agent: 'text',
  last_contact_note: 'text',
  promise_amount: 'money',
  said: 'text',
  behaviour: 'text',
  questions: 'text',
  offer: 'text',
  note: 'text',
  worth_today: 'money',
  later_day: 'date',
};

/** Cell types of `suppressed.csv`. */
export const SUPPRESSED_CELL_TYPES: Readonly<Record<keyof SuppressedDebtor, QueueCellType>> = {
  debtor_id: 'text',
  reason: 'text',
  until: 'date',
  evidence: 'text',
  open_amount: 'money',
  overdue_amount: 'money',
  p_late: 'number',
  expected_payment_date: 'date',
  propensity: 'number',
  rank: 'number',
};

/** Cell types of `actions.csv`. */
export const ACTION_CELL_TYPES: Readonly<Record<keyof ProposedAction, QueueCellType>> = {
  debtor_id: 'text',
  action: 'text',
  invoice_ids: 'text',
  due_on: 'date',
  evidence: 'text',
};
