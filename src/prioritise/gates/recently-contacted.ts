import type { EpochDay } from '../../calendar/index.ts';
import type { ContactOutcome } from '../../ledger/index.ts';
import type { Contact } from '../case/contact-history.ts';
import type { DebtorCase } from '../case/debtor-case.ts';
import { spokenDay } from '../speech/spoken-day.ts';
import type { DebtorGate } from './gate.ts';

/**
 * Holds a debtor that was spoken to or tried a few business days ago, and keeps the frequency cap of the law. A promise
 * that lapsed since is called about at once: contacts up to its due date do not count, but the cap for consumers stays,
 * and so does the time in which we look into what the debtor claimed (that it has paid, or received no invoice).
 */
export const RECENTLY_CONTACTED: DebtorGate = {
  scope: 'debtor',
  reason: 'recently_contacted',
  holds: (c) => latestHold(c)?.until,
  evidence(c) {
    const hold = latestHold(c);
    if (!hold) return '';
    if (hold.isCap)
      return `Called ${c.legal.frequency?.maximumCalls} times in ${c.legal.frequency?.windowDays} days: that is enough.`;
    const { contact } = hold;
    const on = spokenDay(contact.day);
    const claim = contact.outcome && CLAIMS[contact.outcome];
    if (claim) return `Said on ${on} that it ${claim} first.`;
    if (contact.outcome === 'wrong_number') return `Tried on ${on}, and the number was wrong: look for another.`;
    if (contact.kind === 'conversation') return `Spoken to on ${on} (${words(contact)}): leave them a few days.`;
    return contact.kind === 'written'
      ? `Written to on ${on}: give them time to answer.`
      : `Tried on ${on} (${words(contact)}): try again later.`;
  },
};

/** What a debtor may claim, and what we do about it before we call again. */
const CLAIMS: Readonly<Partial<Record<ContactOutcome, string>>> = {
  claims_paid: 'has paid: we look for the money',
  invoice_not_received: 'received no invoice: we send it again',
};

interface ContactHold {
  readonly contact: Contact;
  readonly until: EpochDay;
  readonly isCap: boolean;
}

const words = (contact: Contact): string => (contact.outcome ?? 'outcome not noted').replaceAll('_', ' ');

function latestHold(c: DebtorCase): ContactHold | undefined {
  const { afterConversationBusinessDays, afterAttemptBusinessDays, afterClaimBusinessDays } = c.context.policy.contacts;
  const cap = c.legal.frequency;
  const broken = c.brokenWord;
  // Two calendar days a business day and some weeks of holidays bound every hold.
  const farthest = 2 * Math.max(afterConversationBusinessDays, afterAttemptBusinessDays, afterClaimBusinessDays) + 30;
  let latest: ContactHold | undefined;
  for (let at = c.contacts.length - 1; at >= 0; at--) {
    const contact = c.contacts[at] as Contact;
    if (c.asOf - contact.day > farthest) break;
    const isSpoken = contact.kind === 'conversation';
    let until = Number.NEGATIVE_INFINITY;
    if (!broken || contact.day > broken.dueDay)
      until =
        c.calendar.addBusinessDays(contact.day, isSpoken ? afterConversationBusinessDays : afterAttemptBusinessDays) +
        1;
    if (contact.outcome && CLAIMS[contact.outcome])
      until = Math.max(until, c.calendar.addBusinessDays(contact.day, afterClaimBusinessDays) + 1);
    if (cap && isSpoken && (c.kind === 'consumer' || !broken))
      until = Math.max(until, contact.day + cap.quietDaysAfterConversation + 1);
    if (until > c.asOf && (!latest || until > latest.until)) latest = { contact, until, isCap: false };
  }
  return cappedHold(c, latest);
}

/** The hold of the cap on calls in a window, where it lasts longer. */
function cappedHold(c: DebtorCase, latest: ContactHold | undefined): ContactHold | undefined {
  const cap = c.legal.frequency;
  if (!cap) return latest;
  const calls = c.contacts.filter((contact) => contact.isCall && contact.day > c.asOf - cap.windowDays);
  const oldest = calls[calls.length - cap.maximumCalls];
  if (!oldest) return latest;
  const until = oldest.day + cap.windowDays;
  return until > c.asOf && (!latest || until > latest.until) ? { contact: oldest, until, isCap: true } : latest;
}
