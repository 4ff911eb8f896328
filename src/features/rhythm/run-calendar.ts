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
import type { DayTables } from './day-tables.ts';
import {
  BUSINESS_DAY_REACH,
  BUSINESS_LAGS,
  COLUMN_BUSINESS_DAY,
  COLUMN_FORTNIGHT,
  COLUMN_MONTH_DAY,
  COLUMN_WEEK,
  COLUMNS,
  LAG_VARIANTS,
  LAGS,
  MASK_BITS,
} from './run-counters.ts';
import { weekParity } from './run-days.ts';
import { RunRoom } from './run-room.ts';

/**
 * A business calendar that hands out tables of its days and of the runs that meet on them. Years are filled when first
 * asked for and kept. Make one a country and share it.
 */
export interface RunCalendar extends BusinessCalendar {
  /** Tables that reach from `from` to `to` at least. O(1) where the days are known already, else O(days). */
  tablesOf(from: EpochDay, to: EpochDay): DayTables;
  /** Room that the detector works in, and what it remembers of the population; its contents mean nothing outside. */
  readonly room: RunRoom;
  /** Whether the day is a business day, from the table. O(1). */
  isOpen(day: EpochDay): boolean;
}

/** Prepares a calendar for the detector; a calendar that is one already is returned as it is. */
export function prepareRunCalendar(calendar: BusinessCalendar | RunCalendar): RunCalendar {
  if ('tablesOf' in calendar) return calendar;
  let firstYear = 0;
  const years: Int32Array[] = [];
  let tables: DayTables = joinYears(calendar, 0, []);
  let { first, open } = tables;
  let end = first;

  const tablesOf = (from: EpochDay, to: EpochDay): DayTables => {
    if (from >= first && to < end) return tables;
    const fromYear = partsOfDay(from).year;
    const toYear = partsOfDay(to).year;
    if (years.length === 0) firstYear = fromYear;
    while (firstYear > fromYear) years.unshift(tabulateYear(calendar, --firstYear));
    while (firstYear + years.length <= toYear) years.push(tabulateYear(calendar, firstYear + years.length));
    tables = joinYears(calendar, firstYear, years);
    ({ first, open } = tables);
    end = first + tables.length;
    return tables;
  };
  const isOpen = (day: EpochDay): boolean => {
    if (day < first || day >= end) tablesOf(day, day);
    return open[day - first] === 1;
  };
  const step = (day: EpochDay, direction: 1 | -1): EpochDay => {
    let next = day;
    while (!isOpen(next)) next += direction;
    return next;
  };

  /** The business day `places` after the first one on or after `day` (before it where negative), from the table. */
  const businessDayAt = (day: EpochDay, places: number): EpochDay => {
    if (day < first || day >= end) tablesOf(day, day);
    const at = tables.index[day - first] + places;
    const { businessDays } = tables;
    if (at >= 0 && at < businessDays.length) return businessDays[at];
    const direction = places >= 0 ? 1 : -1;
    let reached = places >= 0 ? step(day, 1) : day;
    for (let left = Math.abs(places); left > 0; left--) reached = step(reached + direction, direction);
    return reached;
  };

  return {
    country: calendar.country,
    isBusinessDay: isOpen,
    rollFollowing: (day) => (isOpen(day) ? day : businessDayAt(day, 0)),
    rollPreceding: (day) => (isOpen(day) ? day : businessDayAt(day, -1)),
    addBusinessDays: (day, n) => businessDayAt(day, n > 0 && !isOpen(day) ? n - 1 : n),
    businessDaysBetween(from, to) {
      if (to < from) return -this.businessDaysBetween(to, from);
      const { index, first: origin } = tablesOf(from, to + 1);
      return index[to + 1 - origin] - index[from + 1 - origin];
    },
    room: new RunRoom(),
    tablesOf,
    isOpen,
  };
}

function joinYears(calendar: BusinessCalendar, firstYear: number, years: readonly Int32Array[]): DayTables {
  const first = years.length === 0 ? 0 : (dayFromParts(firstYear, 1, 1) as EpochDay);
  const length = years.reduce((sum, rows) => sum + rows.length / COLUMNS, 0);
  const open = new Uint8Array(length);
  const index = new Int32Array(length);
  const businessDays = new Int32Array(length);
  const masks = new Int32Array(COLUMNS * length);
  let count = 0;
  let at = 0;
  for (const rows of years)
    for (let row = 0; row < rows.length; row += COLUMNS, at++) {
      for (let column = 0; column < COLUMNS; column++) masks[column * length + at] = rows[row + column];
      index[at] = count;
      if (!calendar.isBusinessDay(first + at)) continue;
      open[at] = 1;
      businessDays[count++] = first + at;
    }
  return { first, length, open, index, businessDays: businessDays.slice(0, count), masks, ...listMet(masks, length) };
}

function listMet(masks: Int32Array, length: number): Pick<DayTables, 'met' | 'metStarts'> {
  const met: number[] = [];
  const metStarts = new Int32Array(length + 1);
  for (let day = 0; day < length; day++) {
    for (let column = 0; column < COLUMNS; column++)
      for (let left = masks[column * length + day]; left !== 0; left &= left - 1)
        met.push(column * MASK_BITS + 31 - Math.clz32(left & -left));
    metStarts[day + 1] = met.length;
  }
  return { met: Uint16Array.from(met), metStarts };
}

/** The masks of one year, {@link COLUMNS} a day. */
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
