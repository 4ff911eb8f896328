import type { DebtorCase } from '../case/debtor-case.ts';
import { type OpenInvoice, openSum } from '../case/open-invoice.ts';
import { invoiceIds } from './name-invoices.ts';
import { fillSpeech, SPEECH } from './speech.ts';
import { spokenDay } from './spoken-day.ts';
import { type SpokenLanguage, spokenMoney } from './spoken-money.ts';

/** `invoice F1 of 120.00 EUR`, or `2 invoices of 340.00 EUR together`, with what is open of them. O(invoices). */
export function sayInvoices(c: DebtorCase, invoices: readonly OpenInvoice[], language: SpokenLanguage): string {
  const texts = SPEECH[language];
  const amount = spokenMoney(openSum(invoices), c.context.ledger.reporting, language);
  return invoices.length === 1
    ? fillSpeech(texts.one, { id: invoiceIds(c, invoices)[0] as string, amount })
    : fillSpeech(texts.several, { count: String(invoices.length), amount });
}

/** The same with the day on which they fall due, or the first of those days. O(invoices). */
export function sayInvoicesWithDue(c: DebtorCase, invoices: readonly OpenInvoice[], language: SpokenLanguage): string {
  const texts = SPEECH[language];
  const days = invoices.map(({ dueDay }) => dueDay);
  const oldest = days.reduce((first, day) => Math.min(first, day), Number.POSITIVE_INFINITY);
  return fillSpeech(days.every((day) => day === oldest) ? texts.due : texts.oldestDue, {
    invoices: sayInvoices(c, invoices, language),
    due: spokenDay(oldest, language),
  });
}
