import { weekdayOf } from '../../calendar/index.ts';
import type { RunCalendar } from './run-calendar.ts';
import { isOnRun, type RunCandidate } from './run-candidate.ts';

/** Days looked at around a payment date: four weeks, two fortnights, about a month. */
const AROUND_DAYS = 28;

/**
 * Chance that each payment date falls on the run by the calendar alone: over the 28 days around the date, the share of
 * the run's arrival days, each day weighted with the population's share of its weekday, a holiday as a weekend day.
 * Into `chances`, for dates `start` … end. O(span of the dates + dates · 28).
 */
export function calendarChances(
  candidate: RunCandidate,
  calendar: RunCalendar,
  days: Int32Array,
  start: number,
  weekdayShares: readonly number[],
  chances: Float64Array,
): void {
  const first = days[start] - AROUND_DAYS / 2;
  const length = days[days.length - 1] + AROUND_DAYS / 2 - first + 1;
  const closedShare = (weekdayShares[5] + weekdayShares[6]) / 2;
  // Running totals, so that each date costs two differences.
  const all = new Float64Array(length + 1);
  const onRun = new Float64Array(length + 1);
  for (let at = 0; at < length; at++) {
    const day = first + at;
    const weekday = weekdayOf(day);
    const weight = weekday < 5 && !calendar.isOpen(day) ? closedShare : weekdayShares[weekday];
    all[at + 1] = all[at] + weight;
    onRun[at + 1] = onRun[at] + (isOnRun(candidate, calendar, day) ? weight : 0);
  }
  for (let date = start; date < days.length; date++) {
    const from = days[date] - AROUND_DAYS / 2 - first;
    const to = from + AROUND_DAYS;
    chances[date - start] = (onRun[to] - onRun[from]) / (all[to] - all[from]);
  }
}
