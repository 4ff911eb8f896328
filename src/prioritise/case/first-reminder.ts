import type { EpochDay } from '../../calendar/index.ts';
import type { DebtorCase } from './debtor-case.ts';
import type { OpenInvoice } from './open-invoice.ts';

/** The first written reminder about an invoice after its due date. */
export interface FirstReminder {
  readonly sentDay: EpochDay;
  /** Last day of the term that the law attaches to it. */
  readonly termEndDay: EpochDay;
}

/**
 * The first e-mail or letter after the due date that names the invoice or none; undefined where none was sent. Without
 * a rule of law its term is empty. O(contacts).
 */
export function firstReminderOf(c: DebtorCase, invoice: OpenInvoice): FirstReminder | undefined {
  const sent = c.contacts.find(
    (contact) =>
      contact.written !== undefined &&
      contact.day > invoice.dueDay &&
      (contact.invoice === invoice.row || contact.invoice < 0),
  );
  if (!sent) return undefined;
  const rule = c.legal.firstReminder;
  if (!rule) return { sentDay: sent.day, termEndDay: sent.day };
  const startDay =
    sent.written === 'letter'
      ? c.calendar.addBusinessDays(sent.day, rule.postedStartBusinessDays)
      : sent.day + rule.electronicStartDays;
  return { sentDay: sent.day, termEndDay: startDay + rule.termDays - 1 };
}
