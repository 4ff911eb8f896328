import { spokenDay } from '../speech/spoken-day.ts';
import type { DebtorGate } from './gate.ts';

/**
 * Holds every debtor whose call would be about an invoice that is due, while the newest booked payment is too old to tell
 * who has paid since. Pre-due calls ask for nothing that may have been paid, and go on.
 */
export const STALE_CASH: DebtorGate = {
  scope: 'debtor',
  reason: 'stale_cash',
  holds(c, callable) {
    if (c.context.staleCash === undefined || callable.every((invoice) => invoice.timing === 'pre_due'))
      return undefined;
    return c.calendar.addBusinessDays(c.asOf, 1);
  },
  evidence: (c) =>
    `The newest booked payment is of ${spokenDay(c.context.staleCash ?? c.asOf)}: it may have been paid since.`,
};
