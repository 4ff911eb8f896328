import { MOST_DATES, MOST_DUES } from './lag-spans.ts';
import type { PaymentDates } from './payment-dates.ts';

/** Lags looked at, in days between due date and payment; others say nothing of a habit. */
const LAG_LOW = -120;
const LAG_HIGH = 270;

/**
 * Pairs of a payment date and a due date it paid, ordered by how many due dates stand for the payment date. Room for one
 * debtor, filled anew by {@link pairDues}.
 */
export class DuePairs {
  /** Position of the payment date, by pair. */
  readonly dates = new Int32Array(MOST_DATES * MOST_DUES);
  /** Due date, by pair. */
  readonly dues = new Int32Array(MOST_DATES * MOST_DUES);
  /** Ends of the groups: dates with one, two and three due dates. */
  readonly ends = new Int32Array(MOST_DUES);
  /** Positions of the payment dates that are looked at, ascending; the first `memberCount` count. */
  readonly members = new Int32Array(MOST_DATES);
  memberCount = 0;
  /** By member: the first and the last of its due dates that are looked at. */
  readonly firsts = new Int32Array(MOST_DATES);
  readonly lasts = new Int32Array(MOST_DATES);
}

/**
 * Fills in the pairs of the latest payment dates from `start` on that paid at least `leastDues` different due dates; at
 * most three a date: of more due dates the earliest, the middle and the latest stand for all. O(dates).
 */
export function pairDues(dates: PaymentDates, start: number, leastDues: number, into: DuePairs): void {
  const { days, dueStarts, dues } = dates;
  const { members, firsts, lasts, ends } = into;
  let from = days.length;
  for (let left = MOST_DATES; from > start && left > 0; from--)
    if (dueStarts[from] - dueStarts[from - 1] >= leastDues) left--;
  let count = 0;
  for (let date = from; date < days.length; date++)
    if (dueStarts[date + 1] - dueStarts[date] >= leastDues) members[count++] = date;
  into.memberCount = count;
  ends[0] = ends[1] = ends[2] = 0;
  for (let member = 0; member < count; member++) {
    const date = members[member];
    const day = days[date];
    let first = dueStarts[date];
    let last = dueStarts[date + 1] - 1;
    while (first <= last && day - dues[first] > LAG_HIGH) first++;
    while (last >= first && day - dues[last] < LAG_LOW) last--;
    firsts[member] = first;
    lasts[member] = last;
    if (first <= last) ends[Math.min(MOST_DUES, last - first + 1) - 1]++;
  }
  let one = 0;
  let two = ends[0];
  let three = two + 2 * ends[1];
  ends[1] = three;
  ends[2] = three + 3 * ends[2];
  for (let member = 0; member < count; member++) {
    const first = firsts[member];
    const last = lasts[member];
    if (first > last) continue;
    let at = three;
    if (last === first) at = one++;
    else if (last === first + 1) {
      at = two;
      two += 2;
    } else three += 3;
    into.dues[at] = dues[first];
    into.dates[at] = members[member];
    if (last === first) continue;
    into.dates[at + 1] = members[member];
    into.dues[at + 1] = dues[last === first + 1 ? last : (first + last) >> 1];
    if (last === first + 1) continue;
    into.dates[at + 2] = members[member];
    into.dues[at + 2] = dues[last];
  }
}
