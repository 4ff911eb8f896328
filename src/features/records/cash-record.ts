import type { FeatureColumns } from '../feature-columns.ts';

/** Money of a payer that is matched to nothing. O(1) an event and a row. */
export class CashRecord {
  #minor = 0;
  readonly #scale: number;
  readonly #unapplied: Float64Array | null;

  constructor(columns: FeatureColumns, moneyScale: number) {
    this.#scale = moneyScale;
    this.#unapplied = columns.of('unapplied_cash');
  }

  /** Begins a debtor. */
  reset(): void {
    this.#minor = 0;
  }

  /** Money is booked, or (negative) comes to be matched. */
  add(amountMinor: number): void {
    this.#minor += amountMinor;
  }

  /** Writes a row. */
  write(row: number): void {
    if (this.#unapplied !== null) this.#unapplied[row] = this.#minor / this.#scale;
  }
}
