import type { EpochDay } from '../calendar/index.ts';

/** Spans this many times as long as the events are many are sorted rather than counted. */
const SPARSE = 8;
const SMALL_SPAN = 2048;
/** Keys of sparse spans: day, then the order of adding; both exact in a float64. */
const KEY_FACTOR = 2 ** 30;

/**
 * One debtor's events in the order of their days, those of one day in the order in which they were added. Reused debtor
 * after debtor, so that nothing is allocated but for a debtor larger than all before it. A counting sort over the
 * days: O(events + span of days); where the days lie far apart, a sort of keys: O(events · log events).
 */
export class EventOrder {
  /** Days and codes, in order once {@link arrange} was called; the first `length` count. */
  days = new Int32Array(1024);
  codes = new Int32Array(1024);
  length = 0;
  #addedDays = new Int32Array(1024);
  #addedCodes = new Int32Array(1024);
  #places = new Int32Array(SMALL_SPAN + 1);

  /** Begins a debtor with at most `most` events. */
  reset(most: number): void {
    this.length = 0;
    if (most <= this.days.length) return;
    const room = most * 2;
    this.days = new Int32Array(room);
    this.codes = new Int32Array(room);
    this.#addedDays = new Int32Array(room);
    this.#addedCodes = new Int32Array(room);
  }

  /** Adds an event; `code` is the caller's own. O(1). */
  add(day: EpochDay, code: number): void {
    const at = this.length++;
    this.#addedDays[at] = day;
    this.#addedCodes[at] = code;
  }

  /** Puts the events in order. */
  arrange(): void {
    const count = this.length;
    if (count === 0) return;
    const added = this.#addedDays;
    let first = added[0];
    let last = first;
    for (let at = 1; at < count; at++) {
      const day = added[at];
      if (day < first) first = day;
      else if (day > last) last = day;
    }
    const span = last - first + 1;
    if (span > SMALL_SPAN && span > SPARSE * count) this.#sortKeys(count, first);
    else this.#countDays(count, first, span);
  }

  #countDays(count: number, first: EpochDay, span: number): void {
    if (span >= this.#places.length) this.#places = new Int32Array(span * 2);
    const places = this.#places;
    const addedDays = this.#addedDays;
    const addedCodes = this.#addedCodes;
    const { days, codes } = this;
    places.fill(0, 0, span + 1);
    for (let at = 0; at < count; at++) places[addedDays[at] - first + 1]++;
    for (let day = 1; day < span; day++) places[day] += places[day - 1];
    for (let at = 0; at < count; at++) {
      const day = addedDays[at];
      const place = places[day - first]++;
      days[place] = day;
      codes[place] = addedCodes[at];
    }
  }

  #sortKeys(count: number, first: EpochDay): void {
    const keys = new Float64Array(count);
    for (let at = 0; at < count; at++) keys[at] = (this.#addedDays[at] - first) * KEY_FACTOR + at;
    keys.sort();
    for (let place = 0; place < count; place++) {
      const at = keys[place] % KEY_FACTOR;
      this.days[place] = this.#addedDays[at];
      this.codes[place] = this.#addedCodes[at];
    }
  }
}
