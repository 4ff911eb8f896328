import { type EpochDay, FIRST_DAY } from '../calendar/index.ts';
import type { PaymentObservations } from './rhythm/index.ts';

const DAY_FACTOR = 2 ** 18;
/** Most keys that are sorted by insertion: payments come nearly in order, and the general sort has a cost of its own. */
const INSERTED = 100;

/** One settled invoice as a number that sorts by day of payment, then due date. Days of a ledger only. O(1). */
export function observationKey(paidDay: EpochDay, dueDay: EpochDay): number {
  return paidDay * DAY_FACTOR + (dueDay - FIRST_DAY);
}

/** The observations of the first `count` keys, which are sorted in place: by day of payment, then due date. O(n log n). */
export function observationsOf(keys: Float64Array, count: number): PaymentObservations {
  if (count > INSERTED) keys.subarray(0, count).sort();
  else
    for (let at = 1; at < count; at++) {
      const key = keys[at];
      let place = at;
      for (; place > 0 && keys[place - 1] > key; place--) keys[place] = keys[place - 1];
      keys[place] = key;
    }
  const paidDays = new Int32Array(count);
  const dueDays = new Int32Array(count);
  for (let at = 0; at < count; at++) {
    paidDays[at] = Math.floor(keys[at] / DAY_FACTOR);
    dueDays[at] = keys[at] - paidDays[at] * DAY_FACTOR + FIRST_DAY;
  }
  return { paidDays, dueDays };
}
