import { type BusinessCalendar, type EpochDay, NO_DAY } from '../calendar/index.ts';
import type { Ledger } from '../ledger/index.ts';
import type { CashFacts } from './night-engine.ts';

const REMEMBERED_DAYS = 180;

/** How old the cash data of a ledger are on the morning of `asOf`. O(payments + contacts). */
export function cashFacts(ledger: Ledger, asOf: EpochDay, calendar: BusinessCalendar): CashFacts {
  const { bookedDay } = ledger.payments;
  let newest = NO_DAY;
  let later = 0;
  for (const day of bookedDay)
    if (day >= asOf) later++;
    else if (day > newest) newest = day;
  for (const day of ledger.contacts.day) if (day >= asOf) later++;
  if (newest === NO_DAY)
    return { newestBookedDay: NO_DAY, ageBusinessDays: 0, longestGapBusinessDays: 0, rowsKnownLater: later };
  const isBookingDay = new Uint8Array(REMEMBERED_DAYS + 1);
  for (const day of bookedDay) if (day <= newest && day >= newest - REMEMBERED_DAYS) isBookingDay[newest - day] = 1;
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
