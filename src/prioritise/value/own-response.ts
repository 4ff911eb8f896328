import { isMoney } from '../case/cash-received.ts';
import type { Contact } from '../case/contact-history.ts';
import type { DebtorCase } from '../case/debtor-case.ts';
import type { OpenInvoice } from '../case/open-invoice.ts';

/** How a debtor is expected to respond to a call, its own record leaning on the policy's rates. */
export interface OwnResponse {
  /** Chance that a call reaches somebody, 0–1. */
  readonly reach: number;
  /** Chance that a conversation brings the payment forward, 0–1. */
  readonly heed: number;
  /** Conversations about the present debt that no payment followed. */
  readonly ignored: number;
}

/**
 * Reach and heed rates of a debtor: beta-binomial means of its own record with the policy's rates as priors worth
 * `ownRecordWeight` calls. A conversation counts as heeded when money was booked within `heededWithinDays`, and is
 * judged only once those days are over. This record informs, it does not prove: what calls change is measured by
 * hold-outs alone. O(contacts + payments).
 */
export function ownResponse(c: DebtorCase, callable: readonly OpenInvoice[], stageHeed: number): OwnResponse {
  const { value } = c.context.policy;
  const weight = value.ownRecordWeight;
  const { payments } = c.context.ledger;
  const oldestDue = callable.reduce(
    (oldest, invoice) => Math.min(oldest, invoice.preDueFrom),
    Number.POSITIVE_INFINITY,
  );
  let calls = 0;
  let reached = 0;
  let judged = 0;
  let heeded = 0;
  let ignored = 0;
  let p = payments.start[c.debtor];
  const end = payments.start[c.debtor + 1];
  for (const contact of c.contacts) {
    if (contact.isCall && contact.outcome !== undefined) calls++;
    if (contact.kind !== 'conversation') continue;
    if (contact.isCall) reached++;
    while (p < end && (payments.bookedDay[p] <= contact.day || !isMoney(payments.kind[p]))) p++;
    const isHeeded = p < end && payments.bookedDay[p] <= contact.day + value.heededWithinDays;
    if (isHeeded) heeded++;
    if (isHeeded || isOver(contact, c.asOf - value.heededWithinDays)) judged++;
    if (!isHeeded && contact.day >= oldestDue) ignored++;
  }
  return {
    reach: (reached + weight * value.reachRate) / (calls + weight),
    heed: ((heeded + weight * stageHeed) / (judged + weight)) * value.ignoredFactor ** ignored,
    ignored,
  };
}

const isOver = (contact: Contact, day: number): boolean => contact.day <= day;
