import { PAYMENT } from '../../ledger/index.ts';
import type { DebtorCase } from '../case/debtor-case.ts';
import type { OpenInvoice } from '../case/open-invoice.ts';
import { nameInvoices } from '../speech/name-invoices.ts';
import { type InvoiceGate, OPEN_ENDED } from './gate.ts';

/** Holds an invoice that is collected by direct debit, unless a debit of it was returned. */
export const DIRECT_DEBIT: InvoiceGate = {
  scope: 'invoice',
  reason: 'direct_debit',
  holds: (c, invoice) => (isDebited(c, invoice) && !wasReturned(c, invoice) ? OPEN_ENDED : undefined),
  evidence: (c, held) => `We collect ${nameInvoices(c, held)} by direct debit ourselves.`,
};

function isDebited(c: DebtorCase, invoice: OpenInvoice): boolean {
  const { debtors, invoices } = c.context.ledger;
  const flag = invoices.directDebit[invoice.row];
  return flag === 1 || (flag === -1 && debtors.directDebit[c.debtor] === 1);
}

function wasReturned(c: DebtorCase, invoice: OpenInvoice): boolean {
  const { payments } = c.context.ledger;
  for (let p = payments.start[c.debtor]; p < payments.start[c.debtor + 1]; p++)
    if (payments.invoice[p] === invoice.row && payments.kind[p] === PAYMENT.returned) return true;
  return false;
}
