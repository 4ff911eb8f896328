import { type EpochDay, formatDay, NO_DAY } from '../../calendar/index.ts';
import { textAt } from '../../ledger/index.ts';
import type { DebtorCase } from '../case/debtor-case.ts';
import { type OpenInvoice, openSum, weightedByAmount } from '../case/open-invoice.ts';

/** A number at a stated number of decimals, -0 as 0, so that bytes are stable. */
export function rounded(value: number, decimals: number): number {
  return Number(value.toFixed(decimals)) + 0;
}

/** Minor units as an amount in major units. */
export function amountOf(c: DebtorCase, minor: number): number {
  return rounded(minor / c.context.scale, c.context.ledger.reporting.minorDigits);
}

/** The debtor's id. */
export function debtorId(c: DebtorCase): string {
  return textAt(c.context.ledger.debtors.id, c.debtor);
}

/** Chance of late payment over invoices, weighted by amount, 4 decimals; null without an invoice. O(invoices). */
export function lateChance(invoices: readonly OpenInvoice[]): number | null {
  return invoices.length === 0
    ? null
    : rounded(
        weightedByAmount(invoices, (invoice) => invoice.pLate),
        4,
      );
}

/** Day by which half of the money is expected: the amount-weighted median of the 50 % days; empty beyond a year. */
export function expectedDate(invoices: readonly OpenInvoice[]): string {
  const half = openSum(invoices) / 2;
  const sorted = invoices
    .map((invoice) => ({
      day: invoice.p50Day === NO_DAY ? Number.POSITIVE_INFINITY : invoice.p50Day,
      minor: invoice.openMinor,
    }))
    .sort((a, b) => a.day - b.day);
  let sum = 0;
  for (const { day, minor } of sorted) {
    sum += minor;
    if (sum >= half) return dateText(day);
  }
  return '';
}

/** `YYYY-MM-DD`; empty for a missing or infinite day. */
export function dateText(day: EpochDay): string {
  return Number.isFinite(day) ? formatDay(day) : '';
}
