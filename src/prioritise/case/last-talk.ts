import type { EpochDay } from '../../calendar/index.ts';
import type { ContactOutcome } from '../../ledger/index.ts';
import { concerns } from './contact-history.ts';
import type { DebtorCase } from './debtor-case.ts';
import type { OpenInvoice } from './open-invoice.ts';

/** The last time somebody spoke with a debtor about certain invoices. */
export interface LastTalk {
  readonly day: EpochDay;
  /** What came of it; a promise without a conversation on record was spoken, too. */
  readonly outcome: ContactOutcome | undefined;
  /** Those of the invoices that it was about, at least one. */
  readonly about: readonly OpenInvoice[];
}

/**
 * The last conversation, or promise, about any of these invoices. One that names no invoice was about those that were due
 * by then; where none was, about those that were coming up. Undefined where nobody has spoken about them.
 * O((contacts + promises) · invoices).
 */
export function lastTalk(c: DebtorCase, invoices: readonly OpenInvoice[]): LastTalk | undefined {
  const promised = lastPromise(c, invoices);
  for (let at = c.contacts.length - 1; at >= 0; at--) {
    const contact = c.contacts[at];
    if (promised && contact.day < promised.day) break;
    if (contact.kind !== 'conversation') continue;
    const about = aboutThen(contact, invoices);
    if (about.length > 0) return { day: contact.day, outcome: contact.outcome, about };
  }
  return promised;
}

function lastPromise(c: DebtorCase, invoices: readonly OpenInvoice[]): LastTalk | undefined {
  const { promises } = c.context.ledger;
  for (let row = promises.start[c.debtor + 1] - 1; row >= promises.start[c.debtor]; row--) {
    const day = promises.promisedDay[row];
    const about = aboutThen({ invoice: promises.invoice[row], day }, invoices);
    if (about.length > 0) return { day, outcome: 'promised', about };
  }
  return undefined;
}

function aboutThen(
  said: { readonly invoice: number; readonly day: EpochDay },
  invoices: readonly OpenInvoice[],
): readonly OpenInvoice[] {
  const concerned = invoices.filter((invoice) => concerns(said, invoice));
  const due = concerned.filter((invoice) => invoice.dueDay <= said.day);
  return due.length > 0 ? due : concerned;
}
