import { ITEM } from '../../ledger/index.ts';
import type { DebtorCase } from '../case/debtor-case.ts';

/** What followed one conversation of the past. */
export interface HeedLesson {
  /** Share of the money it was about that came within the policy's `heededWithinDays`, 0–1. */
  readonly paidShare: number;
  /** Chance that such money would have come within those days anyway, in (0, 1). */
  readonly chanceAnyway: number;
}

/** Days before its due date from which an invoice counts as what a conversation was about. */
const ABOUT_DAYS = 5;

/**
 * The conversations with a debtor whose outcome is known, oldest first: how much of the money they were about came
 * soon after, beside the policy's `anywayRate` of what comes anyway. A conversation about an invoice counts for it
 * alone, one about no invoice for all that was due. O(conversations · invoices of the debtor).
 */
export function heedLessons(c: DebtorCase): HeedLesson[] {
  const lessons: HeedLesson[] = [];
  const { ledger, items, policy } = c.context;
  const { invoices } = ledger;
  const within = policy.value.heededWithinDays;
  for (const { kind, day, invoice } of c.contacts) {
    if (kind !== 'conversation') continue;
    let all = 0;
    let paid = 0;
    for (let row = invoices.start[c.debtor]; row < invoices.start[c.debtor + 1]; row++) {
      if ((invoice >= 0 && invoice !== row) || invoices.dueDay[row] > day + ABOUT_DAYS) continue;
      if (invoices.knownDay[row] >= day || invoices.amountMinor[row] <= 0) continue;
      const isPaid = items.state[row] === ITEM.paid;
      if (isPaid ? items.paidDay[row] < day : items.state[row] !== ITEM.open) continue;
      all += invoices.amountMinor[row];
      if (isPaid && items.paidDay[row] <= day + within) paid += invoices.amountMinor[row];
    }
    if (all > 0 && (paid === all || day + within < c.asOf))
      lessons.push({ paidShare: paid / all, chanceAnyway: policy.value.anywayRate });
  }
  return lessons;
}
