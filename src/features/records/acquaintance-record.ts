import { type EpochDay, NO_DAY } from '../../calendar/index.ts';
import type { FeatureColumns } from '../feature-columns.ts';
import type { OwnInvoice } from '../own-invoice.ts';

/** How many invoices a debtor got, when, and how large they were. O(1) an event and a row. */
export class AcquaintanceRecord {
  #known = 0;
  #sumAmount = 0;
  #sumTerm = 0;
  #firstDay: EpochDay = NO_DAY;
  #lastDay: EpochDay = NO_DAY;
  /** Steps between distinct days, and their squares summed. */
  #gaps = 0;
  #sumSquaredGaps = 0;
  readonly #scale: number;
  readonly #knownInvoices: Float64Array | null;
  readonly #isNew: Float64Array | null;
  readonly #tenure: Float64Array | null;
  readonly #meanAmount: Float64Array | null;
  readonly #meanTerm: Float64Array | null;
  readonly #amountRatio: Float64Array | null;
  readonly #interval: Float64Array | null;
  readonly #variation: Float64Array | null;
  readonly #sinceInvoice: Float64Array | null;

  constructor(columns: FeatureColumns, moneyScale: number) {
    this.#scale = moneyScale;
    this.#knownInvoices = columns.of('known_invoices');
    this.#isNew = columns.of('is_new');
    this.#tenure = columns.of('tenure_days');
    this.#meanAmount = columns.of('mean_amount');
    this.#meanTerm = columns.of('mean_term_days');
    this.#amountRatio = columns.of('amount_ratio');
    this.#interval = columns.of('invoice_interval_days');
    this.#variation = columns.of('invoice_interval_variation');
    this.#sinceInvoice = columns.of('days_since_invoice');
  }

  /** Begins a debtor. */
  reset(): void {
    this.#known = this.#sumAmount = this.#sumTerm = this.#gaps = this.#sumSquaredGaps = 0;
    this.#firstDay = this.#lastDay = NO_DAY;
  }

  /** An invoice becomes known. */
  know(knownDay: EpochDay, amountMinor: number, termDays: number): void {
    if (this.#known === 0) this.#firstDay = knownDay;
    else if (knownDay > this.#lastDay) {
      this.#gaps++;
      this.#sumSquaredGaps += (knownDay - this.#lastDay) ** 2;
    }
    this.#lastDay = knownDay;
    this.#known++;
    this.#sumAmount += amountMinor;
    this.#sumTerm += termDays;
  }

  /** Invoices known. */
  get known(): number {
    return this.#known;
  }

  /** Writes a row. */
  write(row: number, moment: EpochDay, own: OwnInvoice): void {
    const known = this.#known - own.known;
    if (this.#knownInvoices !== null) this.#knownInvoices[row] = known;
    if (this.#isNew !== null) this.#isNew[row] = known === 0 ? 1 : 0;
    if (this.#tenure !== null) this.#tenure[row] = known === 0 ? Number.NaN : moment - this.#firstDay;
    const mean = known > 0 ? (this.#sumAmount - own.known * own.amountMinor) / known : Number.NaN;
    if (this.#meanAmount !== null) this.#meanAmount[row] = mean / this.#scale;
    if (this.#meanTerm !== null)
      this.#meanTerm[row] = known > 0 ? (this.#sumTerm - own.known * (own.dueDay - own.issueDay)) / known : Number.NaN;
    if (this.#amountRatio !== null)
      this.#amountRatio[row] = mean > 0 ? Math.max(0, own.amountMinor) / mean : Number.NaN;
    const span = this.#lastDay - this.#firstDay;
    if (this.#interval !== null) this.#interval[row] = this.#gaps > 0 ? span / this.#gaps : Number.NaN;
    if (this.#variation !== null) this.#variation[row] = this.#gaps > 1 ? this.#variationOf(span) : Number.NaN;
    if (this.#sinceInvoice !== null) this.#sinceInvoice[row] = this.#known > 0 ? moment - this.#lastDay : Number.NaN;
  }

  /** Standard deviation of the steps, over their mean. */
  #variationOf(span: number): number {
    const n = this.#gaps;
    const variance = (this.#sumSquaredGaps - (span * span) / n) / (n - 1);
    return Math.sqrt(Math.max(0, variance)) / (span / n);
  }
}
