import { ATTEMPTS_EXHAUSTED } from './attempts-exhausted.ts';
import { AWAITING_PAYMENT_RUN } from './awaiting-payment-run.ts';
import { BELOW_MINIMUM } from './below-minimum.ts';
import { CREDIT_COVERS } from './credit-covers.ts';
import { DIRECT_DEBIT } from './direct-debit.ts';
import { DISPUTE_OPEN } from './dispute-open.ts';
import { DO_NOT_CALL } from './do-not-call.ts';
import { FIRST_REMINDER_REQUIRED } from './first-reminder-required.ts';
import type { Gate } from './gate.ts';
import { HANDED_OVER } from './handed-over.ts';
import { INSOLVENCY } from './insolvency.ts';
import { INVOICE_UNVERIFIED } from './invoice-unverified.ts';
import { NOT_DUE_YET } from './not-due-yet.ts';
import { NOT_WORTH_A_CALL } from './not-worth-a-call.ts';
import { PLAN_ON_TRACK } from './plan-on-track.ts';
import { PROMISE_PENDING } from './promise-pending.ts';
import { RECENTLY_CONTACTED } from './recently-contacted.ts';
import { REMINDER_TERM_RUNNING } from './reminder-term-running.ts';
import { STALE_CASH } from './stale-cash.ts';
import { UNAPPLIED_CASH } from './unapplied-cash.ts';

/**
 * Every gate, in the order in which they are asked: first what stops the debtor as a whole, then what holds single
 * invoices, then what speaks against a call about the invoices that are left. The first that holds gives the reason.
 * `holdout` and `over_capacity` follow in the ranking, after all of these.
 */
export const GATE_ORDER: readonly Gate[] = [
  INSOLVENCY,
  HANDED_OVER,
  DO_NOT_CALL,
  PLAN_ON_TRACK,
  PROMISE_PENDING,
  UNAPPLIED_CASH,
  CREDIT_COVERS,

  DIRECT_DEBIT,
  DISPUTE_OPEN,
  INVOICE_UNVERIFIED,
  FIRST_REMINDER_REQUIRED,
  REMINDER_TERM_RUNNING,
  AWAITING_PAYMENT_RUN,
  NOT_DUE_YET,

  STALE_CASH,
  RECENTLY_CONTACTED,
  ATTEMPTS_EXHAUSTED,
  BELOW_MINIMUM,
  NOT_WORTH_A_CALL,
];
