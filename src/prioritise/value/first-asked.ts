import type { EpochDay } from '../../calendar/index.ts';
import type { Contact } from '../case/contact-history.ts';

/**
 * First day on or after `from` on which the debtor was spoken to or written to; infinity without one. `contacts` oldest
 * first. O(log contacts + attempts).
 */
export function firstAsked(contacts: readonly Contact[], from: EpochDay): number {
  let low = 0;
  let high = contacts.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (contacts[middle].day < from) low = middle + 1;
    else high = middle;
  }
  while (low < contacts.length && contacts[low].kind === 'attempt') low++;
  return contacts[low]?.day ?? Number.POSITIVE_INFINITY;
}
