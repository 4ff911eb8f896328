import { ITEM, textAt } from '../../ledger/index.ts';
import { readContacts } from '../case/contact-history.ts';
import type { QueueContext } from '../case/queue-context.ts';
import { spokenDay } from '../speech/spoken-day.ts';
import type { ActionRule } from './action-rule.ts';

/** Days before a payment in which a conversation may have brought it. */
const CALL_BEFORE_DAYS = 30;

/** Thank a habitual late payer that paid on time after a conversation, whether or not it still owes anything. */
export const THANK: ActionRule = {
  action: 'thank',
  callReplacesIt: false,
  propose(c) {
    if (!c.habit.isHabitual) return undefined;
    const row = paidOnTimeAfterCall(c.context, c.debtor);
    if (row < 0) return undefined;
    const { ledger, items } = c.context;
    return {
      invoices: [],
      dueDay: c.asOf,
      evidence: `Often late, but after our call it paid invoice ${textAt(ledger.invoices.id, row)} on ${spokenDay(items.paidDay[row])}, on time: say thank you.`,
    };
  },
};

/**
 * Whether a debtor may be thanked if it turns out to be a habitual late payer: a quick look before one without open debt is
 * read as a whole, its payment run above all. O(invoices of the debtor + contacts).
 */
export function mayBeThanked(context: QueueContext, debtor: number): boolean {
  return paidOnTimeAfterCall(context, debtor) >= 0;
}

/** The invoice paid last, if lately, on time and after a conversation; -1 without one. O(invoices + contacts). */
function paidOnTimeAfterCall(context: QueueContext, debtor: number): number {
  const { ledger, items, policy, asOf } = context;
  const { start, amountMinor, rolledDueDay } = ledger.invoices;
  let latest = -1;
  for (let row = start[debtor]; row < start[debtor + 1]; row++)
    if (
      items.state[row] === ITEM.paid &&
      amountMinor[row] > 0 &&
      (latest < 0 || items.paidDay[row] >= items.paidDay[latest])
    )
      latest = row;
  if (latest < 0) return -1;
  const paid = items.paidDay[latest];
  if (asOf - paid > policy.actions.thankWithinDays || paid > rolledDueDay[latest]) return -1;
  const wasCalled = readContacts(context, debtor).some(
    (contact) =>
      contact.kind === 'conversation' &&
      contact.day <= paid &&
      contact.day >= paid - CALL_BEFORE_DAYS &&
      (contact.invoice < 0 || contact.invoice === latest),
  );
  return wasCalled ? latest : -1;
}
