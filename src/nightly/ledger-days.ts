import type { EpochDay } from '../calendar/index.ts';
import type { Ledger } from '../ledger/index.ts';

/** What happened on each day of a ledger, as far as the batch asks: small, however large the ledger. */
export interface LedgerDays {
  /** Payments booked on a day, and their sum in minor units. */
  readonly booked: ReadonlyMap<EpochDay, { readonly count: number; readonly amountMinor: number }>;
  readonly contacts: ReadonlyMap<EpochDay, number>;
  /** Invoices that became known on a day. */
  readonly invoices: ReadonlyMap<EpochDay, number>;
}

/** Counts the days of a ledger, or of its parts. O(rows). */
export function countDays(parts: Iterable<Ledger>): LedgerDays {
  const booked = new Map<EpochDay, { count: number; amountMinor: number }>();
  const contacts = new Map<EpochDay, number>();
  const invoices = new Map<EpochDay, number>();
  for (const { payments, contacts: contact, invoices: invoice } of parts) {
    for (let p = 0; p < payments.count; p++) {
      const day = payments.bookedDay[p];
      let known = booked.get(day);
      if (!known) {
        known = { count: 0, amountMinor: 0 };
        booked.set(day, known);
      }
      known.count++;
      known.amountMinor += payments.amountMinor[p];
    }
    for (let c = 0; c < contact.count; c++) contacts.set(contact.day[c], (contacts.get(contact.day[c]) ?? 0) + 1);
    for (let i = 0; i < invoice.count; i++)
      invoices.set(invoice.knownDay[i], (invoices.get(invoice.knownDay[i]) ?? 0) + 1);
  }
  return { booked, contacts, invoices };
}
