import type { DebtorPage, PageAgreement, PageContact, PageSaying } from '../prioritise/index.ts';
import { OUTCOME_WORDS } from './reason-words.ts';
import { money } from './text-table.ts';

/** A line of a page: a title, or what stands below it. */
export interface PageLine {
  readonly isTitle: boolean;
  readonly text: string;
}

const STATES: Readonly<Record<PageAgreement['state'], string>> = {
  kept: 'kept',
  kept_late: 'paid, but after that day',
  broken: 'not kept',
  pending: 'its time is not over yet',
};
const CHANNELS: Readonly<Record<string, string>> = {
  call: 'call',
  email: 'e-mail',
  letter: 'letter',
  sms: 'text message',
};

/** What was said and agreed with a debtor, in words, newest first; nothing where nobody was ever in touch. */
export function historyLines({ history, currency }: Pick<DebtorPage, 'history' | 'currency'>): PageLine[] {
  const { contacts, sayings, agreements } = history;
  return [
    ...part('Last contacts', contacts.map(contactText)),
    ...part('What it said before', sayings.map(sayingText)),
    ...part(
      'What was agreed',
      agreements.map((agreement) => agreementText(agreement, currency)),
    ),
  ];
}

function part(title: string, lines: readonly string[]): PageLine[] {
  if (lines.length === 0) return [];
  return [{ isTitle: true, text: title }, ...lines.map((text) => ({ isTitle: false, text }))];
}

function contactText({ at, channel, outcome, agent, note, invoice_id }: PageContact): string {
  const who = agent === '' ? '' : ` by ${agent}`;
  const about = invoice_id === '' ? '' : ` about ${invoice_id}`;
  const how = channel === null ? 'contact' : (CHANNELS[channel] ?? channel);
  const came = outcome === null ? 'outcome not noted' : OUTCOME_WORDS[outcome];
  return `${at}, ${how}${who}${about}: ${came}${note === '' ? '' : ` – "${note}"`}`;
}

function sayingText({ at, agent, note, paid_soon }: PageSaying): string {
  const after = paid_soon === null ? '' : paid_soon ? '; money came soon after' : '; no money came soon after';
  return `${at}: "${note}"${agent === '' ? '' : `, to ${agent}`}${after}`;
}

function agreementText({ promised_on, due_on, amount, invoice_id, state }: PageAgreement, currency: string): string {
  const what = amount === null ? '' : ` ${money(amount)} ${currency}`.trimEnd();
  return `promised on ${promised_on} to pay${what} by ${due_on}${invoice_id === '' ? '' : ` for ${invoice_id}`}: ${STATES[state]}`;
}
