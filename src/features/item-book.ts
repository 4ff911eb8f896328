/** Where the sweep stands with one invoice. */
export const ITEM_STATE = { unknown: 0, open: 1, paid: 2, closed: 3 } as const;

/** What a payment row did to its invoice. */
export const PAYMENT_EFFECT = { part: 0, paid: 1, closed: 2, reopenedPaid: 3, reopenedClosed: 4, none: 5 } as const;

/**
 * The open items of one debtor as the sweep passes by: states, open amounts and their sums, in minor units. Index = row in
 * the ledger less the debtor's first row. Reused debtor after debtor. Sums are of whole numbers, so they are exact.
 */
export class ItemBook {
  state = new Uint8Array(64);
  openMinor = new Float64Array(64);
  /** 1 while open and past its rolled due date. */
  isOverdue = new Uint8Array(64);
  open = 0;
  openSum = 0;
  overdue = 0;
  overdueSum = 0;

  /** Begins a debtor with `count` invoices. */
  reset(count: number): void {
    this.open = this.openSum = this.overdue = this.overdueSum = 0;
    if (count > this.state.length) {
      this.state = new Uint8Array(count * 2);
      this.openMinor = new Float64Array(count * 2);
      this.isOverdue = new Uint8Array(count * 2);
    } else this.state.fill(ITEM_STATE.unknown, 0, count);
  }

  /** An invoice becomes known. */
  know(at: number, amountMinor: number): void {
    this.state[at] = ITEM_STATE.open;
    this.openMinor[at] = amountMinor;
    this.isOverdue[at] = 0;
    this.open++;
    this.openSum += amountMinor;
  }

  /** An open invoice passes its due date; false where it is not open or overdue already. */
  fallDue(at: number): boolean {
    if (this.state[at] !== ITEM_STATE.open || this.isOverdue[at] === 1) return false;
    this.isOverdue[at] = 1;
    this.overdue++;
    this.overdueSum += this.openMinor[at];
    return true;
  }

  /**
   * A payment row is matched; the invoice is settled at `withinMinor` or less.
   *
   * @param teaches whether a settlement by this row tells how the debtor pays (no write-off).
   */
  pay(at: number, paidMinor: number, withinMinor: number, teaches: boolean): number {
    const before = this.openMinor[at];
    const after = before - paidMinor;
    this.openMinor[at] = after;
    const settles = after <= withinMinor;
    const state = this.state[at];
    if (state === ITEM_STATE.open) {
      const counted = settles ? 0 : after;
      this.openSum += counted - before;
      if (this.isOverdue[at] === 1) this.overdueSum += counted - before;
      if (!settles) return PAYMENT_EFFECT.part;
      this.open--;
      if (this.isOverdue[at] === 1) {
        this.overdue--;
        this.isOverdue[at] = 0;
      }
      this.state[at] = teaches ? ITEM_STATE.paid : ITEM_STATE.closed;
      return teaches ? PAYMENT_EFFECT.paid : PAYMENT_EFFECT.closed;
    }
    if (settles) return PAYMENT_EFFECT.none;
    this.state[at] = ITEM_STATE.open;
    this.open++;
    this.openSum += after;
    return state === ITEM_STATE.paid ? PAYMENT_EFFECT.reopenedPaid : PAYMENT_EFFECT.reopenedClosed;
  }
}
