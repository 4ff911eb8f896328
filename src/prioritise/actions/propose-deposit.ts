import { weightedByAmount } from '../case/open-invoice.ts';
import { type ActionRule, isOutOfOurHands } from './action-rule.ts';

/** Propose a deposit or prepayment for a new debtor that is likely to pay very late. */
export const PROPOSE_DEPOSIT: ActionRule = {
  action: 'propose_deposit',
  callReplacesIt: false,
  propose(c, _answer, reason) {
    if (
      isOutOfOurHands(reason) ||
      reason === 'direct_debit' ||
      c.open.length === 0 ||
      c.balanceMinor <= c.context.toleranceMinor
    )
      return undefined;
    const { depositTenureDays, depositPVeryLate } = c.context.policy.actions;
    const tenure = c.context.tenureDays[c.debtor];
    if (tenure > depositTenureDays) return undefined;
    const chance = weightedByAmount(c.open, (invoice) => invoice.pVeryLate);
    if (chance < depositPVeryLate) return undefined;
    const known = Number.isNaN(tenure) ? 'New' : `Known for ${tenure} days only`;
    return {
      invoices: c.open,
      dueDay: c.asOf,
      evidence: `${known}, and ${Math.round(100 * chance)} % likely to pay more than 30 days late: a human decides about a deposit.`,
    };
  },
};
