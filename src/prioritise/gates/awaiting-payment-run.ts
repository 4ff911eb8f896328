import type { OpenInvoice } from '../case/open-invoice.ts';
import { runWaitEnd } from '../case/run-wait.ts';
import { nameInvoices } from '../speech/name-invoices.ts';
import { spokenDay } from '../speech/spoken-day.ts';
import type { InvoiceGate } from './gate.ts';

/** Holds an invoice that is due and that its debtor's next payment run should pay, until that run has been booked. */
export const AWAITING_PAYMENT_RUN: InvoiceGate = {
  scope: 'invoice',
  reason: 'awaiting_payment_run',
  holds(c, invoice) {
    if (invoice.runDay === null) return undefined;
    const until = runWaitEnd(c, invoice);
    return until !== undefined && until > c.asOf ? until : undefined;
  },
  evidence(c, held) {
    const runDay = Math.min(...held.map((invoice: OpenInvoice) => invoice.runDay ?? c.asOf));
    return `It ${c.run.evidence}, so ${nameInvoices(c, held)} should come with the run of ${spokenDay(runDay)}.`;
  },
};
