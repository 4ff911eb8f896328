import type { EpochDay } from '../../calendar/index.ts';
import { ITEM } from '../../ledger/index.ts';
import type { DebtorCase } from '../case/debtor-case.ts';

/** How a debtor pays late invoices while nobody asks for the money. */
export interface UnpromptedRecord {
  /** Late invoices paid before anybody spoke with or wrote to the debtor after their due date. */
  readonly payments: number;
  /** Days past due on which paid invoices had waited unasked: up to that payment, or to the first contact. */
  readonly overdueDays: number;
}

/** Days to payment that a forecast is worth, in late invoices of the debtor's own. */
const FORECAST_WEIGHT = 2;
/** A forecast is never stretched further than this. */
const MOST = 3;

/**
 * Reads that record. A payment that followed a conversation or a letter does not show what the debtor does without one:
 * such an invoice counts up to the contact and no further (censored, as in Kaplan & Meier 1958). Open invoices are left
 * out: their forecasts know how long they have waited. O(invoices · log contacts).
 */
export function unpromptedRecord(c: DebtorCase): UnpromptedRecord {
  const { ledger, items } = c.context;
  const { invoices } = ledger;
  let payments = 0;
  let overdueDays = 0;
  for (let row = invoices.start[c.debtor]; row < invoices.start[c.debtor + 1]; row++) {
    const dueDay = invoices.rolledDueDay[row];
    const paidDay = items.paidDay[row];
    if (items.state[row] !== ITEM.paid || invoices.amountMinor[row] <= 0 || paidDay <= dueDay) continue;
    const askedDay = firstAsked(c, dueDay);
    overdueDays += Math.min(askedDay, paidDay) - dueDay;
    if (askedDay > paidDay) payments++;
  }
  return { payments, overdueDays };
}

/** First day after `day` on which the debtor was spoken to or written to; infinity without one. O(log contacts + attempts). */
function firstAsked({ contacts }: DebtorCase, day: EpochDay): number {
  let low = 0;
  let high = contacts.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (contacts[middle].day <= day) low = middle + 1;
    else high = middle;
  }
  while (low < contacts.length && contacts[low].kind === 'attempt') low++;
  return contacts[low]?.day ?? Number.POSITIVE_INFINITY;
}

/**
 * Factor (1–3) on the days that a forecast of `expectedDays` leaves without a call. The forecast was learnt from payments
 * many of which followed a contact, so it is too short for a debtor that pays when asked and not before. The rate of payment of
 * unasked invoices, as gamma-exponential mean with the forecast worth two invoices, gives the longer time; a record that
 * speaks for a shorter one is left to the forecast. 1 without a record, or a forecast of no days. O(1).
 */
export function unpromptedFactor({ payments, overdueDays }: UnpromptedRecord, expectedDays: number): number {
  if (!(expectedDays > 0)) return 1;
  const days = (FORECAST_WEIGHT * expectedDays + overdueDays) / (FORECAST_WEIGHT + payments);
  return Math.min(MOST, Math.max(1, days / expectedDays));
}
