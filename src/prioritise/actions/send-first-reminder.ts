import type { DebtorCase } from '../case/debtor-case.ts';
import { firstReminderOf } from '../case/first-reminder.ts';
import type { OpenInvoice } from '../case/open-invoice.ts';
import type { GateAnswer } from '../gates/ask-gates.ts';
import type { SuppressionReason } from '../queue-rows.ts';
import { isFirstContact } from '../reasons/call-reasons.ts';
import { forCount, nameInvoices } from '../speech/name-invoices.ts';
import { type ActionRule, heldFor } from './action-rule.ts';

/** The free first reminder that the law asks for before any call. */
export const SEND_REQUIRED_REMINDER: ActionRule = {
  action: 'send_first_reminder',
  callReplacesIt: false,
  propose(c, answer, reason) {
    if (reason !== 'first_reminder_required' && reason !== undefined && !MAY_REMIND.includes(reason)) return undefined;
    const invoices = heldFor(c, answer, 'first_reminder_required');
    return invoices.length === 0
      ? undefined
      : {
          invoices,
          dueDay: c.asOf,
          evidence: `The law asks for a free first reminder about ${nameInvoices(c, invoices)} before any call.`,
        };
  },
};

/** A friendly first reminder right after the due date, where nobody calls today. */
export const SEND_FIRST_REMINDER: ActionRule = {
  action: 'send_first_reminder',
  callReplacesIt: true,
  propose(c, answer, reason) {
    if (reason !== undefined && !MAY_REMIND.includes(reason)) return undefined;
    if (c.balanceMinor <= c.context.toleranceMinor) return undefined;
    const invoices = remindable(c, answer).filter(
      (invoice) => !firstReminderOf(c, invoice) && isFirstContact(c, [invoice]),
    );
    return invoices.length === 0
      ? undefined
      : {
          invoices,
          dueDay: c.asOf,
          evidence: `${nameInvoices(c, invoices)} ${forCount(invoices, 'is', 'are')} past due without a reminder yet.`,
        };
  },
};

const MAY_REMIND: readonly SuppressionReason[] = [
  'no_action',
  'do_not_call',
  'below_minimum',
  'not_worth_a_call',
  'over_capacity',
];

function remindable(c: DebtorCase, answer: GateAnswer): OpenInvoice[] {
  return [...heldFor(c, answer, 'no_action'), ...answer.callable].filter((invoice) => invoice.timing === 'overdue');
}
