import { nameInvoices } from '../speech/name-invoices.ts';
import { type ActionRule, heldFor, taskDueDay } from './action-rule.ts';

/** Settle a dispute inside the company. */
export const RESOLVE_DISPUTE: ActionRule = {
  action: 'resolve_dispute',
  callReplacesIt: false,
  propose(c, answer) {
    const invoices = heldFor(c, answer, 'dispute_open');
    if (invoices.length === 0) return undefined;
    return {
      invoices,
      dueDay: taskDueDay(c),
      evidence: `${nameInvoices(c, invoices)} will not be paid before the dispute is settled.`,
    };
  },
};
