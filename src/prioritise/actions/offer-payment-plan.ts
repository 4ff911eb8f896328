import type { DebtorCase } from '../case/debtor-case.ts';
import { type OpenInvoice, openSum } from '../case/open-invoice.ts';
import { nameInvoices } from '../speech/name-invoices.ts';
import { type ActionRule, isOutOfOurHands } from './action-rule.ts';
import { isRepeatedFailure } from './repeated-failure.ts';

/** A debtor that was seldom very late may be in temporary trouble when it now is. */
const USUALLY_RELIABLE = 0.25;

/** Offer instalments to a debtor that used to pay and now has a large, old debt. */
export const OFFER_PAYMENT_PLAN: ActionRule = {
  action: 'offer_payment_plan',
  callReplacesIt: false,
  propose(c, answer, reason) {
    if (isOutOfOurHands(reason) || reason === 'promise_pending' || reason === 'unapplied_cash') return undefined;
    const invoices = troubledInvoices(c, answer.callable);
    if (!invoices) return undefined;
    return {
      invoices,
      dueDay: c.asOf,
      evidence: `It is seldom this late: ${nameInvoices(c, invoices)} points to temporary trouble, so offer to pay in parts.`,
    };
  },
};

/** The overdue invoices that point to temporary trouble of a debtor that used to pay; undefined without. O(invoices). */
export function troubledInvoices(c: DebtorCase, callable: readonly OpenInvoice[]): readonly OpenInvoice[] | undefined {
  if (c.plan.state !== 'none' || isRepeatedFailure(c)) return undefined;
  // "Seldom this late" takes a record: a new debtor's trouble may be no exception.
  if (c.habit.lessons < c.context.policy.habitualLate.minimumOutcomes) return undefined;
  const { planMinimumAmount, planDaysOverdue } = c.context.policy.actions;
  const invoices = callable.filter((invoice) => invoice.timing === 'overdue');
  if (Math.min(openSum(invoices), c.balanceMinor) < planMinimumAmount * c.context.scale) return undefined;
  if (!invoices.some((invoice) => c.asOf - invoice.rolledDueDay >= planDaysOverdue)) return undefined;
  return c.context.veryLateRate[c.debtor] > USUALLY_RELIABLE ? undefined : invoices;
}
