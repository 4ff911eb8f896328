import { ITEM, textAt } from '../../ledger/index.ts';
import type { DebtorCase } from '../case/debtor-case.ts';
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
    const row = paidOnTimeAfterCall(c);
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
 * Whether any invoice was paid within the policy's days of thanks: a quick look before a debtor without open debt is read
 * as a whole. O(invoices of the debtor).
 */
export function hasPaidLately({ ledger, items, policy, asOf }: QueueContext, debtor: number): boolean {
  const { start } = ledger.invoices;
  for (let row = start[debtor]; row < start[debtor + 1]; row++)
    if (items.state[row] === ITEM.paid && asOf - items.paidDay[row] <= policy.actions.thankWithinDays) return true;
  return false;
}

/** The invoice paid last, if lately, on time and after a conversation; -1 without one. O(invoices + contacts). */
function paidOnTimeAfterCall(c: DebtorCase): number {
  const { ledger, items, policy } = c.context;
  const { invoices } = ledger;
  let latest = -1;
  for (let row = invoices.start[c.debtor]; row < invoices.start[c.debtor + 1]; row++)
    if (
      items.state[row] === ITEM.paid &&
      invoices.amountMinor[row] > 0 &&
      (latest < 0 || items.paidDay[row] >= items.paidDay[latest])
    )
      latest = row;
  if (latest < 0) return -1;
  const paid = items.paidDay[latest];
  if (c.asOf - paid > policy.actions.thankWithinDays || paid > invoices.rolledDueDay[latest]) return -1;
  const wasCalled = c.contacts.some(
    (contact) =>
      contact.kind === 'conversation' &&
      contact.day <= paid &&
      contact.day >= paid - CALL_BEFORE_DAYS &&
      (contact.invoice < 0 || contact.invoice === latest),
  );
  return wasCalled ? latest : -1;
}
