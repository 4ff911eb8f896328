import type { Policy } from '../policy/policy-schema.ts';
import type { CallReason } from '../queue-rows.ts';

/**
 * Minutes that a call takes by the policy, from all its reasons: a broken promise first, then whether it is the first
 * conversation about an overdue debt; a call about nothing overdue is a pre-due one. O(reasons).
 */
export function callMinutes({ minutesPerCall }: Policy, reasons: readonly CallReason[]): number {
  if (reasons.includes('broken_promise')) return minutesPerCall.brokenPromise;
  if (reasons.includes('overdue_follow_up')) return minutesPerCall.followUp;
  return reasons.includes('overdue_first_contact') ? minutesPerCall.firstContact : minutesPerCall.preDue;
}
