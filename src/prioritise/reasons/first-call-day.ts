import type { EpochDay } from '../../calendar/index.ts';
import { isGivenFor } from '../case/broken-word.ts';
import type { DebtorCase } from '../case/debtor-case.ts';
import type { OpenInvoice } from '../case/open-invoice.ts';
import { runWaitEnd } from '../case/run-wait.ts';
import { hasPreDueConversation, preDueReason } from './pre-due-reason.ts';

/**
 * The first day on which there is a reason to call about an invoice; on or before the as-of date when there is one
 * today. Before due: the pre-due window of a debtor with a reason for it, once an invoice. After due: past the grace,
 * which habitual late payers and broken promises do not get, and past the payment run that would bring it. O(contacts).
 */
export function firstCallDay(c: DebtorCase, invoice: OpenInvoice): EpochDay {
  if (c.brokenWord && isGivenFor(c.brokenWord, invoice)) return c.asOf;
  const grace = c.habit.isHabitual ? 0 : c.context.policy.overdue.graceBusinessDays;
  const isOld = c.asOf - invoice.rolledDueDay > 30;
  const afterGrace = isOld ? c.asOf : c.calendar.addBusinessDays(invoice.rolledDueDay, grace) + 1;
  if (invoice.timing === 'overdue') return afterGrace;
  if (preDueReason(c, invoice) && !hasPreDueConversation(c, invoice)) return invoice.preDueFrom;
  return Math.max(afterGrace, runWaitEnd(c, invoice) ?? afterGrace);
}
