import { type EpochDay, weekdayOf } from '../../calendar/index.ts';
import type { FeatureColumns } from '../feature-columns.ts';
import type { OwnInvoice } from '../own-invoice.ts';
import type { MonthDays } from './month-days.ts';

const SATURDAY = 5;

/** What an invoice says of itself. O(1) a row. */
export class InvoiceRecord {
  readonly #months: MonthDays;
  readonly #scale: number;
  readonly #amount: Float64Array | null;
  readonly #term: Float64Array | null;
  readonly #pastDue: Float64Array | null;
  readonly #roll: Float64Array | null;
  readonly #isHoliday: Float64Array | null;
  readonly #weekday: Float64Array | null;
  readonly #dayOfMonth: Float64Array | null;
  readonly #monthEnd: Float64Array | null;
  readonly #paidShare: Float64Array | null;

  constructor(columns: FeatureColumns, months: MonthDays, moneyScale: number) {
    this.#months = months;
    this.#scale = moneyScale;
    this.#amount = columns.of('amount');
    this.#term = columns.of('term_days');
    this.#pastDue = columns.of('days_past_due');
    this.#roll = columns.of('due_roll_days');
    this.#isHoliday = columns.of('is_holiday_due');
    this.#weekday = columns.of('due_weekday');
    this.#dayOfMonth = columns.of('due_day_of_month');
    this.#monthEnd = columns.of('days_to_month_end');
    this.#paidShare = columns.of('paid_share');
  }

  /** Writes a row. */
  write(row: number, moment: EpochDay, own: OwnInvoice): void {
    const due = own.dueDay;
    const rollDays = own.rolledDueDay - due;
    if (this.#amount !== null) this.#amount[row] = own.amountMinor / this.#scale;
    if (this.#term !== null) this.#term[row] = due - own.issueDay;
    if (this.#pastDue !== null) this.#pastDue[row] = moment - own.lateBaseDay;
    if (this.#roll !== null) this.#roll[row] = rollDays;
    // A due date from Monday to Friday rolls only where it is a public holiday.
    if (this.#isHoliday !== null) this.#isHoliday[row] = rollDays > 0 && weekdayOf(due) < SATURDAY ? 1 : 0;
    if (this.#weekday !== null) this.#weekday[row] = weekdayOf(due) + 1;
    if (this.#dayOfMonth !== null) this.#dayOfMonth[row] = this.#months.dayOfMonth(due);
    if (this.#monthEnd !== null) this.#monthEnd[row] = this.#months.daysToMonthEnd(due);
    if (this.#paidShare !== null)
      this.#paidShare[row] = own.amountMinor === 0 ? Number.NaN : 1 - own.openMinor / own.amountMinor;
  }
}
