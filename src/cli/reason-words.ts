import type { CallReason, SuppressionReason } from '../prioritise/index.ts';

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
