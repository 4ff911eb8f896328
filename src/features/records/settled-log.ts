import { type EpochDay, FIRST_DAY, LAST_DAY } from '../../calendar/index.ts';
import { observationKey, observationsOf } from '../observation-keys.ts';
import type { PaymentObservations } from '../rhythm/index.ts';

/** A place in time that no clock reaches. */
const NEVER = 2 ** 31 - 1;
const DAYS = LAST_DAY - FIRST_DAY + 1;

/** The log as it stood at some moment: its first `length` entries, without those taken back by `clock`. */
export interface LogMark {
  readonly length: number;
  readonly clock: number;
}

/**
 * Settlements of one debtor's invoices in the order in which they became known, and when some were taken back, so that any
 * earlier state can be read again. Reused debtor after debtor. O(1) a change.
 */
export class SettledLog {
  length = 0;
  /** Distinct days on which invoices were paid, those of payments that came back later among them. */
  distinctDays = 0;
  item = new Int32Array(256);
  paidDay = new Int32Array(256);
  dueDay = new Int32Array(256);
  #takenBack = new Int32Array(256);
  #clock = 0;
  #keys = new Float64Array(256);
  #place = new Int32Array(64);
  /** Mark of the debtor that last paid on each day. */
  readonly #seen = new Int32Array(DAYS);
  #debtorMark = 0;

  /** Begins a debtor with `count` invoices. */
  reset(count: number): void {
    this.length = this.distinctDays = this.#clock = 0;
    this.#debtorMark++;
    if (count > this.#place.length) this.#place = new Int32Array(count * 2);
  }

  /** Invoice `item` was paid. */
  settle(item: number, paidDay: EpochDay, dueDay: EpochDay): void {
    if (this.length === this.item.length) this.#grow();
    const at = this.length++;
    this.#clock++;
    this.item[at] = item;
    this.paidDay[at] = paidDay;
    this.dueDay[at] = dueDay;
    this.#takenBack[at] = NEVER;
    this.#place[item] = at;
    const day = Math.max(0, Math.min(DAYS - 1, paidDay - FIRST_DAY));
    if (this.#seen[day] === this.#debtorMark) return;
    this.#seen[day] = this.#debtorMark;
    this.distinctDays++;
  }

  /** The payment of invoice `item` came back. Returns the place of its entry. */
  takeBack(item: number): number {
    const at = this.#place[item];
    this.#takenBack[at] = ++this.#clock;
    return at;
  }

  /** How the log stands now. */
  mark(): LogMark {
    return { length: this.length, clock: this.#clock };
  }

  /** Whether entry `at` still stands. */
  isStanding(at: number): boolean {
    return this.#takenBack[at] === NEVER;
  }

  /** The settlements at a mark, by day of payment, then due date. O(length · log length). */
  observationsAt(mark: LogMark): PaymentObservations {
    if (mark.length > this.#keys.length) this.#keys = new Float64Array(2 * mark.length);
    const keys = this.#keys;
    let kept = 0;
    for (let at = 0; at < mark.length; at++)
      if (this.#takenBack[at] > mark.clock) keys[kept++] = observationKey(this.paidDay[at], this.dueDay[at]);
    return observationsOf(keys, kept);
  }

  #grow(): void {
    const wider = (column: Int32Array): Int32Array<ArrayBuffer> => {
      const next = new Int32Array(column.length * 2);
      next.set(column);
      return next;
    };
    this.item = wider(this.item);
    this.paidDay = wider(this.paidDay);
    this.dueDay = wider(this.dueDay);
    this.#takenBack = wider(this.#takenBack);
  }
}
