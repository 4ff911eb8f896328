import Holidays from 'date-holidays';
import { dayFromParts, type EpochDay } from './epoch-day.ts';

const MILLISECONDS_PER_DAY = 86_400_000;

/** Whether the holiday library knows the country (ISO 3166-1 alpha-2, upper case). */
export function isKnownCountry(country: string): boolean {
  return /^[A-Z]{2}$/.test(country) && Object.hasOwn(new Holidays().getCountries('en'), country);
}

/**
 * National public holidays of one calendar year as epoch days, ascending, each day once.
 * Regional, bank-only and optional days are left out. Source: the npm package `date-holidays`.
 * An unknown country has none.
 */
export function publicHolidays(country: string, year: number): EpochDay[] {
  const days = new Set<EpochDay>();
  const source = new Holidays(country, { types: ['public'] });
  for (const holiday of source.getHolidays(year) ?? []) {
    const first = dayFromParts(year, Number(holiday.date.slice(5, 7)), Number(holiday.date.slice(8, 10)));
    if (first === undefined || Number(holiday.date.slice(0, 4)) !== year) continue;
    const length = Math.max(1, Math.round((holiday.end.getTime() - holiday.start.getTime()) / MILLISECONDS_PER_DAY));
    for (let offset = 0; offset < length; offset++) days.add(first + offset);
  }
  return [...days].sort((a, b) => a - b);
}
