import { NO_DAY } from '../../calendar/index.ts';
import { spokenDay } from '../speech/spoken-day.ts';
import { type DebtorGate, OPEN_ENDED } from './gate.ts';

/** Holds a debtor that is insolvent: the claim goes to the administrator. */
export const INSOLVENCY: DebtorGate = {
  scope: 'debtor',
  reason: 'insolvency',
  holds: (c) => (c.context.ledger.debtors.insolventDay[c.debtor] === NO_DAY ? undefined : OPEN_ENDED),
  evidence: (c) =>
    `Insolvent since ${spokenDay(c.context.ledger.debtors.insolventDay[c.debtor])}: the claim goes to the administrator, not to the debtor.`,
};
