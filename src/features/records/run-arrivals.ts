import type { BusinessCalendar, EpochDay } from '../../calendar/index.ts';
import { nextRunDay, type PaymentRun } from '../rhythm/index.ts';

/**
 * The days on which the money of a run arrives, drawn up as far as they are asked for: each is worked out once while the
 * run stays the same. Questions O(log arrivals), amortised.
 */
export class RunArrivals {
  #days = new Int32Array(64);
  #count = 0;
  /** First day from which arrivals are known. */
  #from: EpochDay = 0;
  #run: PaymentRun | undefined;
  #calendar: BusinessCalendar | undefined;

  /** Begins anew with a run. */
  reset(run: PaymentRun | undefined, calendar: BusinessCalendar): void {
    this.#run = run;
    this.#calendar = calendar;
    this.#count = 0;
  }

  /** First arrival on or after `day`; undefined where the run has none within a year or so. */
  next(day: EpochDay): EpochDay | undefined {
    this.#cover(day, day);
    const at = this.#lowerBound(day);
    return at < this.#count ? this.#days[at] : undefined;
  }

  /** Arrivals in [from, to). */
  countBetween(from: EpochDay, to: EpochDay): number {
    if (from >= to) return 0;
    this.#cover(from, to);
    return this.#lowerBound(to) - this.#lowerBound(from);
  }

  /** Draws up arrivals from `from` at the latest, until one on or after `to`. */
  #cover(from: EpochDay, to: EpochDay): void {
    const run = this.#run;
    const calendar = this.#calendar;
    if (!run || !calendar) return;
    if (this.#count === 0 || from < this.#from) {
      this.#from = from;
      this.#count = 0;
    }
    let day = this.#count > 0 ? this.#days[this.#count - 1] + 1 : this.#from;
    while (this.#count === 0 || this.#days[this.#count - 1] < to) {
      const arrival = nextRunDay(run, day, calendar);
      if (arrival === null) return;
      if (this.#count === this.#days.length) this.#grow();
      this.#days[this.#count++] = arrival;
      day = arrival + 1;
    }
  }

  #lowerBound(day: EpochDay): number {
    let low = 0;
    let high = this.#count;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (this.#days[middle] < day) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  #grow(): void {
    const days = new Int32Array(this.#days.length * 2);
    days.set(this.#days);
    this.#days = days;
  }
}
