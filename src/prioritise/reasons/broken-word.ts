import type { EpochDay } from '../../calendar/index.ts';
import { lastDayOf } from '../case/contact-history.ts';
import type { DebtorCase } from '../case/debtor-case.ts';

/** A promise or instalment that lapsed and was not spoken about since. */
export interface BrokenWord {
  readonly dueDay: EpochDay;
  readonly promisedMinor: number;
  readonly bookedMinor: number;
  /** Row of the invoice it was about, -1 for the whole debt. */
  readonly invoice: number;
  readonly isInstalment: boolean;
}

/**
 * The promise, or instalment of a plan, that lapsed, as long as no conversation took place after its due date: "call
 * again at once" is done with once the debtor was spoken to. O(contacts).
 */
export function brokenWord(c: DebtorCase): BrokenWord | undefined {
  const lastConversation = lastDayOf(c.contacts, (contact) => contact.kind === 'conversation');
  const { broken } = c.promises;
  if (broken && lastConversation <= broken.dueDay) return { ...broken, isInstalment: false };
  if (c.plan.state === 'behind' && lastConversation <= c.plan.nextDueDay)
    return {
      dueDay: c.plan.nextDueDay,
      promisedMinor: c.plan.nextAmountMinor,
      bookedMinor: 0,
      invoice: -1,
      isInstalment: true,
    };
  return undefined;
}
