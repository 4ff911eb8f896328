import type { BrokenWord } from '../case/broken-word.ts';
import type { DebtorCase } from '../case/debtor-case.ts';
import type { OpenInvoice } from '../case/open-invoice.ts';

/**
 * The broken promise that a call about these invoices would be about: one about the whole debt, or about one of them.
 * Undefined without one. O(invoices).
 */
export function brokenPromiseIn(c: DebtorCase, callable: readonly OpenInvoice[]): BrokenWord | undefined {
  const { brokenWord } = c;
  if (!brokenWord) return undefined;
  const isInIt = callable.some((invoice) =>
    brokenWord.invoice < 0 ? invoice.timing !== 'pre_due' : invoice.row === brokenWord.invoice,
  );
  return isInIt ? brokenWord : undefined;
}
