import { weekdayOf } from '../../calendar/index.ts';
import type { FeatureColumns } from '../feature-columns.ts';
import type { OwnInvoice } from '../own-invoice.ts';
import type { MonthDays } from './month-days.ts';

/** Where each kind of situation begins among the cells: weekday of the due date, third of the month, rolled, size, term. */
const WEEKDAY = 0;
const MONTH_PART = WEEKDAY + 7;
const ROLLED = MONTH_PART + 3;
const SIZE = ROLLED + 2;
const TERM = SIZE + 3;
const CELLS = TERM + 4;

/** Longest term in days of each class but the last. */
export const TERM_CLASSES = [14, 30, 60] as const;

/** First, second or last third of the month, from the day of the month. */
export function monthPartOf(dayOfMonth: number): number {
  return dayOfMonth <= 10 ? 0 : dayOfMonth <= 20 ? 1 : 2;
}

/** What decides in which situation an invoice is. */
export interface SituationSource {
  readonly dueDay: ArrayLike<number>;
  readonly rolledDueDay: ArrayLike<number>;
  readonly issueDay: ArrayLike<number>;
  readonly amountMinor: ArrayLike<number>;
}

/** Outcomes by situation of the invoice. O(1) an event and a row. */
export class SituationRecord {
  readonly #lessons = new Int32Array(CELLS);
  readonly #late = new Int32Array(CELLS);
  readonly #months: MonthDays;
  readonly #source: SituationSource;
  readonly #smallMinor: number;
  readonly #largeMinor: number;
  readonly #strength: number;
  readonly #weekday: Float64Array | null;
  readonly #monthPart: Float64Array | null;
  readonly #rolled: Float64Array | null;
  readonly #business: Float64Array | null;
  readonly #size: Float64Array | null;
  readonly #term: Float64Array | null;

  constructor(
    columns: FeatureColumns,
    source: SituationSource,
    months: MonthDays,
    amountCutsMinor: readonly [number, number],
    strength: number,
  ) {
    this.#source = source;
    this.#months = months;
    this.#strength = strength;
    [this.#smallMinor, this.#largeMinor] = amountCutsMinor;
    this.#weekday = columns.of('weekday_late_rate');
    this.#monthPart = columns.of('month_part_late_rate');
    this.#rolled = columns.of('late_rate_rolled_due');
    this.#business = columns.of('late_rate_business_due');
    this.#size = columns.of('amount_size_late_rate');
    this.#term = columns.of('term_class_late_rate');
  }

  /** Begins a debtor. */
  reset(): void {
    this.#lessons.fill(0);
    this.#late.fill(0);
  }

  /** The outcome of ledger row `i` is learnt (`sign` 1) or taken back (-1). */
  count(i: number, isLate: boolean, sign: 1 | -1): void {
    const late = isLate ? sign : 0;
    if (this.#weekday !== null) this.#add(this.#weekdayCell(i), sign, late);
    if (this.#monthPart !== null) this.#add(this.#monthPartCell(i), sign, late);
    if (this.#rolled !== null || this.#business !== null) this.#add(this.#rolledCell(i), sign, late);
    if (this.#size !== null) this.#add(this.#sizeCell(i), sign, late);
    if (this.#term !== null) this.#add(this.#termCell(i), sign, late);
  }

  /** Writes a row about ledger row `i` (-1: the debtor as a whole); `rate` is the debtor's own smoothed late rate. */
  write(row: number, i: number, own: OwnInvoice, rate: number): void {
    const ownRolled = own.late === 1 && own.rolledDueDay !== own.dueDay ? 1 : 0;
    if (this.#rolled !== null) this.#rolled[row] = this.#rate(ROLLED + 1, ownRolled, rate);
    if (this.#business !== null) this.#business[row] = this.#rate(ROLLED, own.late - ownRolled, rate);
    if (i < 0) return;
    if (this.#weekday !== null) this.#weekday[row] = this.#rate(this.#weekdayCell(i), own.late, rate);
    if (this.#monthPart !== null) this.#monthPart[row] = this.#rate(this.#monthPartCell(i), own.late, rate);
    if (this.#size !== null) this.#size[row] = this.#rate(this.#sizeCell(i), own.late, rate);
    if (this.#term !== null) this.#term[row] = this.#rate(this.#termCell(i), own.late, rate);
  }

  #add(cell: number, lessons: number, late: number): void {
    this.#lessons[cell] += lessons;
    this.#late[cell] += late;
  }

  #rate(cell: number, ownLate: number, rate: number): number {
    return (this.#late[cell] - ownLate + this.#strength * rate) / (this.#lessons[cell] - ownLate + this.#strength);
  }

  #weekdayCell(i: number): number {
    return WEEKDAY + weekdayOf(this.#source.dueDay[i]);
  }

  #monthPartCell(i: number): number {
    return MONTH_PART + monthPartOf(this.#months.dayOfMonth(this.#source.dueDay[i]));
  }

  #rolledCell(i: number): number {
    return ROLLED + (this.#source.rolledDueDay[i] !== this.#source.dueDay[i] ? 1 : 0);
  }

  #sizeCell(i: number): number {
    const amount = this.#source.amountMinor[i];
    return SIZE + (amount <= this.#smallMinor ? 0 : amount <= this.#largeMinor ? 1 : 2);
  }

  #termCell(i: number): number {
    const term = this.#source.dueDay[i] - this.#source.issueDay[i];
    return TERM + (term <= TERM_CLASSES[0] ? 0 : term <= TERM_CLASSES[1] ? 1 : term <= TERM_CLASSES[2] ? 2 : 3);
  }
}
