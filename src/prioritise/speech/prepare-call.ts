import { troubledInvoices } from '../actions/offer-payment-plan.ts';
import type { DebtorCase } from '../case/debtor-case.ts';
import type { OpenInvoice } from '../case/open-invoice.ts';
import type { QueuedCall } from '../queue-rows.ts';
import { BETWEEN_TEXTS } from './between-texts.ts';
import { SPEECH } from './speech.ts';
import type { SpokenLanguage } from './spoken-money.ts';
import type { CallStage, OpeningSituation } from './texts/speech-texts.ts';
import type { Opening } from './write-opening.ts';

const STAGE_OF: Readonly<Record<OpeningSituation, CallStage>> = {
  broken_promise: 'broken_promise',
  broken_promise_for: 'broken_promise',
  broken_promise_no_amount: 'broken_promise',
  broken_instalment: 'broken_promise',
  missed_run: 'missed_run',
  first_contact: 'first_contact',
  follow_up: 'follow_up',
  says_paid: 'says_paid',
  says_not_received: 'not_received',
  says_not_received_written: 'not_received',
  often_not_received: 'not_received',
  pre_due: 'pre_due',
  high_value: 'pre_due',
};

/**
 * What to ask, what to offer and what to note down, by the kind of call. The texts hold no names and no numbers, so that
 * calls of one kind share them. O(invoices).
 */
export function prepareCall(
  c: DebtorCase,
  callable: readonly OpenInvoice[],
  opening: Opening,
  language: SpokenLanguage,
): Pick<QueuedCall, 'questions' | 'offer' | 'note'> {
  const { stages, otherInvoices, inParts } = SPEECH[language];
  const { questions, offer, note } = stages[STAGE_OF[opening.situation]];
  const hasOthers = callable.some((invoice) => !opening.about.includes(invoice));
  const isInTrouble = troubledInvoices(c, callable) !== undefined;
  return {
    questions: (hasOthers ? [...questions, otherInvoices] : questions).join(BETWEEN_TEXTS),
    offer: (isInTrouble ? [...offer, inParts] : offer).join(BETWEEN_TEXTS),
    note: note.join(BETWEEN_TEXTS),
  };
}
