import { formatDay, NO_DAY } from '../calendar/index.ts';
import { PayrhythmError } from '../errors.ts';
import { type ItemStates, type Ledger, textAt } from '../ledger/index.ts';
import type { InvoiceForecasts } from '../models/lateness/invoice-forecasts.ts';

/** Business days within which the forecast's `pPaidSoon` counts. */
const SOON_BUSINESS_DAYS = 3;
/** Days after the due date within which the forecast's `pVeryLate` counts. */
const VERY_LATE_DAYS = 30;

/** Chance that the money is in by the end of a date. */
export interface PaidByDate {
  /** `YYYY-MM-DD`. */
  readonly date: string;
  /** 0–1. */
  readonly paid_by: number;
}

/** When one open invoice is expected to be paid, at the dates for which the model states a chance. */
export interface PaymentDateTable {
  readonly invoiceId: string;
  readonly debtorId: string;
  readonly openAmount: number;
  readonly currency: string;
  readonly asOf: string;
  /** Due date, rolled to a business day. */
  readonly dueDate: string;
  readonly pLate: number;
  /** Date by which it is paid with 50 %, and those before and after which a tenth is paid; empty beyond a year. */
  readonly p10: string;
  readonly p50: string;
  readonly p90: string;
  readonly points: readonly PaidByDate[];
}

/**
 * The payment-date forecast of one invoice, from what `prepareQueue` holds. `lateAfterDays` is the model's (default 0).
 *
 * @throws {PayrhythmError} `USAGE` where there is no forecast of that invoice: it is no open invoice that morning.
 */
export function paymentDateTable(
  inputs: { readonly ledger: Ledger; readonly items: ItemStates; readonly forecasts: InvoiceForecasts },
  invoiceId: string,
  lateAfterDays = 0,
): PaymentDateTable {
  const { ledger, items, forecasts } = inputs;
  const { invoices } = ledger;
  const row = forecasts.invoice.findIndex((i) => textAt(invoices.id, i) === invoiceId);
  if (row < 0)
    throw new PayrhythmError('USAGE', `invoice ${invoiceId} has no forecast: it is no open invoice that morning`);
  const i = forecasts.invoice[row];
  const debtor = invoices.debtor[i];
  const moment = forecasts.moment[row];
  const due = invoices.rolledDueDay[i];
  const calendar = ledger.calendars.forCountry(textAt(ledger.debtors.country, debtor));
  const stated: [number, number][] = [
    [moment - 1, 0],
    [calendar.addBusinessDays(moment, SOON_BUSINESS_DAYS), forecasts.pPaidSoon[row]],
    [due + lateAfterDays, 1 - forecasts.pLate[row]],
    [due + VERY_LATE_DAYS, 1 - forecasts.pVeryLate[row]],
    [forecasts.p50Day[row], 0.5],
  ];
  const points = stated
    .filter(([day]) => day !== NO_DAY && day >= moment - 1)
    .sort((a, b) => a[0] - b[0] || a[1] - b[1])
    .map(([day, paid_by]): PaidByDate => ({ date: formatDay(day), paid_by }));
  return {
    invoiceId,
    debtorId: textAt(ledger.debtors.id, debtor),
    openAmount: items.openMinor[i] / 10 ** ledger.reporting.minorDigits,
    currency: ledger.reporting.code,
    asOf: formatDay(moment),
    dueDate: formatDay(due),
    pLate: forecasts.pLate[row],
    p10: formatDay(forecasts.p10Day[row]),
    p50: formatDay(forecasts.p50Day[row]),
    p90: formatDay(forecasts.p90Day[row]),
    points,
  };
}
