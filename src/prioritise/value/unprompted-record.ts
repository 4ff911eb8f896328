import type { EpochDay } from '../../calendar/index.ts';
import { ITEM } from '../../ledger/index.ts';
import type { DebtorCase } from '../case/debtor-case.ts';
import { firstAsked } from './first-asked.ts';

/** How a debtor pays late invoices while nobody asks for the money. */
export interface UnpromptedRecord {
  /** Days past due for which each paid late invoice had waited unasked, up to its payment or the first contact; ascending. */
  readonly waitedDays: readonly number[];
  /** Whether that wait ended with the payment (rather than with a contact). */
  readonly wasPaid: readonly boolean[];
}

/** What the record says from a certain age on. */
export interface UnpromptedBeyond {
  /** Late invoices paid beyond that age before anybody spoke with or wrote to the debtor after their due date. */
  readonly payments: number;
  /** Days beyond that age for which paid invoices had waited unasked. */
  readonly days: number;
}

/** Days to payment that a forecast is worth, in late invoices of the debtor's own. */
const FORECAST_WEIGHT = 4;
/** A forecast is never stretched further than this, nor shortened to less than that. */
const MOST = 3;
const LEAST = 0.5;

/**
 * Reads that record. A payment that followed a conversation or a letter does not show what the debtor does without one:
 * such an invoice counts up to the contact and no further (censored, as in Kaplan & Meier 1958). Open invoices are left
 * out: their forecasts know how long they have waited. O(invoices · log invoices + invoices · log contacts).
 */
export function unpromptedRecord(c: DebtorCase): UnpromptedRecord {
  const { ledger, items } = c.context;
  const { invoices } = ledger;
  const waits: { readonly days: number; readonly wasPaid: boolean }[] = [];
  for (let row = invoices.start[c.debtor]; row < invoices.start[c.debtor + 1]; row++) {
    const dueDay: EpochDay = invoices.rolledDueDay[row];
    const paidDay: EpochDay = items.paidDay[row];
    if (items.state[row] !== ITEM.paid || invoices.amountMinor[row] <= 0 || paidDay <= dueDay) continue;
    const askedDay = firstAsked(c.contacts, dueDay + 1);
    waits.push({ days: Math.min(askedDay, paidDay) - dueDay, wasPaid: askedDay > paidDay });
  }
  waits.sort((a, b) => a.days - b.days);
  return { waitedDays: waits.map(({ days }) => days), wasPaid: waits.map(({ wasPaid }) => wasPaid) };
}

/** What the record says of invoices that have waited `ageDays` (below 0 as 0) already. O(late invoices). */
export function unpromptedBeyond({ waitedDays, wasPaid }: UnpromptedRecord, ageDays: number): UnpromptedBeyond {
  const age = Math.max(0, ageDays);
  let payments = 0;
  let days = 0;
  for (let at = waitedDays.length - 1; at >= 0 && waitedDays[at] > age; at--) {
    days += waitedDays[at] - age;
    if (wasPaid[at]) payments++;
  }
  return { payments, days };
}

/**
 * Factor (1/2–3) on the days that a forecast of `expectedDays` leaves without a call. The forecast was learnt from payments
 * many of which followed a contact, so it is too short for a debtor that pays when asked and not before, and it does not
 * know the debtor as well as its own invoices that waited as long. Their rate of payment while unasked gives the time, as a
 * gamma-exponential mean with the forecast worth four invoices. 1 without a record, or for a forecast of no days. O(1).
 */
export function unpromptedFactor({ payments, days }: UnpromptedBeyond, expectedDays: number): number {
  if (!(expectedDays > 0)) return 1;
  const own = (FORECAST_WEIGHT * expectedDays + days) / (FORECAST_WEIGHT + payments);
  return Math.min(MOST, Math.max(LEAST, own / expectedDays));
}
