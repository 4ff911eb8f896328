import type { FeatureColumns } from '../feature-columns.ts';
import type { OwnInvoice } from '../own-invoice.ts';

/** Disputes of a debtor. O(1) an event and a row. */
export class DisputeRecord {
  #isDisputed = new Uint8Array(64);
  #disputed = 0;
  #open = 0;
  readonly #rate: Float64Array | null;
  readonly #openDisputes: Float64Array | null;

  constructor(columns: FeatureColumns) {
    this.#rate = columns.of('dispute_rate');
    this.#openDisputes = columns.of('open_disputes');
  }

  /** Begins a debtor with `count` invoices. */
  reset(count: number): void {
    this.#disputed = this.#open = 0;
    if (count > this.#isDisputed.length) this.#isDisputed = new Uint8Array(count * 2);
    else this.#isDisputed.fill(0, 0, count);
  }

  /** A dispute of invoice `at` is opened; `counts` where the invoice is one of those that are counted as known. */
  raise(at: number, counts: boolean): void {
    this.#open++;
    if (!counts || this.#isDisputed[at] === 1) return;
    this.#isDisputed[at] = 1;
    this.#disputed++;
  }

  /** A dispute is resolved. */
  resolve(): void {
    this.#open--;
  }

  /** Writes a row; `known` invoices are known, `own` among them. */
  write(row: number, own: OwnInvoice, known: number): void {
    if (this.#openDisputes !== null) this.#openDisputes[row] = this.#open;
    if (this.#rate === null) return;
    const others = known - own.known;
    const disputed = this.#disputed - (own.known === 1 ? this.#isDisputed[own.at] : 0);
    this.#rate[row] = others > 0 ? disputed / others : Number.NaN;
  }
}
