import { money } from '../speech/name-invoices.ts';
import { spokenDay } from '../speech/spoken-day.ts';
import type { DebtorGate } from './gate.ts';

/** Holds a debtor that promised to pay, until the promise has lapsed. */
export const PROMISE_PENDING: DebtorGate = {
  scope: 'debtor',
  reason: 'promise_pending',
  holds: (c) => (c.promises.pending ? c.promises.pending.lapseDay + 1 : undefined),
  evidence: (c) => {
    const promise = c.promises.pending;
    if (!promise) return '';
    const booked = promise.bookedMinor > 0 ? `; ${money(c, promise.bookedMinor)} of it has come in` : '';
    return `Promised on ${spokenDay(promise.promisedDay)} to pay ${money(c, promise.promisedMinor)} by ${spokenDay(promise.dueDay)}${booked}.`;
  },
};
