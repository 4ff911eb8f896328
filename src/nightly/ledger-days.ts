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

/** Counts the days of a ledger, or of its parts. O(rows + days from the first to the last). */
export function countDays(parts: Iterable<Ledger>): LedgerDays {
  const booked = new Map<EpochDay, { count: number; amountMinor: number }>();
  const contacts = new Map<EpochDay, number>();
  const invoices = new Map<EpochDay, number>();
  const addTo = (known: Map<EpochDay, number>) => (day: EpochDay, count: number) =>
    known.set(day, (known.get(day) ?? 0) + count);
  for (const { payments, contacts: contact, invoices: invoice } of parts) {
    tally(payments.bookedDay, payments.count, payments.amountMinor, (day, count, amountMinor) => {
      const known = booked.get(day) ?? { count: 0, amountMinor: 0 };
      booked.set(day, { count: known.count + count, amountMinor: known.amountMinor + amountMinor });
    });
    tally(contact.day, contact.count, undefined, addTo(contacts));
    tally(invoice.knownDay, invoice.count, undefined, addTo(invoices));
  }
  return { booked, contacts, invoices };
}

/** Tells each day that occurs with its rows and their sum, ascending; a look into a `Map` for every row would cost more. */
function tally(
  days: Int32Array,
  rows: number,
  amounts: Float64Array | undefined,
  tell: (day: EpochDay, count: number, amount: number) => void,
): void {
  let first = Number.POSITIVE_INFINITY;
  let last = Number.NEGATIVE_INFINITY;
  for (let row = 0; row < rows; row++) {
    const day = days[row];
    if (day < first) first = day;
    if (day > last) last = day;
  }
  if (rows === 0) return;
  const counts = new Float64Array(last - first + 1);
  const sums = new Float64Array(counts.length);
  for (let row = 0; row < rows; row++) {
    counts[days[row] - first]++;
    if (amounts !== undefined) sums[days[row] - first] += amounts[row];
  }
  for (let at = 0; at < counts.length; at++) if (counts[at] > 0) tell(first + at, counts[at], sums[at]);
}
