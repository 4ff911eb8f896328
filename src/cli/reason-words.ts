import type { ContactOutcome } from '../ledger/index.ts';
import type { ActionName, CallReason, Circumstance, SuppressionReason } from '../prioritise/index.ts';

/** Why a call is made, in words. */
export const CALL_WORDS: Readonly<Record<CallReason, string>> = {
  broken_promise: 'a promise to pay was not kept',
  missed_run: 'its payment run came without the money',
  overdue_first_contact: 'an invoice is overdue, and nobody has spoken with it about that yet',
  overdue_follow_up: 'an invoice is still overdue after an earlier talk',
  habitual_late_pre_due: 'it usually pays late, so we call before the due date',
  not_received_pre_due: 'it often says that it received no invoice, so we make sure before the due date',
  high_value_pre_due: 'a large invoice falls due, so we call in person',
};

/** Why no call is made, in words. */
export const SUPPRESSION_WORDS: Readonly<Record<SuppressionReason, string>> = {
  unapplied_cash: 'money came in that is not matched to an invoice yet',
  stale_cash: 'our payment data are too old to tell who has paid',
  awaiting_payment_run: 'its next payment run should bring the money',
  promise_pending: 'it promised to pay, and has until then',
  plan_on_track: 'it pays in instalments, as agreed',
  dispute_open: 'an invoice is disputed: we settle that first',
  invoice_unverified: 'we have not checked our own invoice yet',
  first_reminder_required: 'the law asks for a written reminder first',
  reminder_term_running: 'the term of a reminder is running',
  recently_contacted: 'we were in touch a few days ago',
  attempts_exhausted: 'nobody answers the phone: we write instead',
  direct_debit: 'we collect the money by direct debit ourselves',
  do_not_call: 'it asked not to be called',
  handed_over: 'somebody else deals with the case',
  insolvency: 'it is insolvent',
  below_minimum: 'too little is open for a call',
  not_worth_a_call: 'a call would change too little',
  over_capacity: 'there is no room for the call today',
  holdout: 'it was left out at random, to measure what calls change',
  no_action: 'there is nothing to call about yet',
};

/** What else is true of a call, in words. */
export const CIRCUMSTANCE_WORDS: Readonly<Record<Circumstance, string>> = {
  habitual_late: 'it usually pays late',
  late_beyond_run: 'it pays later than its payment run explains',
  promises_broken_before: 'it broke promises before',
  calls_ignored: 'earlier calls brought no money',
  likely_very_late: 'it will likely be more than 30 days late',
  large_amount: 'a large amount is at stake',
  new_debtor: 'little is known of it yet',
  says_not_received: 'it often says that it received no invoice',
  wrong_number: 'the number was wrong: look for another',
};

/** What else is to be done, in words. */
export const ACTION_WORDS: Readonly<Record<ActionName, string>> = {
  match_cash: 'match the money',
  resolve_dispute: 'settle the dispute',
  verify_invoice: 'check the invoice',
  resend_invoice: 'send the invoice again',
  send_pre_due_reminder: 'send a friendly reminder before the due date',
  send_first_reminder: 'send the first reminder',
  send_letter_or_email: 'write a letter or an e-mail',
  offer_payment_plan: 'offer to pay in parts',
  propose_deposit: 'ask for a deposit, if a person decides so',
  propose_escalation: 'take it further, if a person decides so',
  thank: 'say thank you',
};

/** What came of a contact, in words. */
export const OUTCOME_WORDS: Readonly<Record<ContactOutcome, string>> = {
  reached: 'spoken to',
  no_answer: 'no answer',
  voicemail: 'left a message',
  promised: 'promised to pay',
  disputed: 'disputed it',
  invoice_not_received: 'said that it received no invoice',
  claims_paid: 'said that it has paid',
  refused: 'refused',
  wrong_number: 'wrong number',
  sent: 'message sent',
};
