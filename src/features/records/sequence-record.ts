import type { FeatureColumns } from '../feature-columns.ts';
import { clampLateDays } from './late-days.ts';

/** In place of the days of an invoice whose payment came back. */
const TAKEN_BACK = -32768;
/** Paid invoices whose mean is compared with the mean of those before, and the fewest of them in all. */
const TREND_LAST = 5;
const TREND_FEWEST = 8;

/** Days late of a debtor's paid invoices in the order in which they became known. O(1) an event, O(last ten) a row. */
export class SequenceRecord {
  #days = new Int16Array(256);
  #isLate = new Uint8Array(256);
  #length = 0;
  #settled = 0;
  #sum = 0;
  /** Place of each invoice of the debtor in the sequence. */
  #place = new Int32Array(64);
  readonly #last: Float64Array | null;
  readonly #lastThree: Float64Array | null;
  readonly #lastTen: Float64Array | null;
  readonly #lastFiveLate: Float64Array | null;
  readonly #trend: Float64Array | null;

  constructor(columns: FeatureColumns) {
    this.#last = columns.of('last_late_days');
    this.#lastThree = columns.of('recent_late_days');
    this.#lastTen = columns.of('last_10_late_days');
    this.#lastFiveLate = columns.of('last_5_late_rate');
    this.#trend = columns.of('trend_late_days');
  }

  /** Begins a debtor with `count` invoices. */
  reset(count: number): void {
    this.#length = this.#settled = this.#sum = 0;
    if (count > this.#place.length) this.#place = new Int32Array(count * 2);
  }

  /** Invoice `at` was paid. */
  settle(at: number, lateDays: number, isLate: boolean): void {
    if (this.#length === this.#days.length) this.#grow();
    const days = clampLateDays(lateDays);
    this.#days[this.#length] = days;
    this.#isLate[this.#length] = isLate ? 1 : 0;
    this.#place[at] = this.#length++;
    this.#settled++;
    this.#sum += days;
  }

  /** The payment of invoice `at` came back. */
  takeBack(at: number): void {
    const place = this.#place[at];
    this.#settled--;
    this.#sum -= this.#days[place];
    this.#days[place] = TAKEN_BACK;
    while (this.#length > 0 && this.#days[this.#length - 1] === TAKEN_BACK) this.#length--;
  }

  /** Writes a row. */
  write(row: number): void {
    if (this.#last !== null) this.#last[row] = this.#meanOfLast(1);
    if (this.#lastThree !== null) this.#lastThree[row] = this.#meanOfLast(3);
    if (this.#lastTen !== null) this.#lastTen[row] = this.#meanOfLast(10);
    if (this.#lastFiveLate !== null) this.#lastFiveLate[row] = this.#lateOfLast(5);
    if (this.#trend !== null) this.#trend[row] = this.#trendDays();
  }

  #meanOfLast(count: number): number {
    const taken = Math.min(count, this.#settled);
    return taken === 0 ? Number.NaN : this.#sumOfLast(taken) / taken;
  }

  #sumOfLast(count: number): number {
    let sum = 0;
    let left = count;
    for (let at = this.#length - 1; left > 0; at--) {
      const days = this.#days[at];
      if (days === TAKEN_BACK) continue;
      sum += days;
      left--;
    }
    return sum;
  }

  #lateOfLast(count: number): number {
    const taken = Math.min(count, this.#settled);
    let late = 0;
    let left = taken;
    for (let at = this.#length - 1; left > 0; at--) {
      if (this.#days[at] === TAKEN_BACK) continue;
      late += this.#isLate[at];
      left--;
    }
    return taken === 0 ? Number.NaN : late / taken;
  }

  #trendDays(): number {
    if (this.#settled < TREND_FEWEST) return Number.NaN;
    const last = this.#sumOfLast(TREND_LAST);
    return last / TREND_LAST - (this.#sum - last) / (this.#settled - TREND_LAST);
  }

  #grow(): void {
    const days = new Int16Array(this.#days.length * 2);
    days.set(this.#days);
    this.#days = days;
    const isLate = new Uint8Array(days.length);
    isLate.set(this.#isLate);
    this.#isLate = isLate;
  }
}
