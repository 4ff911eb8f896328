import { type EpochDay, NO_DAY } from '../../calendar/index.ts';
import { PAYMENT } from '../../ledger/index.ts';
import type { QueueContext } from './queue-context.ts';

/**
 * Whether a payment row is money: payments, and with their negative amounts refunds and returned payments; write-offs
 * and settlements of unknown date are not.
 */
export function isMoney(kind: number): boolean {
  return kind === PAYMENT.payment || kind === PAYMENT.refund || kind === PAYMENT.returned;
}

/**
 * Money of a debtor booked in [from, to], minor units; with `invoice`, only what was matched to that row and what is
 * matched to nothing. O(log payments + rows in the span): rows of a debtor stand in the order of booking.
 */
export function cashBooked(
  context: QueueContext,
  debtor: number,
  from: EpochDay,
  to: EpochDay = Number.POSITIVE_INFINITY,
  invoice = -1,
): number {
  const { payments } = context.ledger;
  const end = payments.start[debtor + 1];
  let low = payments.start[debtor];
  let high = end;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (payments.bookedDay[middle] < from) low = middle + 1;
    else high = middle;
  }
  let sum = 0;
  for (let p = low; p < end && payments.bookedDay[p] <= to; p++) {
    if (!isMoney(payments.kind[p])) continue;
    if (invoice >= 0 && payments.invoice[p] >= 0 && payments.invoice[p] !== invoice) continue;
    sum += payments.amountMinor[p];
  }
  return sum;
}

/** Day on which money of a debtor was last booked, `NO_DAY` without any. O(payments of the debtor) at most. */
export function lastBookedDay(context: QueueContext, debtor: number): EpochDay {
  const { payments } = context.ledger;
  for (let p = payments.start[debtor + 1] - 1; p >= payments.start[debtor]; p--)
    if (payments.kind[p] === PAYMENT.payment) return payments.bookedDay[p];
  return NO_DAY;
}
