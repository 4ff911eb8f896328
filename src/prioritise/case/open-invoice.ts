import type { EpochDay } from '../../calendar/index.ts';
import type { Timing } from '../queue-rows.ts';
import type { InvoiceDisputes } from './invoice-disputes.ts';

/** One open invoice of a debtor, as the gates see it. */
export interface OpenInvoice {
  /** Row of the ledger's invoice table. */
  readonly row: number;
  readonly openMinor: number;
  /** Day from which it is known: nobody spoke about it before. */
  readonly knownDay: EpochDay;
  readonly dueDay: EpochDay;
  readonly rolledDueDay: EpochDay;
  /** `overdue` after the rolled due date, `due` from the due date through the rolled one, `pre_due` before. */
  readonly timing: Timing;
  /** First day of a pre-due call about it. */
  readonly preDueFrom: EpochDay;
  /** Day on which the first payment run on or after its due date brings the money; null without a run or before due. */
  readonly runDay: EpochDay | null;
  /** Whether that run, and the time to book it, passed without payment. */
  readonly missedRun: boolean;
  readonly pLate: number;
  readonly pVeryLate: number;
  /** Chance that it is paid within three business days. */
  readonly pPaidSoon: number;
  readonly expectedDays: number;
  /** Days by which it is paid with 10, 50 and 90 %; `NO_DAY` beyond a year. */
  readonly p10Day: EpochDay;
  readonly p50Day: EpochDay;
  readonly p90Day: EpochDay;
  readonly disputes: InvoiceDisputes;
}

/** Sum of open amounts, minor units. O(invoices). */
export function openSum(invoices: readonly OpenInvoice[]): number {
  let sum = 0;
  for (const invoice of invoices) sum += invoice.openMinor;
  return sum;
}

/** A chance averaged over invoices, weighted by open amount; NaN without an invoice. O(invoices). */
export function weightedByAmount(invoices: readonly OpenInvoice[], chance: (invoice: OpenInvoice) => number): number {
  let sum = 0;
  for (const invoice of invoices) sum += invoice.openMinor * chance(invoice);
  return sum / openSum(invoices);
}
