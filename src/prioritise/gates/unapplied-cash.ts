import type { DebtorCase } from '../case/debtor-case.ts';
import { type OpenInvoice, openSum } from '../case/open-invoice.ts';
import { invoiceIds, money } from '../speech/name-invoices.ts';
import { type DebtorGate, OPEN_ENDED } from './gate.ts';

/**
 * Holds a debtor whose unmatched cash equals one of its open invoices (its own cash, or that of the debtor who pays for
 * it), covers the policy's share of what the call would be about, or covers all it owes.
 */
export const UNAPPLIED_CASH: DebtorGate = {
  scope: 'debtor',
  reason: 'unapplied_cash',
  holds: (c, callable) => (cashMeets(c, callable) ? OPEN_ENDED : undefined),
  evidence: (c, callable) => cashMeets(c, callable) ?? '',
};

/** What the unmatched cash meets, as a sentence; undefined where it meets nothing. O(open invoices). */
function cashMeets(c: DebtorCase, callable: readonly OpenInvoice[]): string | undefined {
  const within = c.context.toleranceMinor;
  const own = c.unappliedMinor;
  const about = openSum(callable);
  if (own > within) {
    for (const amount of [own, ...singlePayments(c)]) {
      const equal = c.open.find((invoice) => Math.abs(invoice.openMinor - amount) <= within);
      if (equal)
        return `${money(c, amount)} came in that is not matched yet and equals invoice ${invoiceIds(c, [equal])[0]}.`;
    }
    if (about > 0 && own >= c.context.policy.unappliedCash.coveredShare * about)
      return `${money(c, own)} came in that is not matched yet, against ${money(c, about)} the call would be about.`;
    if (c.balanceMinor <= within)
      return `${money(c, own)} came in that is not matched yet and covers all that is open.`;
  }
  const payer = c.context.ledger.debtors.payer[c.debtor];
  const paidForIt = payer === c.debtor ? 0 : c.context.unappliedMinor[payer];
  const equal = paidForIt > within && c.open.find((invoice) => Math.abs(invoice.openMinor - paidForIt) <= within);
  return equal
    ? `${money(c, paidForIt)} came in from who pays for it and equals invoice ${invoiceIds(c, [equal])[0]}.`
    : undefined;
}

/** The debtor's unmatched payments one by one, minor units. O(payments of the debtor). */
function singlePayments(c: DebtorCase): number[] {
  const { payments } = c.context.ledger;
  const amounts: number[] = [];
  for (let p = payments.start[c.debtor]; p < payments.start[c.debtor + 1]; p++)
    if (payments.invoice[p] < 0 && payments.amountMinor[p] > c.context.toleranceMinor)
      amounts.push(payments.amountMinor[p]);
  return amounts;
}
