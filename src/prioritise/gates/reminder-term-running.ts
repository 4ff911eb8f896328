import { firstReminderOf } from '../case/first-reminder.ts';
import type { OpenInvoice } from '../case/open-invoice.ts';
import { nameInvoices } from '../speech/name-invoices.ts';
import { spokenDay } from '../speech/spoken-day.ts';
import type { InvoiceGate } from './gate.ts';

/** Holds an overdue invoice while the term of the first reminder that the law asks for is running. */
export const REMINDER_TERM_RUNNING: InvoiceGate = {
  scope: 'invoice',
  reason: 'reminder_term_running',
  holds(c, invoice) {
    if (c.legal.firstReminder?.before !== 'calls' || invoice.timing !== 'overdue') return undefined;
    const reminder = firstReminderOf(c, invoice);
    return reminder && reminder.termEndDay >= c.asOf ? reminder.termEndDay + 1 : undefined;
  },
  evidence(c, held) {
    const reminder = firstReminderOf(c, held[0] as OpenInvoice);
    if (!reminder) return '';
    return `The first reminder about ${nameInvoices(c, held)} was sent on ${spokenDay(reminder.sentDay)}; its term of ${c.legal.firstReminder?.termDays} days runs through ${spokenDay(reminder.termEndDay)}.`;
  },
};
