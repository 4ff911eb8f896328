import { dayFromParts, type EpochDay, partsOfDay, weekdayOf } from './epoch-day.ts';
import { publicHolidays } from './holidays.ts';

/**
 * Business days of one country: Monday to Friday without its public holidays. Years are worked out when first asked
 * for and kept, so that a calendar is cheap to hold and each question O(1) afterwards.
 */
export interface BusinessCalendar {
  /** ISO 3166-1 alpha-2, or the empty text for plain Monday to Friday. */
  readonly country: string;
  isBusinessDay(day: EpochDay): boolean;
  /** The day itself when it is a business day, else the next one. */
  rollFollowing(day: EpochDay): EpochDay;
  /** The day itself when it is a business day, else the one before. */
  rollPreceding(day: EpochDay): EpochDay;
  /** The n-th business day after `day` (n > 0) or before it (n < 0); n = 0 is `rollFollowing(day)`. O(|n|). */
  addBusinessDays(day: EpochDay, n: number): EpochDay;
  /** Business days in the half-open span (from, to]; negative when `to` is before `from`. O(|to − from|). */
  businessDaysBetween(from: EpochDay, to: EpochDay): number;
}

/** Calendars by country, made on demand and kept for the life of this object (one a ledger: no global state). */
export interface Calendars {
  forCountry(country: string): BusinessCalendar;
}

/** The days whose answer is remembered: 1990 to 2059, where nearly all ledgers lie. */
const REMEMBERED_FROM = dayFromParts(1990, 1, 1) as EpochDay;
const REMEMBERED_DAYS = (dayFromParts(2060, 1, 1) as EpochDay) - REMEMBERED_FROM;
const [UNKNOWN, OPEN, CLOSED] = [0, 1, 2];

/** A set of business calendars. `forCountry('')` and unknown countries give plain Monday to Friday. */
export function createCalendars(): Calendars {
  const made = new Map<string, BusinessCalendar>();
  return {
    forCountry(country) {
      let calendar = made.get(country);
      if (!calendar) {
        calendar = createBusinessCalendar(country);
        made.set(country, calendar);
      }
      return calendar;
    },
  };
}

/** One country's calendar; see {@link Calendars} for sharing. */
export function createBusinessCalendar(country: string): BusinessCalendar {
  const holidaysByYear = new Map<number, ReadonlySet<EpochDay>>();
  let yearStart = 0;
  let yearEnd = 0;
  let holidays: ReadonlySet<EpochDay> = new Set();

  function isHoliday(day: EpochDay): boolean {
    if (day < yearStart || day >= yearEnd) {
      const { year } = partsOfDay(day);
      yearStart = dayFromParts(year, 1, 1) as EpochDay;
      yearEnd = (dayFromParts(year, 12, 31) as EpochDay) + 1;
      let known = holidaysByYear.get(year);
      if (!known) {
        known = new Set(publicHolidays(country, year));
        holidaysByYear.set(year, known);
      }
      holidays = known;
    }
    return holidays.has(day);
  }

  const remembered = new Uint8Array(country === '' ? 0 : REMEMBERED_DAYS);

  function isBusinessDay(day: EpochDay): boolean {
    const weekday = weekdayOf(day);
    if (country === '' || weekday >= 5) return weekday < 5;
    const at = day - REMEMBERED_FROM;
    if (at < 0 || at >= REMEMBERED_DAYS) return !isHoliday(day);
    if (remembered[at] === UNKNOWN) remembered[at] = isHoliday(day) ? CLOSED : OPEN;
    return remembered[at] === OPEN;
  }

  const step = (day: EpochDay, direction: 1 | -1): EpochDay => {
    let next = day;
    while (!isBusinessDay(next)) next += direction;
    return next;
  };

  return {
    country,
    isBusinessDay,
    rollFollowing: (day) => step(day, 1),
    rollPreceding: (day) => step(day, -1),
    addBusinessDays(day, n) {
      if (n === 0) return step(day, 1);
      const direction = n > 0 ? 1 : -1;
      let at = day;
      for (let left = Math.abs(n); left > 0; left--) at = step(at + direction, direction);
      return at;
    },
    businessDaysBetween(from, to) {
      if (to < from) return -this.businessDaysBetween(to, from);
      let count = 0;
      for (let day = from + 1; day <= to; day++) if (isBusinessDay(day)) count++;
      return count;
    },
  };
}
