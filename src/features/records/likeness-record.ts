import { type EpochDay, weekdayOf } from '../../calendar/index.ts';
import type { FeatureColumns } from '../feature-columns.ts';
import { ITEM_STATE, type ItemBook } from '../item-book.ts';
import type { OwnInvoice } from '../own-invoice.ts';
import { clampLateDays } from './late-days.ts';
import type { MonthDays } from './month-days.ts';

/** Invoices looked back at, the latest issued first. */
export const LIKENESS_REACH = 128;
/** Weight of an invoice that falls due on another weekday. */
export const OTHER_WEEKDAY_WEIGHT = 0.3;
/** Distances at which a weight has fallen to 1/e: days of the month, days of term, days of age. */
export const LIKENESS_SCALES = { dayOfMonth: 6, termDays: 10, ageDays: 500 } as const;
/** Weight of the debtor's own rates beside the invoices that are like this one. */
export const OWN_RATE_WEIGHT = 0.5;

const decay = (steps: number, scale: number): Float64Array =>
  Float64Array.from({ length: steps }, (_, step) => Math.exp(-step / scale));
const BY_DAY_OF_MONTH = decay(32, LIKENESS_SCALES.dayOfMonth);
const BY_TERM = decay(121, LIKENESS_SCALES.termDays);
const BY_AGE = decay(4001, LIKENESS_SCALES.ageDays);

/** What of a ledger decides how alike two of its invoices are. */
interface LikenessSource {
  readonly dueDay: Int32Array;
  readonly issueDay: Int32Array;
}

/**
 * What became of the debtor's invoices that fall due as this one does: a kernel estimate (Nadaraya 1964; Watson 1964) over
 * its latest invoices. O({@link LIKENESS_REACH}) a row.
 */
export class LikenessRecord {
  readonly #source: LikenessSource;
  readonly #lateBase: Int32Array;
  readonly #lateAfterDays: number;
  readonly #months: MonthDays;
  readonly #book: ItemBook;
  readonly #rate: Float64Array | null;
  readonly #days: Float64Array | null;
  #last = -1;

  constructor(
    columns: FeatureColumns,
    source: LikenessSource,
    lateBase: Int32Array,
    lateAfterDays: number,
    months: MonthDays,
    book: ItemBook,
  ) {
    this.#source = source;
    this.#lateBase = lateBase;
    this.#lateAfterDays = lateAfterDays;
    this.#months = months;
    this.#book = book;
    this.#rate = columns.of('similar_due_late_rate');
    this.#days = columns.of('similar_due_late_days');
  }

  /** Begins a debtor. */
  reset(): void {
    this.#last = -1;
  }

  /** Invoice `at` becomes known. */
  know(at: number): void {
    if (at > this.#last) this.#last = at;
  }

  /**
   * Writes a row about one invoice.
   *
   * @param first the debtor's first ledger row; `paidDay` and `isLateSoFar` go by the place among its invoices.
   * @param ownRate the debtor's smoothed late rate, and `ownDays` its smoothed days late.
   */
  write(
    row: number,
    moment: EpochDay,
    own: OwnInvoice,
    first: number,
    paidDay: Int32Array,
    isLateSoFar: Uint8Array,
    ownRate: number,
    ownDays: number,
  ): void {
    const { dueDay, issueDay } = this.#source;
    const { state } = this.#book;
    const weekday = weekdayOf(own.dueDay);
    const dayOfMonth = this.#months.dayOfMonth(own.dueDay);
    const term = own.dueDay - own.issueDay;
    let weight = OWN_RATE_WEIGHT;
    let late = OWN_RATE_WEIGHT * ownRate;
    let days = OWN_RATE_WEIGHT * ownDays;
    let left = LIKENESS_REACH;
    for (let at = this.#last; at >= 0 && left > 0; at--) {
      if (at === own.at || state[at] === ITEM_STATE.unknown) continue;
      left--;
      const isPaid = state[at] === ITEM_STATE.paid;
      if (!isPaid && (state[at] !== ITEM_STATE.open || isLateSoFar[at] === 0)) continue;
      const i = first + at;
      const due = dueDay[i];
      const apart = Math.abs(this.#months.dayOfMonth(due) - dayOfMonth);
      const likeness =
        (weekdayOf(due) === weekday ? 1 : OTHER_WEEKDAY_WEIGHT) *
        BY_DAY_OF_MONTH[Math.min(apart, 31 - apart)] *
        BY_TERM[Math.min(120, Math.abs(due - issueDay[i] - term))] *
        BY_AGE[Math.min(4000, Math.abs(own.issueDay - issueDay[i]))];
      const lateDays = (isPaid ? paidDay[at] : moment - 1) - this.#lateBase[i];
      weight += likeness;
      if (!isPaid || lateDays > this.#lateAfterDays) late += likeness;
      days += likeness * clampLateDays(lateDays);
    }
    if (this.#rate !== null) this.#rate[row] = late / weight;
    if (this.#days !== null) this.#days[row] = days / weight;
  }
}
