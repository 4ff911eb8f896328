import { lastDayOf } from '../case/contact-history.ts';
import type { DebtorCase } from '../case/debtor-case.ts';
import { lastTalk } from '../case/last-talk.ts';
import type { OpenInvoice } from '../case/open-invoice.ts';
import { CALL_REASONS, type CallReason } from '../queue-rows.ts';
import { brokenPromiseIn } from './broken-promise.ts';
import { preDueReason } from './pre-due-reason.ts';

/** Whether nobody has spoken with the debtor about any of these invoices yet; a promise was spoken. O(contacts · invoices). */
export function isFirstContact(c: DebtorCase, callable: readonly OpenInvoice[]): boolean {
  return lastTalk(c, callable) === undefined;
}

/** Every reason to call about these invoices, in order of precedence; at least one. O(contacts · invoices). */
export function callReasons(c: DebtorCase, callable: readonly OpenInvoice[]): CallReason[] {
  const found = new Set<CallReason>();
  if (brokenPromiseIn(c, callable)) found.add('broken_promise');
  const lastConversation = lastDayOf(c.contacts, (contact) => contact.kind === 'conversation');
  for (const invoice of callable) {
    if (invoice.timing !== 'overdue') {
      const reason = preDueReason(c, invoice);
      if (reason) found.add(reason);
    } else if (invoice.missedRun && invoice.runDay !== null && lastConversation <= invoice.runDay)
      found.add('missed_run');
  }
  if (callable.some((invoice) => invoice.timing === 'overdue'))
    found.add(isFirstContact(c, callable) ? 'overdue_first_contact' : 'overdue_follow_up');
  if (found.size === 0) found.add('overdue_first_contact');
  return CALL_REASONS.filter((reason) => found.has(reason));
}

/** Circumstances listed behind the reasons of a call. */
export const CIRCUMSTANCES = [
  'habitual_late',
  'late_beyond_run',
  'promises_broken_before',
  'calls_ignored',
  'likely_very_late',
  'large_amount',
  'new_debtor',
  'says_not_received',
  'wrong_number',
] as const;
/** One of {@link CIRCUMSTANCES}. */
export type Circumstance = (typeof CIRCUMSTANCES)[number];

/** Outcomes from which on a debtor is no longer new. */
const KNOWN_LESSONS = 5;

/** What an agent should know beside the reasons, as codes in a fixed order. O(invoices). */
export function circumstances(c: DebtorCase, callable: readonly OpenInvoice[], ignored: number): Circumstance[] {
  const { preDue } = c.context.policy;
  const holds: Record<Circumstance, boolean> = {
    habitual_late: c.habit.isHabitual,
    late_beyond_run: c.habit.isHabitual && c.run.family !== 'none',
    promises_broken_before: c.promises.brokenEver > 0,
    calls_ignored: ignored > 0,
    likely_very_late: callable.some((invoice) => invoice.pVeryLate >= 0.5),
    large_amount:
      preDue.highValueAmount !== null &&
      callable.some((invoice) => invoice.openMinor >= (preDue.highValueAmount ?? 0) * c.context.scale),
    new_debtor: c.habit.lessons < KNOWN_LESSONS,
    says_not_received: c.notReceivedClaims >= preDue.notReceivedClaims,
    wrong_number: c.contacts.findLast(({ isCall }) => isCall)?.outcome === 'wrong_number',
  };
  return CIRCUMSTANCES.filter((code) => holds[code]);
}
