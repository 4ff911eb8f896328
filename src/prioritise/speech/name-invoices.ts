import { textAt } from '../../ledger/index.ts';
import type { DebtorCase } from '../case/debtor-case.ts';
import { type OpenInvoice, openSum } from '../case/open-invoice.ts';
import { spokenMoney } from './spoken-money.ts';

/** Ids of invoices, as the ledger has them. O(ids). */
export function invoiceIds(c: DebtorCase, invoices: readonly OpenInvoice[]): string[] {
  return invoices.map((invoice) => textAt(c.context.ledger.invoices.id, invoice.row));
}

/** `invoice F1 of 120.00 EUR`, or `2 invoices of 340.00 EUR together`. O(invoices). */
export function nameInvoices(c: DebtorCase, invoices: readonly OpenInvoice[]): string {
  const sum = money(c, openSum(invoices));
  return invoices.length === 1
    ? `invoice ${invoiceIds(c, invoices)[0]} of ${sum}`
    : `${invoices.length} invoices of ${sum} together`;
}

/** The word that fits one invoice or several. */
export function forCount(invoices: readonly OpenInvoice[], one: string, several: string): string {
  return invoices.length === 1 ? one : several;
}

/** An amount of the case's ledger in English. */
export function money(c: DebtorCase, minor: number): string {
  return spokenMoney(minor, c.context.ledger.reporting);
}
