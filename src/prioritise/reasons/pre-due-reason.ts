import { concerns } from '../case/contact-history.ts';
import type { DebtorCase } from '../case/debtor-case.ts';
import type { OpenInvoice } from '../case/open-invoice.ts';
import { isLeftToRun } from '../case/run-wait.ts';
import type { CallReason } from '../queue-rows.ts';

/** Why the debtor would be called about this invoice before it is overdue, were it time; undefined for no reason. O(1). */
export function preDueReason(c: DebtorCase, invoice: OpenInvoice): CallReason | undefined {
  const { preDue } = c.context.policy;
  if (!preDue.enabled || (c.kind === 'consumer' && !preDue.consumers)) return undefined;
  if (c.habit.isHabitual) return 'habitual_late_pre_due';
  if (c.notReceivedClaims >= preDue.notReceivedClaims) return 'not_received_pre_due';
  if (
    preDue.highValueAmount !== null &&
    invoice.openMinor >= preDue.highValueAmount * c.context.scale &&
    !isLeftToRun(c, invoice)
  )
    return 'high_value_pre_due';
  return undefined;
}

/** Whether the debtor was already spoken to about this invoice in its pre-due window: once is enough. O(contacts). */
export function hasPreDueConversation(c: DebtorCase, invoice: OpenInvoice): boolean {
  return c.contacts.some(
    (contact) => contact.kind === 'conversation' && contact.day >= invoice.preDueFrom && concerns(contact, invoice),
  );
}
