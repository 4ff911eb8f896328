import { isMoney } from '../case/cash-received.ts';
import type { DebtorCase } from '../case/debtor-case.ts';
import type { OpenInvoice } from '../case/open-invoice.ts';
import { heedPosterior } from './heed-posterior.ts';
import { heedLessons } from './heed-record.ts';

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
 * Reach and heed rates of a debtor, its own record leaning on the policy's rates: reach as a beta-binomial mean of calls
 * answered, the policy's rate being worth `reachRecordWeight` calls; heed as the mean of `heedPosterior`. Conversations
 * about the present debt that no payment followed lower heed further. This record informs, it does not prove: what
 * calls change is measured by hold-outs alone. O(contacts · invoices of the debtor).
 */
export function ownResponse(c: DebtorCase, callable: readonly OpenInvoice[], stageHeed: number): OwnResponse {
  const { value } = c.context.policy;
  const { payments } = c.context.ledger;
  const oldestDue = callable.reduce(
    (oldest, invoice) => Math.min(oldest, invoice.preDueFrom),
    Number.POSITIVE_INFINITY,
  );
  let calls = 0;
  let reached = 0;
  let ignored = 0;
  let p = payments.start[c.debtor];
  const end = payments.start[c.debtor + 1];
  for (const contact of c.contacts) {
    if (contact.isCall && contact.outcome !== undefined) calls++;
    if (contact.kind !== 'conversation') continue;
    if (contact.isCall) reached++;
    if (contact.day < oldestDue) continue;
    while (p < end && (payments.bookedDay[p] <= contact.day || !isMoney(payments.kind[p]))) p++;
    if (!(p < end && payments.bookedDay[p] <= contact.day + value.heededWithinDays)) ignored++;
  }
  const prior = value.reachRecordWeight;
  return {
    reach: (reached + prior * value.reachRate) / (calls + prior),
    heed: heedPosterior(heedLessons(c), stageHeed, value.ownRecordWeight) * value.ignoredFactor ** ignored,
    ignored,
  };
}
