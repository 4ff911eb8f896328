import { type BusinessCalendar, type EpochDay, NO_DAY } from '../../calendar/index.ts';
import { cashBooked } from './cash-received.ts';
import type { OpenInvoice } from './open-invoice.ts';
import type { QueueContext } from './queue-context.ts';

/** How a debtor stands with its payment plan. */
export interface PlanStanding {
  readonly state: 'none' | 'on_track' | 'behind';
  /** Due date of the first instalment that is not covered yet; `NO_DAY` where there is none. */
  readonly nextDueDay: EpochDay;
  readonly nextAmountMinor: number;
  /** What of that instalment has come in already. */
  readonly nextBookedMinor: number;
  /** Day since which money counts for the plan: that of the agreement; `NO_DAY` without a plan. */
  readonly agreedDay: EpochDay;
  /** Last day through which that instalment is pending. */
  readonly lapseDay: EpochDay;
}

/** A debtor without a plan, or whose plan is paid. */
export const NO_PLAN: PlanStanding = {
  state: 'none',
  nextDueDay: NO_DAY,
  nextAmountMinor: 0,
  nextBookedMinor: 0,
  agreedDay: NO_DAY,
  lapseDay: NO_DAY,
};

/** Days before the first instalment on which a plan without a date is taken to have been agreed. */
const UNDATED_PLAN_DAYS = 31;

/**
 * The plan agreed last: its instalments, in order, against the money booked since it was agreed. Behind when an
 * instalment has lapsed (as a promise does) without being covered; none once all are covered. O(instalments + payments
 * since).
 */
export function readPlan(
  context: QueueContext,
  debtor: number,
  calendar: BusinessCalendar,
  open: readonly OpenInvoice[],
): PlanStanding {
  const { plans } = context.ledger;
  const { keptShare, graceBusinessDays } = context.policy.promises;
  const first = plans.start[debtor];
  const end = plans.start[debtor + 1];
  if (first === end) return NO_PLAN;
  let agreed = NO_DAY;
  for (let row = first; row < end; row++) agreed = Math.max(agreed, plans.agreedDay[row]);
  const since = agreed === NO_DAY ? plans.dueDay[first] - UNDATED_PLAN_DAYS : agreed;
  // A plan whose debt is settled by other means is over.
  if (!open.some((invoice) => context.ledger.invoices.knownDay[invoice.row] <= since)) return NO_PLAN;
  const received = cashBooked(context, debtor, since);
  let owed = 0;
  for (let row = first; row < end; row++) {
    if (plans.agreedDay[row] !== agreed) continue;
    owed += plans.amountMinor[row];
    if (received >= keptShare * owed) continue;
    const lapseDay = calendar.addBusinessDays(plans.dueDay[row], graceBusinessDays);
    return {
      state: context.asOf <= lapseDay ? 'on_track' : 'behind',
      nextDueDay: plans.dueDay[row],
      nextAmountMinor: plans.amountMinor[row],
      nextBookedMinor: Math.max(0, received - (owed - plans.amountMinor[row])),
      agreedDay: since,
      lapseDay,
    };
  }
  return NO_PLAN;
}
