import type { PaymentDates } from './payment-dates.ts';

/** Pairs of a payment date and a due date it paid, ordered by how many due dates stand for the payment date. */
export interface DuePairs {
  /** Position of the payment date, by pair. */
  readonly dates: Int32Array;
  /** Due date, by pair. */
  readonly dues: Int32Array;
  /** Ends of the groups: dates with one, two and three due dates. */
  readonly ends: Int32Array;
  /** Positions of the payment dates that are looked at, ascending. */
  readonly members: Int32Array;
}

/** Lags looked at, in days between due date and payment; others say nothing of a habit. */
const LAG_LOW = -120;
const LAG_HIGH = 270;
/** Most payment dates looked at; the latest ones of a long history. */
const MOST_DATES = 250;

/**
 * The pairs of the payment dates from `start` on that paid at least `leastDues` different due dates; at most three a
 * date: of more due dates the earliest, the middle and the latest stand for all. O(dates).
 */
export function pairDues(dates: PaymentDates, start: number, leastDues = 0): DuePairs {
  const { days, dueStarts, dues } = dates;
  const found = new Int32Array(Math.min(MOST_DATES, days.length - start));
  let place = found.length;
  for (let date = days.length - 1; date >= start && place > 0; date--)
    if (dueStarts[date + 1] - dueStarts[date] >= leastDues) found[--place] = date;
  const members = found.subarray(place);
  const pairDates = new Int32Array(3 * members.length);
  const pairDues = new Int32Array(pairDates.length);
  const ends = new Int32Array(3);
  let count = 0;
  for (let group = 1; group <= 3; group++) {
    for (const date of members) {
      const day = days[date];
      let first = dueStarts[date];
      let last = dueStarts[date + 1] - 1;
      while (first <= last && day - dues[first] > LAG_HIGH) first++;
      while (last >= first && day - dues[last] < LAG_LOW) last--;
      const size = last - first + 1;
      if (Math.min(3, size) !== group) continue;
      for (let step = 0; step < group; step++) {
        pairDates[count] = date;
        pairDues[count++] = dues[step === 0 ? first : step === group - 1 ? last : (first + last) >> 1];
      }
    }
    ends[group - 1] = count;
  }
  return { dates: pairDates, dues: pairDues, ends, members };
}
