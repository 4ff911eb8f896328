import { firstCallDay } from '../reasons/first-call-day.ts';
import { forCount, nameInvoices } from '../speech/name-invoices.ts';
import { spokenDay } from '../speech/spoken-day.ts';
import type { InvoiceGate } from './gate.ts';

/** Holds an invoice about which there is no reason to call yet: not due, or only just, and no ground for a pre-due call. */
export const NOT_DUE_YET: InvoiceGate = {
  scope: 'invoice',
  reason: 'no_action',
  holds(c, invoice) {
    const day = firstCallDay(c, invoice);
    return day > c.asOf ? day : undefined;
  },
  evidence(c, held) {
    const first = Math.min(...held.map((invoice) => invoice.dueDay));
    const when =
      first < c.asOf
        ? `fell due on ${spokenDay(first)}: a payment may still be on its way`
        : `${forCount(held, 'is', 'are')} not due before ${spokenDay(first)}`;
    return `Nothing to call about: ${nameInvoices(c, held)} ${when}.`;
  },
};
