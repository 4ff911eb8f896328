import { firstReminderOf } from '../case/first-reminder.ts';
import { nameInvoices } from '../speech/name-invoices.ts';
import { type InvoiceGate, OPEN_ENDED } from './gate.ts';

/** Holds an overdue invoice whose debtor the law gives a free first reminder, until that was sent. */
export const FIRST_REMINDER_REQUIRED: InvoiceGate = {
  scope: 'invoice',
  reason: 'first_reminder_required',
  holds: (c, invoice) =>
    c.legal.firstReminder?.before === 'calls' && invoice.timing === 'overdue' && !firstReminderOf(c, invoice)
      ? OPEN_ENDED
      : undefined,
  evidence: (c, held) =>
    `The law (${c.legal.concerns}) asks for a free first reminder about ${nameInvoices(c, held)} before any call.`,
};
