import { expect, it } from 'vitest';
import { TABLE_NAMES, TABLES } from '../../src/ledger/index.ts';
import {
  ACTION_COLUMNS,
  ACTIONS,
  CALL_REASONS,
  QUEUE_COLUMNS,
  SUPPRESSED_COLUMNS,
  SUPPRESSION_REASONS,
} from '../../src/prioritise/index.ts';

/** The public contract, section 2: names by table, * required. Columns may be added; none may go or change. */
const CONTRACT: Readonly<Record<string, string>> = {
  invoices:
    'invoice_id* debtor_id* issue_date* due_date* amount* currency kind known_on sent_on verified direct_debit entity open_amount paid_on paid_after_days',
  payments: 'payment_id debtor_id* invoice_id paid_on* booked_on applied_on amount* currency kind',
  debtors:
    'debtor_id* name kind country language contact_name phone do_not_call direct_debit handed_over_on insolvent_on payer_id',
  contacts: 'debtor_id* at* channel outcome invoice_id note agent assigned propensity',
  promises: 'promise_id debtor_id* promised_on* due_on* amount invoice_id',
  disputes: 'dispute_id invoice_id* opened_on* resolved_on reason',
  plans: 'plan_id debtor_id* due_on* amount* agreed_on',
};

it('the ledger has the tables and columns of the contract', () => {
  expect([...TABLE_NAMES].sort()).toEqual(Object.keys(CONTRACT).sort());
  for (const table of TABLE_NAMES) {
    const declared = TABLES[table].columns.map((column) => `${column.name}${column.required ? '*' : ''}`);
    expect(declared, table).toEqual(expect.arrayContaining(CONTRACT[table].split(' ')));
  }
});

it.each([
  [
    'queue.csv',
    QUEUE_COLUMNS,
    'rank debtor_id timing reason habitual_late first_contact open_amount overdue_amount currency oldest_due_date days_overdue p_late expected_payment_date expected_value invoice_ids last_contact_at last_contact_outcome promise_due_on reasons language opening propensity',
  ],
  [
    'suppressed.csv',
    SUPPRESSED_COLUMNS,
    'debtor_id reason until evidence open_amount overdue_amount p_late expected_payment_date propensity',
  ],
  ['actions.csv', ACTION_COLUMNS, 'debtor_id action invoice_ids due_on evidence'],
])('%s has the columns of the contract, in its order', (_, columns, contract) => {
  expect([...columns].slice(0, contract.split(' ').length)).toEqual(contract.split(' '));
});

it.each([
  [
    'call reasons',
    CALL_REASONS,
    'broken_promise missed_run overdue_first_contact overdue_follow_up habitual_late_pre_due not_received_pre_due high_value_pre_due',
  ],
  [
    'suppression reasons',
    SUPPRESSION_REASONS,
    'unapplied_cash stale_cash awaiting_payment_run promise_pending plan_on_track dispute_open invoice_unverified first_reminder_required reminder_term_running recently_contacted attempts_exhausted direct_debit do_not_call handed_over insolvency below_minimum not_worth_a_call over_capacity holdout no_action',
  ],
  [
    'actions',
    ACTIONS,
    'send_pre_due_reminder send_first_reminder send_letter_or_email resolve_dispute match_cash verify_invoice resend_invoice offer_payment_plan propose_escalation propose_deposit thank',
  ],
])('%s are those of the contract', (_, words, contract) => {
  expect([...words].sort()).toEqual(contract.split(' ').sort());
});
