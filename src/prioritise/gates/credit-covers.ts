import { openSum } from '../case/open-invoice.ts';
import { money } from '../speech/name-invoices.ts';
import { type DebtorGate, OPEN_ENDED } from './gate.ts';

/** Holds a debtor whose credit notes, with what else it has to its credit, cover all it owes. */
export const CREDIT_COVERS: DebtorGate = {
  scope: 'debtor',
  reason: 'no_action',
  holds: (c) => (c.balanceMinor <= c.context.toleranceMinor ? OPEN_ENDED : undefined),
  evidence: (c) => `Credit covers the ${money(c, openSum(c.open))} that is open: match it; nothing is owed.`,
};
