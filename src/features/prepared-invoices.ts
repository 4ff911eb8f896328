import type { Ledger } from '../ledger/index.ts';
import { type CashIndex, indexCash } from './cash-index.ts';
import type { InvoiceMoments } from './feature-table.ts';
import { type InvoiceOrder, orderInvoices } from './invoice-order.ts';

/**
 * A question about invoices, with what is worked out once for the whole ledger: plain columns, which threads can share
 * while each fills the rows of its own debtors.
 */
export interface PreparedInvoices extends InvoiceMoments {
  readonly order: InvoiceOrder;
  readonly cash: CashIndex;
}

/** Prepares a question about invoices for {@link fillInvoiceFeatures}. O(rows + payments + debtors). */
export function prepareInvoices(ledger: Ledger, asked: InvoiceMoments): PreparedInvoices {
  const { invoice, moment } = asked;
  return { invoice, moment, order: orderInvoices(ledger, asked), cash: indexCash(ledger) };
}
