import { textAt } from '../../ledger/index.ts';
import { concerns } from '../case/contact-history.ts';
import type { DebtorCase } from '../case/debtor-case.ts';
import type { OpenInvoice } from '../case/open-invoice.ts';
import { nameInvoices } from '../speech/name-invoices.ts';
import { spokenDay } from '../speech/spoken-day.ts';
import { type InvoiceGate, OPEN_ENDED } from './gate.ts';

/** Holds a disputed invoice: the dispute is settled inside the company first. */
export const DISPUTE_OPEN: InvoiceGate = {
  scope: 'invoice',
  reason: 'dispute_open',
  holds: (c, invoice) => (invoice.disputes.openRow >= 0 ? OPEN_ENDED : saidDispute(c, invoice)),
  evidence(c, held) {
    const first = held[0] as OpenInvoice;
    const dispute = first.disputes.openRow;
    const { openedDay, reason } = c.context.ledger.disputes;
    if (dispute < 0) return `The debtor disputes ${nameInvoices(c, held)}; register the dispute and settle it first.`;
    const about = textAt(reason, dispute);
    return `${capital(nameInvoices(c, held))} disputed since ${spokenDay(openedDay[dispute])}${about === '' ? '' : ` (${about})`}; we settle that first.`;
  },
};

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

/** Until when a dispute holds that was said in a contact and that nobody registered since; undefined without one. */
function saidDispute(c: DebtorCase, invoice: OpenInvoice): number | undefined {
  const contact = c.contacts.findLast((said) => said.outcome === 'disputed' && concerns(said, invoice));
  if (!contact) return undefined;
  const until = contact.day + c.context.policy.contacts.unregisteredDisputeDays + 1;
  if (until <= c.asOf) return undefined;
  // NO_DAY lies before every contact.
  const { latestDay, debtorLatestDay } = invoice.disputes;
  const registeredOn = contact.invoice < 0 ? debtorLatestDay : latestDay;
  return registeredOn >= contact.day ? undefined : until;
}
