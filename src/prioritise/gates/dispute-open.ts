import { NO_DAY } from '../../calendar/index.ts';
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
  holds: (c, invoice) => (openDispute(c, invoice) >= 0 ? OPEN_ENDED : saidDispute(c, invoice)),
  evidence(c, held) {
    const first = held[0] as OpenInvoice;
    const dispute = openDispute(c, first);
    const { openedDay, reason } = c.context.ledger.disputes;
    if (dispute < 0) return `The debtor disputes ${nameInvoices(c, held)}; register the dispute and settle it first.`;
    const about = textAt(reason, dispute);
    return `${capital(nameInvoices(c, held))} disputed since ${spokenDay(openedDay[dispute])}${about === '' ? '' : ` (${about})`}; we settle that first.`;
  },
};

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

/** Row of an open dispute about the invoice, -1 without one. O(disputes of the debtor). */
function openDispute(c: DebtorCase, invoice: OpenInvoice): number {
  const { disputes } = c.context.ledger;
  for (let row = disputes.start[c.debtor]; row < disputes.start[c.debtor + 1]; row++)
    if (disputes.invoice[row] === invoice.row && disputes.resolvedDay[row] === NO_DAY) return row;
  return -1;
}

/** Until when a dispute holds that was said in a contact and that nobody registered since; undefined without one. */
function saidDispute(c: DebtorCase, invoice: OpenInvoice): number | undefined {
  const contact = c.contacts.findLast((said) => said.outcome === 'disputed' && concerns(said, invoice));
  if (!contact) return undefined;
  const until = contact.day + c.context.policy.contacts.unregisteredDisputeDays + 1;
  if (until <= c.asOf) return undefined;
  const { disputes } = c.context.ledger;
  for (let row = disputes.start[c.debtor]; row < disputes.start[c.debtor + 1]; row++) {
    const isAboutIt = contact.invoice < 0 || disputes.invoice[row] === invoice.row;
    if (isAboutIt && (disputes.openedDay[row] >= contact.day || disputes.resolvedDay[row] >= contact.day))
      return undefined;
  }
  return until;
}
