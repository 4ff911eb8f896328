import { type DebtorGate, OPEN_ENDED } from './gate.ts';

/** Holds a debtor that asked not to be called. */
export const DO_NOT_CALL: DebtorGate = {
  scope: 'debtor',
  reason: 'do_not_call',
  holds: (c) => (c.context.ledger.debtors.doNotCall[c.debtor] === 1 ? OPEN_ENDED : undefined),
  evidence: () => 'Asked not to be called: write instead.',
};
