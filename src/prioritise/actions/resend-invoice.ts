import { concerns } from '../case/contact-history.ts';
import { nameInvoices } from '../speech/name-invoices.ts';
import { spokenDay } from '../speech/spoken-day.ts';
import { type ActionRule, isOutOfOurHands } from './action-rule.ts';

/** Send an invoice again that the debtor says it never received, unless something was written since. */
export const RESEND_INVOICE: ActionRule = {
  action: 'resend_invoice',
  callReplacesIt: false,
  propose(c, _answer, reason) {
    if (isOutOfOurHands(reason)) return undefined;
    const claim = c.contacts.findLast((contact) => contact.outcome === 'invoice_not_received');
    if (!claim) return undefined;
    if (c.contacts.some((contact) => contact.kind === 'written' && contact.day >= claim.day)) return undefined;
    const invoices = c.open.filter(
      (invoice) => c.context.ledger.invoices.knownDay[invoice.row] <= claim.day && concerns(claim, invoice),
    );
    if (invoices.length === 0) return undefined;
    return {
      invoices,
      dueDay: c.asOf,
      evidence: `Said on ${spokenDay(claim.day)} that it never received ${nameInvoices(c, invoices)}.`,
    };
  },
};
