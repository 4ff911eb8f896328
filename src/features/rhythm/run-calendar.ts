import {
  type BusinessCalendar,
  dayFromParts,
  daysInMonth,
  type EpochDay,
  firstDayOfMonth,
  monthIndexOf,
  partsOfDay,
  weekdayOf,
} from '../../calendar/index.ts';
import { weekParity } from './run-days.ts';

/**
 * The ways from a run day to an arrival that monthly runs are searched for: lag and its unit. The first four are the
 * business-day lags 0–3, whose arrivals of one run day are all different.
 */
export const LAG_VARIANTS: readonly { readonly lag: number; readonly unit: 'business' | 'calendar' }[] = [
  { lag: 0, unit: 'business' },
  { lag: 1, unit: 'business' },
  { lag: 2, unit: 'business' },
  { lag: 3, unit: 'business' },
  { lag: 2, unit: 'calendar' },
  { lag: 3, unit: 'calendar' },
];

/** Number of {@link LAG_VARIANTS}. */
export const LAGS = 6;
/** Business-day lags among the lag variants: 0–3. */
export const BUSINESS_LAGS = 4;
/** Business days counted from either end of the month: n = 1…12 and −1…−12. */
export const BUSINESS_DAY_REACH = 12;

/** First column of the weekday masks of a day: one for each roll (0 = following, 1 = preceding). */
export const COLUMN_WEEK = 0;
/** First column of the fortnight masks: for each roll the business-day lags. */
export const COLUMN_FORTNIGHT = 2;
/** First column of the day-of-month masks: for each roll the lag variants. */
export const COLUMN_MONTH_DAY = COLUMN_FORTNIGHT + 2 * BUSINESS_LAGS;
/** First column of the business-day-of-month masks: the lag variants. */
export const COLUMN_BUSINESS_DAY = COLUMN_MONTH_DAY + 2 * LAGS;
/** Masks a day has: one for each family, roll and lag. */
export const COLUMNS = COLUMN_BUSINESS_DAY + LAGS;

/**
 * A business calendar with, for each day, which runs would let their money arrive on it: one bit mask for each family,
 * roll and lag (week: bit = weekday; fortnight: 7 · parity + weekday; month day: day − 1; business day: n − 1, or
 * 12 − n − 1 for n < 0). Years are filled when first asked for and kept. Make one a country and share it.
 */
export interface RunCalendar extends BusinessCalendar {
  /** The masks of a day into `row`, {@link COLUMNS} numbers from `offset` on. O(1). */
  readMasks(day: EpochDay, row: Int32Array, offset: number): void;
  /** One mask of a day. O(1). */
  maskOf(day: EpochDay, column: number): number;
  /** Whether the day is a business day, from the table. O(1). */
  isOpen(day: EpochDay): boolean;
}

/** Prepares a calendar for the detector; a calendar that is one already is returned as it is. */
export function prepareRunCalendar(calendar: BusinessCalendar | RunCalendar): RunCalendar {
  if ('readMasks' in calendar) return calendar;
  const years = new Map<number, Int32Array>();
  const open = new Map<number, Uint8Array>();
  let start = 0;
  let end = 0;
  let masks: Int32Array = new Int32Array(0);
  let openDays: Uint8Array = new Uint8Array(0);

  const select = (day: EpochDay): void => {
    const { year } = partsOfDay(day);
    masks = masksOfYear(year);
    start = dayFromParts(year, 1, 1) as EpochDay;
    end = start + masks.length / COLUMNS;
    openDays = open.get(year) as Uint8Array;
  };

  function masksOfYear(year: number): Int32Array {
    let known = years.get(year);
    if (!known) {
      known = tabulateYear(calendar, year);
      years.set(year, known);
      const first = dayFromParts(year, 1, 1) as EpochDay;
      open.set(
        year,
        Uint8Array.from({ length: known.length / COLUMNS }, (_, at) => (calendar.isBusinessDay(first + at) ? 1 : 0)),
      );
    }
    return known;
  }

  const isOpen = (day: EpochDay): boolean => {
    if (day < start || day >= end) select(day);
    return openDays[day - start] === 1;
  };
  const step = (day: EpochDay, direction: 1 | -1): EpochDay => {
    let next = day;
    while (!isOpen(next)) next += direction;
    return next;
  };

  return {
    country: calendar.country,
    isBusinessDay: isOpen,
    rollFollowing: (day) => step(day, 1),
    rollPreceding: (day) => step(day, -1),
    addBusinessDays(day, n) {
      if (n === 0) return step(day, 1);
      const direction = n > 0 ? 1 : -1;
      let at = day;
      for (let left = Math.abs(n); left > 0; left--) at = step(at + direction, direction);
      return at;
    },
    businessDaysBetween: (from, to) => calendar.businessDaysBetween(from, to),
    readMasks(day, row, offset) {
      if (day < start || day >= end) select(day);
      const at = (day - start) * COLUMNS;
      for (let column = 0; column < COLUMNS; column++) row[offset + column] = masks[at + column];
    },
    maskOf(day, column) {
      if (day < start || day >= end) select(day);
      return masks[(day - start) * COLUMNS + column];
    },
    isOpen,
  };
}

