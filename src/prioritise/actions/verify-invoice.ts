import { forCount, nameInvoices } from '../speech/name-invoices.ts';
import { spokenDay } from '../speech/spoken-day.ts';
import { type ActionRule, heldFor, taskDueDay } from './action-rule.ts';

/** Days after its due date by which a direct debit has come in. */
const DEBIT_DAYS = 7;

/** Check an invoice that was not checked yet, or a direct debit that has not come in. */
export const VERIFY_INVOICE: ActionRule = {
  action: 'verify_invoice',
  callReplacesIt: false,
  propose(c, answer) {
    const unverified = heldFor(c, answer, 'invoice_unverified');
    if (unverified.length > 0)
      return {
        invoices: unverified,
        dueDay: taskDueDay(c),
        evidence: `Check that ${nameInvoices(c, unverified)} ${forCount(unverified, 'is', 'are')} right and reached the debtor.`,
      };
    const late = heldFor(c, answer, 'direct_debit').filter((invoice) => c.asOf - invoice.rolledDueDay > DEBIT_DAYS);
    if (late.length === 0) return undefined;
    const oldest = Math.min(...late.map((invoice) => invoice.dueDay));
    return {
      invoices: late,
      dueDay: taskDueDay(c),
      evidence: `The direct debit of ${nameInvoices(c, late)}, due on ${spokenDay(oldest)}, has not come in: check the mandate.`,
    };
  },
};
