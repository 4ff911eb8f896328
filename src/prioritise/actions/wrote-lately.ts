import { concerns } from '../case/contact-history.ts';
import type { DebtorCase } from '../case/debtor-case.ts';
import type { OpenInvoice } from '../case/open-invoice.ts';

/** Whether something was written about any of these invoices within the policy's pause. O(contacts · invoices). */
export function wroteLately(c: DebtorCase, invoices: readonly OpenInvoice[]): boolean {
  const since = c.asOf - c.context.policy.actions.writtenPauseDays;
  return c.contacts.some(
    (contact) =>
      contact.kind === 'written' && contact.day > since && invoices.some((invoice) => concerns(contact, invoice)),
  );
}
