import type { Calendars } from '../calendar/index.ts';
import { prepareRunCalendar, type RunCalendar } from '../features/index.ts';

/**
 * Calendars whose tables for the run detector are made once and kept as long as this object: features, payment runs and, in
 * a live queue, later questions about one debtor read the same tables. Its answers are those of `calendars`. O(1) now, a
 * year's tables when a day of it is first asked about.
 */
export function keepRunCalendars(calendars: Calendars): Calendars {
  const kept = new Map<string, RunCalendar>();
  return {
    forCountry(country) {
      const calendar = kept.get(country) ?? prepareRunCalendar(calendars.forCountry(country));
      kept.set(country, calendar);
      return calendar;
    },
  };
}
