import type { QueueContext } from '../case/queue-context.ts';
import type { Policy } from '../policy/policy-schema.ts';
import { type Behaviour, behaviourOf } from './assigned-units.ts';

/** Key of the policy's `behaviourHeed` for each behaviour. */
export const BEHAVIOUR_KEYS = {
  mostly_late: 'mostlyLate',
  mostly_on_time: 'mostlyOnTime',
  little_known: 'littleKnown',
} as const satisfies Readonly<Record<Behaviour, keyof Policy['behaviourHeed']>>;

/**
 * What one debtor is looked at with: the context itself where the policy treats all behaviours alike, else one whose heed
 * rates are multiplied by the factor of how it has paid before, at most 1. O(1), or O(invoices of the debtor).
 */
export function withBehaviourHeed(context: QueueContext, debtor: number): QueueContext {
  const { policy, ledger, items, asOf } = context;
  if (Object.values(policy.behaviourHeed).every((factor) => factor === 1)) return context;
  const factor = policy.behaviourHeed[BEHAVIOUR_KEYS[behaviourOf(ledger, items, debtor, asOf)]];
  const { value } = policy;
  const heedRate = Object.fromEntries(
    Object.entries(value.heedRate).map(([stage, rate]) => [stage, Math.min(1, rate * factor)]),
  ) as Policy['value']['heedRate'];
  return { ...context, policy: { ...policy, value: { ...value, heedRate } } };
}
