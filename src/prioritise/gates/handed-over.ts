import { NO_DAY } from '../../calendar/index.ts';
import { spokenDay } from '../speech/spoken-day.ts';
import { type DebtorGate, OPEN_ENDED } from './gate.ts';

/** Holds a debtor that a collection agency or lawyer deals with. */
export const HANDED_OVER: DebtorGate = {
  scope: 'debtor',
  reason: 'handed_over',
  holds: (c) => (c.context.ledger.debtors.handedOverDay[c.debtor] === NO_DAY ? undefined : OPEN_ENDED),
  evidence: (c) =>
    `Handed over on ${spokenDay(c.context.ledger.debtors.handedOverDay[c.debtor])}: whoever has the case speaks with the debtor.`,
};
