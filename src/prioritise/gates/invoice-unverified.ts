import { forCount, nameInvoices } from '../speech/name-invoices.ts';
import { type InvoiceGate, OPEN_ENDED } from './gate.ts';

/** Holds an invoice that is known not to have been checked and delivered; nothing known does not hold it. */
export const INVOICE_UNVERIFIED: InvoiceGate = {
  scope: 'invoice',
  reason: 'invoice_unverified',
  holds: (c, invoice) => (c.context.ledger.invoices.verified[invoice.row] === 0 ? OPEN_ENDED : undefined),
  evidence: (c, held) =>
    `We have not checked yet that ${nameInvoices(c, held)} ${forCount(held, 'is', 'are')} right and reached the debtor.`,
};
