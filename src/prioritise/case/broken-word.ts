import type { EpochDay } from '../../calendar/index.ts';
import { type Contact, lastDayOf } from './contact-history.ts';
import type { PlanStanding } from './plan-standing.ts';
import type { PromiseStanding } from './promise-standing.ts';

/** A promise or instalment that lapsed and was not spoken about since. */
export interface BrokenWord {
  readonly dueDay: EpochDay;
  /** Row of the invoice it was about, -1 for the whole debt. */
  readonly invoice: number;
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
  if (broken && lastConversation <= broken.dueDay) return { dueDay: broken.dueDay, invoice: broken.invoice };
  if (plan.state === 'behind' && lastConversation <= plan.nextDueDay) return { dueDay: plan.nextDueDay, invoice: -1 };
  return undefined;
}
