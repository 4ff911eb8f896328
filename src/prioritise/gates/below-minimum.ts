import { openSum } from '../case/open-invoice.ts';
import { money } from '../speech/name-invoices.ts';
import { type DebtorGate, OPEN_ENDED } from './gate.ts';

/** Holds a debtor of whom too little is open to be called about. */
export const BELOW_MINIMUM: DebtorGate = {
  scope: 'debtor',
  reason: 'below_minimum',
  holds(c, callable) {
    if (callable.length === 0) return undefined;
    const about = Math.min(openSum(callable), c.balanceMinor);
    return about < c.context.policy.minimumAmount * c.context.scale ? OPEN_ENDED : undefined;
  },
  evidence: (c, callable) =>
    `${money(c, Math.min(openSum(callable), c.balanceMinor))} is to be called about; calls are made from ${money(c, c.context.policy.minimumAmount * c.context.scale)}.`,
};
