import { type BrokenWord, isGivenFor } from '../case/broken-word.ts';
import type { DebtorCase } from '../case/debtor-case.ts';
import type { OpenInvoice } from '../case/open-invoice.ts';

/**
 * The broken promise that a call about these invoices would be about: one about the whole debt of its day, which one of
 * them belongs to, or about one of them. Undefined without one. O(invoices).
 */
export function brokenPromiseIn(c: DebtorCase, callable: readonly OpenInvoice[]): BrokenWord | undefined {
  const { brokenWord } = c;
  return brokenWord && callable.some((invoice) => isGivenFor(brokenWord, invoice)) ? brokenWord : undefined;
}
