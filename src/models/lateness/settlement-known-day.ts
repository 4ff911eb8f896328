import { ITEM, type ItemStates, type Ledger } from '../../ledger/index.ts';

/**
 * Day on which the payment that settled each paid invoice was known (booked and matched); infinite where unpaid. Up to the
 * morning of that day the invoice looks unpaid, although its money may have come days before. O(invoices + payments).
 */
export function settlementKnownDay(ledger: Ledger, items: ItemStates): Float64Array {
  const { payments } = ledger;
  const known = new Float64Array(ledger.invoices.count).fill(Number.POSITIVE_INFINITY);
  for (let p = 0; p < payments.count; p++) {
    const i = payments.invoice[p];
    if (i >= 0 && items.state[i] === ITEM.paid && payments.paidDay[p] === items.paidDay[i])
      known[i] = Math.min(known[i], Math.max(payments.bookedDay[p], payments.appliedDay[p]));
  }
  return known;
}
