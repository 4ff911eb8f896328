import type { EpochDay } from '../calendar/index.ts';
import { ANNOUNCED_AFTER_DAYS, type DebtorProfile, HANDED_OVER_AFTER_DAYS } from './debtor-profile.ts';
import { PURPOSE, uniform } from './debtor-stream.ts';

/** Whether an insolvent debtor goes to a collection agency (else its insolvency is announced). O(1). */
export function isHandedOver(profile: DebtorProfile): boolean {
  return uniform(profile.stream, PURPOSE.flags, 5) < 0.3;
}

/** Day of the hand-over or the announcement, from which the team calls no more; beyond any date for the solvent. */
export function endOfContact(profile: DebtorProfile): EpochDay {
  return profile.insolvencyDay + (isHandedOver(profile) ? HANDED_OVER_AFTER_DAYS : ANNOUNCED_AFTER_DAYS);
}
