import { formatDay } from '../../calendar/index.ts';
import { textAt } from '../../ledger/index.ts';
import type { Contact } from '../case/contact-history.ts';
import type { DebtorCase } from '../case/debtor-case.ts';
import { BETWEEN_TEXTS } from './between-texts.ts';
import { CONTACT_OUTCOMES } from './contact-outcomes.ts';
import type { SpokenLanguage } from './spoken-money.ts';

/** Conversations that are told of, and characters of each note. */
const LAST_TALKS = 3;
const MOST_CHARACTERS = 200;

/** What was noted down at a contact, on one line; empty without a note. */
export function noteOf(c: DebtorCase, contact: Contact): string {
  return oneLine(textAt(c.context.ledger.contacts.note, contact.row));
}

/** Who made a contact; empty where nobody is named. */
export function agentOf(c: DebtorCase, contact: Contact): string {
  return oneLine(textAt(c.context.ledger.contacts.agent, contact.row));
}

/**
 * What was said in the last three conversations, newest first: `2026-02-10, Anna: reached – will see to it`. A bar within
 * a note is written as a stroke, long notes are cut. O(contacts).
 */
export function sayTalks(c: DebtorCase, language: SpokenLanguage): string {
  const talks: string[] = [];
  for (let at = c.contacts.length - 1; at >= 0 && talks.length < LAST_TALKS; at--) {
    const contact = c.contacts[at];
    if (contact.kind !== 'conversation' || !contact.outcome) continue;
    const agent = agentOf(c, contact);
    const note = cut(noteOf(c, contact));
    const who = agent === '' ? '' : `, ${agent}`;
    const said = note === '' ? '' : ` – ${note}`;
    talks.push(`${formatDay(contact.day)}${who}: ${CONTACT_OUTCOMES[language][contact.outcome]}${said}`);
  }
  return talks.map((talk) => talk.replaceAll('|', '/')).join(BETWEEN_TEXTS);
}

const oneLine = (text: string): string => text.replace(/\s+/g, ' ').trim();

function cut(text: string): string {
  // Half of a character outside the basic plane is no character.
  return text.length <= MOST_CHARACTERS ? text : `${text.slice(0, MOST_CHARACTERS).replace(/[\ud800-\udbff]$/, '')}…`;
}
