import type { BusinessCalendar, EpochDay } from '../../calendar/index.ts';
import type { RunRule } from './payment-run.ts';
import { findRun } from './run-days.ts';

/**
 * The first day on or after `from` on which the money of a run is expected: run day, rolled to a business day, plus the
 * clearing lag. Null for family `none`. O(days looked through), a few microseconds.
 */
export function nextRunDay(run: RunRule, from: EpochDay, calendar: BusinessCalendar): EpochDay | null {
  return findRun(run, from, calendar, ({ arrival }) => arrival >= from)?.arrival ?? null;
}
