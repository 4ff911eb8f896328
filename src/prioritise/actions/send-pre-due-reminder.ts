import { weightedByAmount } from '../case/open-invoice.ts';
import { forCount, nameInvoices } from '../speech/name-invoices.ts';
import { type ActionRule, heldFor } from './action-rule.ts';
import { wroteLately } from './wrote-lately.ts';

/** A friendly reminder just before the due date, where lateness is likely and no run explains it. */
export const SEND_PRE_DUE_REMINDER: ActionRule = {
  action: 'send_pre_due_reminder',
  callReplacesIt: true,
  propose(c, answer, reason) {
    if (reason !== undefined && reason !== 'no_action' && reason !== 'do_not_call' && reason !== 'over_capacity')
      return undefined;
    const { preDueReminderDays, preDueReminderPLate } = c.context.policy.actions;
    if (c.balanceMinor <= c.context.toleranceMinor || (c.run.family !== 'none' && !c.habit.isHabitual))
      return undefined;
    const invoices = [...heldFor(c, answer, 'no_action'), ...answer.callable].filter(
      (invoice) =>
        invoice.timing === 'pre_due' &&
        invoice.dueDay - c.asOf <= preDueReminderDays &&
        invoice.pLate >= preDueReminderPLate &&
        !wroteLately(c, [invoice]),
    );
    if (invoices.length === 0) return undefined;
    const chance = Math.round(100 * weightedByAmount(invoices, (invoice) => invoice.pLate));
    return {
      invoices,
      dueDay: Math.min(...invoices.map((invoice) => invoice.dueDay)),
      evidence: `${nameInvoices(c, invoices)} ${forCount(invoices, 'falls', 'fall')} due soon, ${chance} % likely to be late: a friendly reminder.`,
    };
  },
};
