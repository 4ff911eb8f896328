import { money } from '../speech/name-invoices.ts';
import { spokenDay } from '../speech/spoken-day.ts';
import type { DebtorGate } from './gate.ts';

/** Holds a debtor that keeps to its payment plan, until its next instalment lapses. */
export const PLAN_ON_TRACK: DebtorGate = {
  scope: 'debtor',
  reason: 'plan_on_track',
  holds: (c) => (c.plan.state === 'on_track' ? c.plan.lapseDay + 1 : undefined),
  evidence: (c) =>
    `Pays by instalments and keeps to the plan; the next ${money(c, c.plan.nextAmountMinor)} is due on ${spokenDay(c.plan.nextDueDay)}.`,
};
