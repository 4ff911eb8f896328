import { type BusinessCalendar, type EpochDay, NO_DAY } from '../calendar/index.ts';
import type { LedgerDays } from './ledger-days.ts';
import type { CashFacts } from './night-engine.ts';

const REMEMBERED_DAYS = 180;

/** How old the cash data of a ledger are on the morning of `asOf`. O(days). */
export function cashFacts({ booked, contacts }: LedgerDays, asOf: EpochDay, calendar: BusinessCalendar): CashFacts {
  let newest = NO_DAY;
  let later = 0;
  for (const [day, { count }] of booked)
    if (day >= asOf) later += count;
    else if (day > newest) newest = day;
  for (const [day, count] of contacts) if (day >= asOf) later += count;
  if (newest === NO_DAY)
    return { newestBookedDay: NO_DAY, ageBusinessDays: 0, longestGapBusinessDays: 0, rowsKnownLater: later };
  const isBookingDay = new Uint8Array(REMEMBERED_DAYS + 1);
  for (const day of booked.keys()) if (day <= newest && day >= newest - REMEMBERED_DAYS) isBookingDay[newest - day] = 1;
  let longest = 0;
  let last = 0;
  for (let back = 1; back <= REMEMBERED_DAYS; back++) {
    if (!isBookingDay[back]) continue;
    longest = Math.max(longest, calendar.businessDaysBetween(newest - back, newest - last));
    last = back;
  }
  return {
    newestBookedDay: newest,
    // The day before the morning is the newest that can be known.
    ageBusinessDays: calendar.businessDaysBetween(newest, asOf - 1),
    longestGapBusinessDays: longest,
    rowsKnownLater: later,
  };
}
