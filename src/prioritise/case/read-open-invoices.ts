import type { BusinessCalendar, EpochDay } from '../../calendar/index.ts';
import { expectedPaymentDay, type PaymentRun } from '../../features/index.ts';
import { ITEM, type ItemStates } from '../../ledger/index.ts';
import { readDisputes } from './invoice-disputes.ts';
import type { OpenInvoice } from './open-invoice.ts';
import type { QueueContext } from './queue-context.ts';

/** Whether a debtor has an invoice open (credit notes do not count). O(invoices of the debtor). */
export function hasOpenInvoice({ ledger, items }: QueueContext, debtor: number): boolean {
  const { start } = ledger.invoices;
  for (let row = start[debtor]; row < start[debtor + 1]; row++) if (isOpen(items, row)) return true;
  return false;
}

/**
 * The open invoices of a debtor, in ledger order (credit notes are not among them).
 *
 * @throws {TypeError} where an open invoice has no forecast: the caller owes one for each.
 */
export function readOpenInvoices(
  context: QueueContext,
  debtor: number,
  calendar: BusinessCalendar,
  run: PaymentRun,
): OpenInvoice[] {
  const { ledger, items, asOf, forecasts, policy } = context;
  const { invoices } = ledger;
  const open: OpenInvoice[] = [];
  const disputesOf = readDisputes(context, debtor);
  for (let row = invoices.start[debtor]; row < invoices.start[debtor + 1]; row++) {
    if (!isOpen(items, row)) continue;
    const at = context.forecastOf[row];
    if (at < 0) throw new TypeError(`no forecast for open invoice row ${row}: forecast every open invoice`);
    const dueDay = invoices.dueDay[row];
    const rolledDueDay = invoices.rolledDueDay[row];
    const runDay = dueDay <= asOf ? expectedPaymentDay(run, dueDay, dueDay, calendar) : null;
    open.push({
      row,
      openMinor: items.openMinor[row],
      knownDay: invoices.knownDay[row],
      dueDay,
      rolledDueDay,
      timing: asOf > rolledDueDay ? 'overdue' : asOf >= dueDay ? 'due' : 'pre_due',
      preDueFrom: businessDaysBefore(calendar, rolledDueDay, policy.preDue.businessDays, asOf),
      runDay,
      missedRun: runDay !== null && calendar.addBusinessDays(runDay, policy.paymentRun.bookingBusinessDays) < asOf,
      pLate: forecasts.pLate[at],
      pVeryLate: forecasts.pVeryLate[at],
      pPaidSoon: forecasts.pPaidSoon[at],
      expectedDays: forecasts.expectedDays[at],
      p10Day: forecasts.p10Day[at],
      p50Day: forecasts.p50Day[at],
      p90Day: forecasts.p90Day[at],
      disputes: disputesOf(row),
    });
  }
  return open;
}

function isOpen({ state, openMinor }: ItemStates, row: number): boolean {
  return state[row] === ITEM.open && openMinor[row] > 0;
}

function businessDaysBefore(calendar: BusinessCalendar, day: EpochDay, n: number, asOf: EpochDay): EpochDay {
  // Long past due the exact day does not matter, and walking back through an old calendar costs.
  if (n === 0 || day < asOf - 400) return day - n;
  return calendar.addBusinessDays(day, -n);
}
