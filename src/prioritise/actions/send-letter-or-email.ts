import { firstReminderOf } from '../case/first-reminder.ts';
import { nameInvoices } from '../speech/name-invoices.ts';
import type { ActionRule } from './action-rule.ts';
import { wroteLately } from './wrote-lately.ts';

/** Write to a debtor that nobody answers at, or that does not want calls and was reminded once. */
export const SEND_LETTER_OR_EMAIL: ActionRule = {
  action: 'send_letter_or_email',
  callReplacesIt: false,
  propose(c, answer, reason) {
    if (reason === 'attempts_exhausted')
      return {
        invoices: answer.callable,
        dueDay: c.asOf,
        evidence: `Nobody answers the phone: write about ${nameInvoices(c, answer.callable)}.`,
      };
    if (reason !== 'do_not_call') return undefined;
    const invoices = answer.callable.filter((invoice) => invoice.timing === 'overdue' && firstReminderOf(c, invoice));
    if (invoices.length === 0 || wroteLately(c, invoices)) return undefined;
    return {
      invoices,
      dueDay: c.asOf,
      evidence: `Does not want calls: write again about ${nameInvoices(c, invoices)}.`,
    };
  },
};
