import { MOST_LATE_DAYS } from './late-days.ts';

/** Up to so many values a sorted list is kept; beyond it, counts by value in a Fenwick tree. */
const MOST_SORTED = 96;
/** A power of two above the 731 possible values. */
const CELLS = 1024;

/**
 * The days late of one debtor's paid invoices, each a whole number within ±365, ready for any order statistic. A short
 * list is kept sorted by insertion; a long one as counts in a Fenwick tree (Fenwick 1994) of 1,024 cells, so that a
 * debtor of any size costs O(log 1024) a change and a question.
 */
export class DayQuantiles {
  length = 0;
  #isTree = false;
  readonly #sorted = new Int16Array(MOST_SORTED);
  readonly #tree = new Int32Array(CELLS + 1);

  /** Empties it. */
  reset(): void {
    if (this.#isTree) this.#tree.fill(0);
    this.#isTree = false;
    this.length = 0;
  }

  /** Adds a value. */
  add(days: number): void {
    if (!this.#isTree && this.length === MOST_SORTED) this.#plant();
    this.length++;
    if (this.#isTree) {
      this.#count(days, 1);
      return;
    }
    const sorted = this.#sorted;
    let at = this.length - 1;
    while (at > 0 && sorted[at - 1] > days) {
      sorted[at] = sorted[at - 1];
      at--;
    }
    sorted[at] = days;
  }

  /** Takes out a value that is in it. */
  remove(days: number): void {
    this.length--;
    if (this.#isTree) {
      this.#count(days, -1);
      return;
    }
    const sorted = this.#sorted;
    let at = 0;
    while (sorted[at] !== days) at++;
    sorted.copyWithin(at, at + 1, this.length + 1);
  }

  /** The value of this rank, 0 = smallest; `rank` < `length`. */
  valueAt(rank: number): number {
    if (!this.#isTree) return this.#sorted[rank];
    let cell = 0;
    let left = rank;
    for (let step = CELLS; step > 0; step >>= 1) {
      if (cell + step > CELLS || this.#tree[cell + step] > left) continue;
      cell += step;
      left -= this.#tree[cell];
    }
    return cell - MOST_LATE_DAYS;
  }

  #plant(): void {
    this.#isTree = true;
    for (let at = 0; at < this.length; at++) this.#count(this.#sorted[at], 1);
  }

  #count(days: number, sign: 1 | -1): void {
    for (let cell = days + MOST_LATE_DAYS + 1; cell <= CELLS; cell += cell & -cell) this.#tree[cell] += sign;
  }
}
