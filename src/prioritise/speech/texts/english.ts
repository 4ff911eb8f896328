import type { SpeechTexts } from '../speech-texts.ts';

/** What is said in English. */
export const ENGLISH: SpeechTexts = {
  one: 'invoice {id} of {amount}',
  several: '{count} invoices of {amount} together',
  due: '{invoices}, due on {due}',
  oldestDue: '{invoices}, the oldest due on {due}',
  also: ', and so is {invoices}',
  nothingCame: 'it has not reached us',
  partCame: 'only {booked} of it has reached us',
  situations: {
    broken_promise:
      'We had agreed on a payment of {amount} by {promise}, and {came}: what happened, and when can we count on it?',
    broken_promise_for:
      'We had agreed on a payment of {amount} by {promise} for invoice {id}, and {came}: what happened, and when can we count on it?',
    broken_promise_no_amount:
      'We had agreed on a payment by {promise} for {invoices}, and {came}: what happened, and when can we count on it?',
    broken_instalment:
      'We had agreed on an instalment of {amount} by {promise}, and {came}: what happened, and when can we count on it?',
    missed_run:
      'We had expected the payment of {invoices} with your last payment run, but it was not in it: is anything holding it up?',
    first_contact:
      'I am calling for the first time about {invoices}: is everything in order, and may I ask what is keeping the payment?',
    follow_up: 'We spoke on {spoken} about {invoices}, and that is still open{also}: on which day will you pay?',
    says_paid:
      'On {spoken} you told us that {invoices} had been paid, but we have not found the payment yet: on which day, from which account and with which reference was it made? We will look for it at once.',
    says_not_received:
      'On {spoken} you told us that {invoices} had not reached you: to whom may I send a copy while we speak?',
    says_not_received_written:
      'On {spoken} you told us that {invoices} had not reached you, and we have written to you since: is all of it there now, or to whom may I send a copy?',
    often_not_received:
      'I would like to make sure that you have received {invoices}: shall I send a copy while we speak?',
    pre_due: 'A short call ahead of time about {invoices}: is all well, and has the payment been approved?',
    high_value:
      'As it is a large amount I am calling in person about {invoices}: is it planned for payment, and do you need anything from us?',
  },
};
