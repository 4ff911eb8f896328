import {
  type BusinessCalendar,
  daysInMonth,
  type EpochDay,
  firstDayOfMonth,
  monthIndexOf,
  weekdayOf,
} from '../../calendar/index.ts';
import type { RunRule } from './payment-run.ts';
import { arrivalOf, meantDayOf, REACH_DAYS, rollRunDay, weekParity } from './run-days.ts';

/** The runs of one rule over a span of days, for many questions about single invoices. Room that is drawn up anew. */
export class RunSchedule {
  /** Runs drawn up: so many entries of `runDays` and `arrivals` count, both ascending. */
  count = 0;
  runDays = new Int32Array(256);
  arrivals = new Int32Array(256);
  #family: RunRule['family'] = 'none';
  #months = 0;
  /** The runs of one month. */
  readonly #monthRunDays: EpochDay[] = [];
  readonly #monthArrivals: EpochDay[] = [];
  #from: EpochDay = 0;
  #to: EpochDay = 0;

  /** Draws up the runs whose money arrives in [from, to], in the order of time, equal arrivals once. O(to − from). */
  draw(rule: RunRule, from: EpochDay, to: EpochDay, calendar: BusinessCalendar): this {
    this.count = 0;
    this.#family = rule.family;
    this.#months = rule.days[0] ?? 0;
    this.#from = from;
    this.#to = to;
    if (rule.family === 'weekly' || rule.family === 'fortnightly') this.#drawWeeks(rule, calendar);
    else if (rule.family !== 'none')
      for (let month = monthIndexOf(from) - 1; month <= monthIndexOf(to) + 1; month++)
        this.#drawMonth(rule, month, calendar);
    return this;
  }

  /** Position of the first run on or after the due date (plus the months of `month_end_after_due`). O(log runs). */
  firstRunFor(dueDay: EpochDay): number {
    const first = lowerBound(this.runDays, this.count, dueDay);
    if (this.#family !== 'month_end_after_due' || this.count === 0) return first;
    // Mid-month names the month of a run safely, however its last day was rolled.
    const firstMonth = monthIndexOf(this.runDays[0] - 10);
    return Math.max(first, monthIndexOf(dueDay) + this.#months - firstMonth);
  }

  /** Position of the first run on or after the day, whatever the family. O(log runs). */
  firstRunOnOrAfter(day: EpochDay): number {
    return lowerBound(this.runDays, this.count, day);
  }

  /** Position of the first run whose money arrives on or after the day. O(log runs). */
  firstArrivalFrom(day: EpochDay): number {
    return lowerBound(this.arrivals, this.count, day);
  }

  #drawWeeks(rule: RunRule, calendar: BusinessCalendar): void {
    const { days } = rule;
    const end = this.#to + REACH_DAYS;
    const start = this.#from - REACH_DAYS;
    for (let week = start - weekdayOf(start); week <= end; week += 7) {
      if (rule.family === 'weekly')
        for (let at = 0; at < days.length; at++) this.#take(rule, week + days[at] - 1, calendar);
      else if (weekParity(week) === days[1]) this.#take(rule, week + days[0] - 1, calendar);
    }
  }

  #drawMonth(rule: RunRule, month: number, calendar: BusinessCalendar): void {
    const first = firstDayOfMonth(month);
    const length = daysInMonth(Math.floor(month / 12), (month % 12) + 1);
    const { days } = rule;
    const runDays = this.#monthRunDays;
    const arrivals = this.#monthArrivals;
    // By arrival, the first named first on a tie; days are mostly in that order already.
    for (let at = 0; at < days.length; at++) {
      const runDay = rollRunDay(rule, meantDayOf(rule, days[at], first, length, calendar), calendar);
      const arrival = arrivalOf(rule, runDay, calendar);
      let place = at;
      for (; place > 0 && arrivals[place - 1] > arrival; place--) {
        runDays[place] = runDays[place - 1];
        arrivals[place] = arrivals[place - 1];
      }
      runDays[place] = runDay;
      arrivals[place] = arrival;
    }
    for (let at = 0; at < days.length; at++) this.#put(runDays[at], arrivals[at]);
  }

  #take(rule: RunRule, meantDay: EpochDay, calendar: BusinessCalendar): void {
    const runDay = rollRunDay(rule, meantDay, calendar);
    this.#put(runDay, arrivalOf(rule, runDay, calendar));
  }

  #put(runDay: EpochDay, arrival: EpochDay): void {
    const { count } = this;
    if (arrival > this.#to || arrival < this.#from || (count > 0 && arrival <= this.arrivals[count - 1])) return;
    if (count === this.runDays.length) this.#grow();
    this.runDays[count] = runDay;
    this.arrivals[count] = arrival;
    this.count++;
  }

  #grow(): void {
    const { runDays, arrivals } = this;
    this.runDays = new Int32Array(2 * runDays.length);
    this.arrivals = new Int32Array(2 * arrivals.length);
    this.runDays.set(runDays);
    this.arrivals.set(arrivals);
  }
}

/** Position of the first of `count` ascending entries that is at least `value`; `count` where none is. O(log n). */
export function lowerBound(sorted: Int32Array, count: number, value: number): number {
  let low = 0;
  let high = count;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (sorted[middle] < value) low = middle + 1;
    else high = middle;
  }
  return low;
}
