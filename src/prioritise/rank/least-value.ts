import type { QueueContext } from '../case/queue-context.ts';
import type { DebtorDecision } from './decide-debtor.ts';

/** With fewer debtors a median says little, and there is time to call them all. */
const LEAST_DEBTORS = 20;
const DAYS_A_YEAR = 365;

/**
 * The value below which calls are not made: what the debt of the typical debtor costs in the policy's `typicalDebtDays`,
 * at the cost of capital, in major units. The typical debt is the (lower) median balance of all listed debtors who owe something, so
 * the limit grows with the amounts of the ledger, whatever their scale, and hardly moves from day to day. Minus infinity
 * with fewer than 20 such debtors. O(n log n).
 */
export function leastValue(
  context: Pick<QueueContext, 'policy' | 'scale'>,
  decisions: readonly DebtorDecision[],
): number {
  return leastValueOf(
    context,
    Float64Array.from(decisions, (decision) => decision.balanceMinor)
      .filter((balance) => balance > 0)
      .sort(),
  );
}

/** The same from the balances above 0, ascending, minor units. O(1). */
export function leastValueOf(
  { policy, scale }: Pick<QueueContext, 'policy' | 'scale'>,
  balances: ArrayLike<number>,
): number {
  const { typicalDebtDays, value } = policy;
  if (typicalDebtDays === 0 || balances.length < LEAST_DEBTORS) return Number.NEGATIVE_INFINITY;
  const typical = balances[(balances.length - 1) >> 1] / scale;
  return (typicalDebtDays * typical * value.costOfCapital) / DAYS_A_YEAR;
}
