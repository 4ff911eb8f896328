import type { Calendars } from '../../calendar/index.ts';
import { prepareRunCalendar, type RunCalendar } from '../../features/index.ts';

/**
 * Calendars whose tables for the run detector are made once and kept as long as this object: for questions about one
 * debtor at a time, where making the tables takes longer than the answer.
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
