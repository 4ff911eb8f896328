import { forCount, nameInvoices } from '../speech/name-invoices.ts';
import { type ActionRule, taskDueDay } from './action-rule.ts';
import { countFailures, isRepeatedFailure } from './repeated-failure.ts';

/** Propose a formal notice or a collection agency to a human: after repeated failure, or to lodge a claim. */
export const PROPOSE_ESCALATION: ActionRule = {
  action: 'propose_escalation',
  callReplacesIt: false,
  propose(c, answer, reason) {
    if (reason === 'insolvency')
      return {
        invoices: c.open,
        dueDay: taskDueDay(c),
        evidence: 'Insolvent: lodge the claim with the administrator.',
      };
    if (
      reason === 'handed_over' ||
      reason === 'unapplied_cash' ||
      reason === 'promise_pending' ||
      reason === 'plan_on_track'
    )
      return undefined;
    const { escalationDaysOverdue } = c.context.policy.actions;
    const old = c.open.filter((invoice) => {
      const holder = answer.heldBy.get(invoice)?.reason;
      return c.asOf - invoice.rolledDueDay >= escalationDaysOverdue && (holder === undefined || holder === 'no_action');
    });
    if (old.length === 0 || c.balanceMinor <= c.context.toleranceMinor || !isRepeatedFailure(c)) return undefined;
    const letter =
      c.legal.firstReminder?.before === 'costs' ? ' A letter with a term of 14 days comes before any costs.' : '';
    return {
      invoices: old,
      dueDay: taskDueDay(c),
      evidence: `${countFailures(c)} promises or conversations came to nothing and ${nameInvoices(c, old)} ${forCount(old, 'is', 'are')} over ${escalationDaysOverdue} days past due: a human decides about a formal notice.${letter}`,
    };
  },
};
