import type { BrokenWord } from '../case/broken-word.ts';
import { isGivenFor } from '../case/broken-word.ts';
import type { DebtorCase } from '../case/debtor-case.ts';
import { type LastTalk, lastTalk } from '../case/last-talk.ts';
import type { OpenInvoice } from '../case/open-invoice.ts';
import type { CallReason } from '../queue-rows.ts';
import { brokenPromiseIn } from '../reasons/broken-promise.ts';
import { preDueReason } from '../reasons/pre-due-reason.ts';
import { invoiceIds } from './name-invoices.ts';
import { sayInvoices, sayInvoicesWithDue } from './say-invoices.ts';
import { fillSpeech, SPEECH } from './speech.ts';
import { spokenDay } from './spoken-day.ts';
import { type SpokenLanguage, spokenMoney } from './spoken-money.ts';
import type { OpeningSituation } from './texts/speech-texts.ts';

/** What a call is opened about: a situation, and the invoices of the call that are named in it. */
export interface Opening {
  readonly situation: OpeningSituation;
  readonly about: readonly OpenInvoice[];
  readonly broken: BrokenWord | undefined;
  readonly talk: LastTalk | undefined;
}

/**
 * How to open a call about these invoices. It speaks of an agreement or a talk only with the amount and the invoices that
 * were spoken of: those that were known on that day. O(contacts · invoices).
 */
export function chooseOpening(c: DebtorCase, callable: readonly OpenInvoice[], reason: CallReason): Opening {
  const broken = brokenPromiseIn(c, callable);
  const due = callable.filter((invoice) => invoice.timing !== 'pre_due');
  const dueOrAll = due.length > 0 ? due : callable;
  const talk = lastTalk(c, dueOrAll);
  const open = (situation: OpeningSituation, about: readonly OpenInvoice[]): Opening => ({
    situation,
    about,
    broken,
    talk,
  });
  // What the debtor claimed since it gave its word comes first: who says that it has paid is not asked for a day.
  if (talk && (!broken || talk.day > broken.givenDay)) {
    if (talk.outcome === 'claims_paid') return open('says_paid', talk.about);
    if (talk.outcome === 'invoice_not_received')
      return open(hasWrittenSince(c, talk) ? 'says_not_received_written' : 'says_not_received', talk.about);
  }
  if (reason === 'broken_promise' && broken) {
    const given = callable.filter((invoice) => isGivenFor(broken, invoice));
    if (broken.kind === 'instalment') return open('broken_instalment', given);
    if (Number.isNaN(broken.amountMinor)) return open('broken_promise_no_amount', overdueThen(given, broken));
    return open(broken.invoice >= 0 ? 'broken_promise_for' : 'broken_promise', given);
  }
  switch (reason) {
    case 'missed_run':
      return open(
        'missed_run',
        due.filter((invoice) => invoice.missedRun),
      );
    case 'overdue_follow_up':
      if (talk) return open('follow_up', talk.about);
      return open('first_contact', dueOrAll);
    case 'habitual_late_pre_due':
      return open('pre_due', callable);
    case 'not_received_pre_due':
      return open('often_not_received', callable);
    case 'high_value_pre_due':
      return open(
        'high_value',
        callable.filter((invoice) => preDueReason(c, invoice) === 'high_value_pre_due'),
      );
    default:
      return open(
        c.notReceivedClaims >= c.context.policy.preDue.notReceivedClaims ? 'often_not_received' : 'first_contact',
        dueOrAll,
      );
  }
}

/** A promise that names no amount was about what was overdue on its day; where nothing was, about all that was known. */
function overdueThen(given: readonly OpenInvoice[], { givenDay }: BrokenWord): readonly OpenInvoice[] {
  const overdue = given.filter((invoice) => invoice.rolledDueDay < givenDay);
  return overdue.length > 0 ? overdue : given;
}

function hasWrittenSince(c: DebtorCase, talk: LastTalk): boolean {
  return c.contacts.some((contact) => contact.kind === 'written' && contact.day >= talk.day);
}

/** One sentence to open the call with. O(invoices). */
export function writeOpening(
  c: DebtorCase,
  callable: readonly OpenInvoice[],
  { situation, about, broken, talk }: Opening,
  language: SpokenLanguage,
): string {
  const texts = SPEECH[language];
  const rest = callable.filter((invoice) => invoice.timing !== 'pre_due' && !about.includes(invoice));
  const isOfThePast = situation.startsWith('broken') || situation.startsWith('says') || situation === 'missed_run';
  return fillSpeech(texts.situations[situation], {
    invoices: isOfThePast ? sayInvoices(c, about, language) : sayInvoicesWithDue(c, about, language),
    also: rest.length > 0 ? fillSpeech(texts.also, { invoices: sayInvoicesWithDue(c, rest, language) }) : '',
    spoken: talk ? spokenDay(talk.day, language) : '',
    ...(broken ? brokenValues(c, broken, about, language) : {}),
  });
}

function brokenValues(
  c: DebtorCase,
  broken: BrokenWord,
  about: readonly OpenInvoice[],
  language: SpokenLanguage,
): Readonly<Record<string, string>> {
  const texts = SPEECH[language];
  const money = (minor: number): string => spokenMoney(minor, c.context.ledger.reporting, language);
  const hasPart = broken.bookedMinor > c.context.toleranceMinor;
  return {
    amount: Number.isNaN(broken.amountMinor) ? '' : money(broken.amountMinor),
    id: invoiceIds(c, about)[0] ?? '',
    promise: spokenDay(broken.dueDay, language),
    came: hasPart ? fillSpeech(texts.partCame, { booked: money(broken.bookedMinor) }) : texts.nothingCame,
  };
}
