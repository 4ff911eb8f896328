import { type EpochDay, NO_DAY } from '../../calendar/index.ts';
import { lastBookedDay } from '../case/cash-received.ts';
import { lastDayOf } from '../case/contact-history.ts';
import type { DebtorCase } from '../case/debtor-case.ts';
import { spokenDay } from '../speech/spoken-day.ts';
import type { DebtorGate } from './gate.ts';

/** Holds a debtor that nobody answers at: after so many calls in a row it is written to, and left alone for a while. */
export const ATTEMPTS_EXHAUSTED: DebtorGate = {
  scope: 'debtor',
  reason: 'attempts_exhausted',
  holds(c) {
    const { count, lastDay } = unansweredCalls(c);
    const { maximumAttempts, attemptsPauseBusinessDays } = c.context.policy.contacts;
    if (count < maximumAttempts) return undefined;
    const until = c.calendar.addBusinessDays(lastDay, attemptsPauseBusinessDays) + 1;
    return until > c.asOf ? until : undefined;
  },
  evidence(c) {
    const { count, lastDay } = unansweredCalls(c);
    return `Called ${count} times in a row without an answer, last on ${spokenDay(lastDay)}: write instead.`;
  },
};

/**
 * Calls that nobody answered since the last conversation, e-mail, letter or payment. A wrong number is no attempt: the
 * debtor's telephone never rang. O(contacts + log payments).
 */
function unansweredCalls(c: DebtorCase): { readonly count: number; readonly lastDay: EpochDay } {
  const since = Math.max(
    lastDayOf(c.contacts, (contact) => contact.kind !== 'attempt'),
    lastBookedDay(c.context, c.debtor),
  );
  let count = 0;
  let lastDay = NO_DAY;
  for (const contact of c.contacts) {
    if (contact.kind !== 'attempt' || contact.outcome === undefined || contact.day <= since) continue;
    if (contact.outcome === 'wrong_number') continue;
    count++;
    lastDay = contact.day;
  }
  return { count, lastDay };
}