function tabulateYear(calendar: BusinessCalendar, year: number): Int32Array {
  const first = dayFromParts(year, 1, 1) as EpochDay;
  const end = (dayFromParts(year, 12, 31) as EpochDay) + 1;
  const masks = new Int32Array((end - first) * COLUMNS);
  const mark = (day: EpochDay, column: number, bit: number): void => {
    if (day >= first && day < end) masks[(day - first) * COLUMNS + column] |= 1 << bit;
  };
  for (let day = first - 14; day < end + 14; day++) {
    const weekday = weekdayOf(day);
    for (let roll = 0; roll < 2; roll++) {
      const runDay = roll === 0 ? calendar.rollFollowing(day) : calendar.rollPreceding(day);
      if (weekday < 5) {
        mark(runDay, COLUMN_WEEK + roll, weekday);
        for (let lag = 0; lag < BUSINESS_LAGS; lag++)
          mark(
            calendar.addBusinessDays(runDay, lag),
            COLUMN_FORTNIGHT + roll * BUSINESS_LAGS + lag,
            7 * weekParity(day) + weekday,
          );
      }
    }
    // A debtor that pays on a holiday itself keeps another calendar than ours: count the day as meant.
    if (weekday < 5 && !calendar.isBusinessDay(day))
      for (let roll = 0; roll < 2; roll++) {
        mark(day, COLUMN_WEEK + roll, weekday);
        mark(day, COLUMN_FORTNIGHT + roll * BUSINESS_LAGS, 7 * weekParity(day) + weekday);
      }
  }
  for (let month = monthIndexOf(first) - 1; month <= monthIndexOf(end) + 1; month++) markMonth(calendar, month, mark);
  return masks;
}

function markMonth(
  calendar: BusinessCalendar,
  month: number,
  mark: (day: EpochDay, column: number, bit: number) => void,
): void {
  const first = firstDayOfMonth(month);
  const length = daysInMonth(Math.floor(month / 12), (month % 12) + 1);
  const markLags = (runDay: EpochDay, column: number, bit: number): void => {
    for (let variant = 0; variant < LAGS; variant++) {
      const { lag, unit } = LAG_VARIANTS[variant];
      const arrival =
        unit === 'business' ? calendar.addBusinessDays(runDay, lag) : calendar.rollFollowing(runDay + lag);
      mark(arrival, column + variant, bit);
    }
  };
  for (let dayOfMonth = 1; dayOfMonth <= 31; dayOfMonth++) {
    const day = first + Math.min(dayOfMonth, length) - 1;
    markLags(calendar.rollFollowing(day), COLUMN_MONTH_DAY, dayOfMonth - 1);
    markLags(calendar.rollPreceding(day), COLUMN_MONTH_DAY + LAGS, dayOfMonth - 1);
    if (!calendar.isBusinessDay(day))
      for (let roll = 0; roll < 2; roll++) mark(day, COLUMN_MONTH_DAY + roll * LAGS, dayOfMonth - 1);
  }
  for (let n = 1; n <= BUSINESS_DAY_REACH; n++) {
    markLags(calendar.addBusinessDays(first - 1, n), COLUMN_BUSINESS_DAY, n - 1);
    markLags(calendar.addBusinessDays(first + length, -n), COLUMN_BUSINESS_DAY, BUSINESS_DAY_REACH + n - 1);
  }
}
