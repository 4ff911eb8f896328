import { NO_DAY } from '../calendar/index.ts';
import { type Ledger, PAYMENT } from './ledger.ts';

/** How an item stands, as far as the ledger shows. */
export const ITEM = {
  /** More than the tolerance is still open. */
  open: 0,
  /** Brought to the tolerance or below by a payment: teaches how its debtor pays. */
  paid: 1,
  /** Closed by a write-off, by a settlement of unknown date, or never worth more than the tolerance: teaches nothing. */
  closed: 2,
} as const;

/** The state of every invoice and credit note of a ledger. */
export interface ItemStates {
  /** Amount less the item's own payment rows, in minor units; negative for a credit note or an overpaid invoice. */
  readonly openMinor: Float64Array;
  /** Day of the payment that closed the item, `NO_DAY` unless `state` is `ITEM.paid`. */
  readonly paidDay: Int32Array;
  /** A value of {@link ITEM}. */
  readonly state: Uint8Array;
}

/** An open amount of this much or less counts as paid: 1.00 unless the policy says otherwise, in minor units. */
export function toleranceMinor(ledger: Ledger, tolerance = 1): number {
  return Math.round(tolerance * 10 ** ledger.reporting.minorDigits);
}

/**
 * Works out what is open and when each item was paid, from the rows this ledger shows (cut it with `visibleAt` first).
 * The paying date is the date of the payment that brought the open amount to the tolerance; a returned payment opens
 * the item again. O(invoices + payments).
 */
export function itemStates(ledger: Ledger, tolerance?: number): ItemStates {
  const { invoices, payments } = ledger;
  const within = toleranceMinor(ledger, tolerance);
  const openMinor = invoices.amountMinor.slice();
  const paidDay = new Int32Array(invoices.count).fill(NO_DAY);
  const state = new Uint8Array(invoices.count);
  for (let i = 0; i < invoices.count; i++)
    if (isSettled(invoices.amountMinor[i], openMinor[i], within)) state[i] = ITEM.closed;
  for (let p = 0; p < payments.count; p++) {
    const i = payments.invoice[p];
    if (i < 0) continue;
    openMinor[i] -= payments.amountMinor[p];
    if (!isSettled(invoices.amountMinor[i], openMinor[i], within)) {
      state[i] = ITEM.open;
      paidDay[i] = NO_DAY;
    } else if (state[i] === ITEM.open) {
      const isPayment = payments.kind[p] !== PAYMENT.writeOff && payments.kind[p] !== PAYMENT.undated;
      state[i] = isPayment ? ITEM.paid : ITEM.closed;
      if (isPayment) paidDay[i] = payments.paidDay[p];
    }
  }
  return { openMinor, paidDay, state };
}

/** Whether an item of this amount with this much open counts as settled. */
export function isSettled(amountMinor: number, openMinor: number, withinMinor: number): boolean {
  return amountMinor >= 0 ? openMinor <= withinMinor : openMinor >= -withinMinor;
}

/** Cash of each debtor that is matched to no invoice, in minor units. O(payments + debtors). */
export function unappliedCash(ledger: Ledger): Float64Array {
  const cash = new Float64Array(ledger.debtors.count);
  const { payments } = ledger;
  for (let p = 0; p < payments.count; p++)
    if (payments.invoice[p] < 0) cash[payments.payer[p]] += payments.amountMinor[p];
  return cash;
}

/** What each debtor owes: its open items, credit notes included, less its unapplied cash. Minor units. */
export function balances(ledger: Ledger, items: ItemStates): Float64Array {
  const balance = unappliedCash(ledger);
  for (let d = 0; d < balance.length; d++) balance[d] = -balance[d];
  for (let i = 0; i < ledger.invoices.count; i++) balance[ledger.invoices.debtor[i]] += items.openMinor[i];
  return balance;
}
