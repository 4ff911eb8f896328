import type { EpochDay } from '../../calendar/index.ts';
import { type Contact, lastDayOf } from './contact-history.ts';
import type { OpenInvoice } from './open-invoice.ts';
import type { PlanStanding } from './plan-standing.ts';
import type { PromiseStanding } from './promise-standing.ts';

/** A promise or instalment that lapsed and was not spoken about since. */
export interface BrokenWord {
  readonly kind: 'promise' | 'instalment';
  /** Day on which it was given. */
  readonly givenDay: EpochDay;
  readonly dueDay: EpochDay;
  /** Row of the invoice it was about, -1 for the whole debt of that day. */
  readonly invoice: number;
  /** What was agreed to be paid, minor units; NaN where no amount was named. */
  readonly amountMinor: number;
  /** What of it was booked since, minor units. */
  readonly bookedMinor: number;
}

/**
 * The promise, or instalment of a plan, that lapsed, as long as no conversation took place after its due date: "call
 * again at once" is done with once the debtor was spoken to. O(contacts).
 */
export function findBrokenWord(
  promises: PromiseStanding,
  plan: PlanStanding,
  contacts: readonly Contact[],
): BrokenWord | undefined {
  const { broken } = promises;
  if (!broken && plan.state !== 'behind') return undefined;
  const lastConversation = lastDayOf(contacts, (contact) => contact.kind === 'conversation');
  if (broken && lastConversation <= broken.dueDay)
    return {
      kind: 'promise',
      givenDay: broken.promisedDay,
      dueDay: broken.dueDay,
      invoice: broken.invoice,
      amountMinor: broken.namesAmount ? broken.promisedMinor : Number.NaN,
      bookedMinor: broken.bookedMinor,
    };
  if (plan.state === 'behind' && lastConversation <= plan.nextDueDay)
    return {
      kind: 'instalment',
      givenDay: plan.agreedDay,
      dueDay: plan.nextDueDay,
      invoice: -1,
      amountMinor: plan.nextAmountMinor,
      bookedMinor: plan.nextBookedMinor,
    };
  return undefined;
}

/** Whether an open invoice is one that a word was given for: the one it names, or one known then that is due now. O(1). */
export function isGivenFor(word: BrokenWord, invoice: OpenInvoice): boolean {
  if (word.invoice >= 0) return invoice.row === word.invoice;
  return invoice.timing !== 'pre_due' && invoice.knownDay <= word.givenDay;
}
