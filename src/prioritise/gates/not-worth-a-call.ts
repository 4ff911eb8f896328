import { weightedByAmount } from '../case/open-invoice.ts';
import { brokenPromiseIn } from '../reasons/broken-promise.ts';
import { money } from '../speech/name-invoices.ts';
import { valueAgainstNever } from '../value/value-call.ts';
import type { DebtorGate } from './gate.ts';

/** Holds a debtor whom calling today brings less than the policy asks; a broken promise is always called about. */
export const NOT_WORTH_A_CALL: DebtorGate = {
  scope: 'debtor',
  reason: 'not_worth_a_call',
  holds(c, callable) {
    if (callable.length === 0 || brokenPromiseIn(c, callable)) return undefined;
    return valueAgainstNever(c, callable) < c.context.policy.minimumValue
      ? c.calendar.addBusinessDays(c.asOf, 1)
      : undefined;
  },
  evidence(c, callable) {
    const soon = Math.round(100 * weightedByAmount(callable, (invoice) => invoice.pPaidSoon));
    const value = valueAgainstNever(c, callable) * c.context.scale;
    return `A call today is expected to bring ${money(c, value)}: ${soon} % of the money is likely to come within three business days anyway.`;
  },
};
