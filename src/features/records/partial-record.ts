import type { FeatureColumns } from '../feature-columns.ts';

/** How often a debtor pays an invoice in parts. O(1) an event and a row. */
export class PartialRecord {
  #rows = new Uint8Array(64);
  #wasPartial = new Uint8Array(64);
  #settled = 0;
  #partial = 0;
  readonly #rate: Float64Array | null;

  constructor(columns: FeatureColumns) {
    this.#rate = columns.of('partial_payment_rate');
  }

  /** Begins a debtor with `count` invoices. */
  reset(count: number): void {
    this.#settled = this.#partial = 0;
    if (count > this.#rows.length) {
      this.#rows = new Uint8Array(count * 2);
      this.#wasPartial = new Uint8Array(count * 2);
    } else this.#rows.fill(0, 0, count);
  }

  /** A payment row of invoice `at`; negative rows are no parts. */
  pay(at: number, amountMinor: number): void {
    if (amountMinor > 0 && this.#rows[at] < 2) this.#rows[at]++;
  }

  /** Invoice `at` was paid. */
  settle(at: number): void {
    this.#settled++;
    this.#wasPartial[at] = this.#rows[at] > 1 ? 1 : 0;
    this.#partial += this.#wasPartial[at];
  }

  /** The payment of invoice `at` came back. */
  takeBack(at: number): void {
    this.#settled--;
    this.#partial -= this.#wasPartial[at];
    this.#rows[at] = 0;
  }

  /** Writes a row. */
  write(row: number): void {
    if (this.#rate !== null) this.#rate[row] = this.#settled > 0 ? this.#partial / this.#settled : Number.NaN;
  }
}
