import type { EpochDay } from '../../calendar/index.ts';
import type { Policy } from '../policy/policy-schema.ts';

type HoldoutPolicy = Pick<Policy, 'holdoutShare' | 'holdoutSeed' | 'holdoutPeriodDays'>;

/**
 * Whether a debtor is left out at random: a hash of seed, debtor id and period of the as-of date falls below the share.
 * The same debtor stays out for a whole period, whatever else the ledger holds. O(length of the id).
 */
export function isHeldOut(debtorId: string, asOf: EpochDay, policy: HoldoutPolicy): boolean {
  if (policy.holdoutShare <= 0) return false;
  const period = Math.floor(asOf / policy.holdoutPeriodDays);
  return uniformOfText(`${policy.holdoutSeed}/${policy.holdoutPeriodDays}/${period}/${debtorId}`) < policy.holdoutShare;
}

/** First day of the next period. O(1). */
export function holdoutEnd(asOf: EpochDay, policy: HoldoutPolicy): EpochDay {
  return (Math.floor(asOf / policy.holdoutPeriodDays) + 1) * policy.holdoutPeriodDays;
}

/** A text as a number in [0, 1): FNV-1a over its UTF-16 units, stirred by the finaliser of MurmurHash3. */
export function uniformOfText(text: string): number {
  let hash = 0x811c9dc5;
  for (let at = 0; at < text.length; at++) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return ((hash ^ (hash >>> 16)) >>> 0) / 2 ** 32;
}
