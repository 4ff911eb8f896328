import type { DebtorCase } from '../case/debtor-case.ts';
import { ownResponse } from '../value/own-response.ts';

/**
 * Whether promises broken, an instalment missed and conversations ignored about the overdue debt come to the policy's
 * number of failures. O(contacts + payments).
 */
export function isRepeatedFailure(c: DebtorCase): boolean {
  return countFailures(c) >= c.context.policy.actions.escalationFailures;
}

/** Broken promises, a missed instalment and ignored conversations about what is overdue. O(contacts + payments). */
export function countFailures(c: DebtorCase): number {
  const overdue = c.open.filter((invoice) => invoice.timing === 'overdue');
  if (overdue.length === 0) return 0;
  const isBehind = c.plan.state === 'behind' ? 1 : 0;
  return c.promises.brokenEver + isBehind + ownResponse(c, overdue, 0).ignored;
}
