import {
  daysInMonth,
  type EpochDay,
  FIRST_DAY,
  firstDayOfMonth,
  LAST_DAY,
  monthIndexOf,
  partsOfDay,
} from '../../calendar/index.ts';

/** Days covered: those of the calendar, and a month on either side. */
const FIRST = FIRST_DAY - 31;
const SPAN = LAST_DAY - FIRST + 32;

/** Day of the month of any day 1900–2199, looked up: months are filled in when first asked for. 220 kB. */
export class MonthDays {
  readonly #days = new Uint8Array(SPAN);
  readonly #left = new Uint8Array(SPAN);

  /** 1–31. O(1). */
  dayOfMonth(day: EpochDay): number {
    if (this.#days[day - FIRST] === 0) this.#fill(day);
    return this.#days[day - FIRST];
  }

  /** Days from `day` to the last of its month, 0–30. O(1). */
  daysToMonthEnd(day: EpochDay): number {
    if (this.#days[day - FIRST] === 0) this.#fill(day);
    return this.#left[day - FIRST];
  }

  #fill(day: EpochDay): void {
    const { year, month } = partsOfDay(day);
    const first = firstDayOfMonth(monthIndexOf(day)) - FIRST;
    const length = daysInMonth(year, month);
    for (let at = 0; at < length; at++) {
      this.#days[first + at] = at + 1;
      this.#left[first + at] = length - 1 - at;
    }
  }
}
