import type { EpochDay } from '../../calendar/index.ts';
import type { DebtorCase } from '../case/debtor-case.ts';
import type { OpenInvoice } from '../case/open-invoice.ts';
import { DIRECT_DEBIT } from '../gates/direct-debit.ts';
import { DISPUTE_OPEN } from '../gates/dispute-open.ts';
import { INVOICE_UNVERIFIED } from '../gates/invoice-unverified.ts';
import { firstCallDay } from '../reasons/first-call-day.ts';

/** An invoice about which there will be a reason to call. */
export interface ComingInvoice {
  readonly invoice: OpenInvoice;
  /** First day with one, after the as-of date. */
  readonly day: EpochDay;
}

/**
 * The open invoices that only their date keeps out of a call today and no longer than through `lastDay`, by that day:
 * not in dispute, checked, and not collected by us. O(open invoices · contacts).
 */
export function comingInvoices(c: DebtorCase, lastDay: EpochDay): ComingInvoice[] {
  const coming: ComingInvoice[] = [];
  for (const invoice of c.open) {
    if (invoice.timing === 'overdue' || invoice.preDueFrom > lastDay) continue;
    const day = firstCallDay(c, invoice);
    if (day <= c.asOf || day > lastDay) continue;
    if ([DIRECT_DEBIT, DISPUTE_OPEN, INVOICE_UNVERIFIED].some((gate) => gate.holds(c, invoice) !== undefined)) continue;
    coming.push({ invoice, day });
  }
  return coming.sort((a, b) => a.day - b.day);
}
