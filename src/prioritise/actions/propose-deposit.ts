import { ITEM } from '../../ledger/index.ts';
import type { DebtorCase } from '../case/debtor-case.ts';
import { openSum, weightedByAmount } from '../case/open-invoice.ts';
import { forCount, nameInvoices } from '../speech/name-invoices.ts';
import { type ActionRule, isOutOfOurHands } from './action-rule.ts';

/** An invoice paid no later than this after its rolled due date speaks for its debtor. */
const WELL_PAID_DAYS = 30;

/**
 * Propose to a human a deposit or prepayment for further orders of a new debtor of high risk: known for a short time, not
 * one invoice paid within 30 days of its due date, and a large overdue debt, about which a call could be made, that is
 * likely to come very late. A debtor whose invoices are disputed, unchecked, debited or promised is not judged by them.
 */
export const PROPOSE_DEPOSIT: ActionRule = {
  action: 'propose_deposit',
  callReplacesIt: false,
  propose(c, answer, reason) {
    if (isOutOfOurHands(reason) || reason === 'promise_pending' || reason === 'unapplied_cash') return undefined;
    if (c.plan.state !== 'none') return undefined;
    const { depositTenureDays, depositPVeryLate, depositMinimumAmount } = c.context.policy.actions;
    const tenure = c.context.tenureDays[c.debtor];
    if (tenure > depositTenureDays) return undefined;
    const invoices = answer.callable.filter((invoice) => invoice.timing === 'overdue');
    const about = Math.min(openSum(invoices), c.balanceMinor);
    if (invoices.length === 0 || about < depositMinimumAmount * c.context.scale) return undefined;
    const chance = weightedByAmount(invoices, (invoice) => invoice.pVeryLate);
    if (chance < depositPVeryLate || hasPaidWell(c)) return undefined;
    const known = Number.isNaN(tenure) ? 'New' : `Known for ${tenure} days only`;
    return {
      invoices,
      dueDay: c.asOf,
      evidence: `${known}, no invoice paid within ${WELL_PAID_DAYS} days of its due date, and ${nameInvoices(c, invoices)} ${forCount(invoices, 'is', 'are')} ${Math.round(100 * chance)} % likely to come more than ${WELL_PAID_DAYS} days late: a human decides about a deposit for further orders.`,
    };
  },
};

function hasPaidWell({ context, debtor }: DebtorCase): boolean {
  const { items, ledger } = context;
  const { start, rolledDueDay, amountMinor } = ledger.invoices;
  for (let row = start[debtor]; row < start[debtor + 1]; row++) {
    if (items.state[row] !== ITEM.paid || amountMinor[row] <= 0) continue;
    if (items.paidDay[row] - rolledDueDay[row] <= WELL_PAID_DAYS) return true;
  }
  return false;
}
