import type { SpeechTexts } from './speech-texts.ts';

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
  stages: {
    broken_promise: {
      questions: [
        'What came in between?',
        'On which day will the payment be made, and for which amount?',
        'Who sees to it on your side?',
      ],
      offer: ['one new date, soon, that we confirm by e-mail'],
      note: ['the reason that was given', 'the new day and amount, as a promise'],
    },
    missed_run: {
      questions: ['Was the invoice approved in time for the run?', 'Is it in the next run, and on which day is that?'],
      offer: ['a copy of the invoice for whoever approves it'],
      note: ['what kept it out of the run', 'the day of the next run, as a promise'],
    },
    first_contact: {
      questions: [
        'Has the invoice arrived with the right person?',
        'Is anything wrong with it, or with what we delivered?',
        'On which day will it be paid?',
      ],
      offer: ['a copy of the invoice by e-mail, at once'],
      note: ['the reason, in their own words', 'the day that was agreed, as a promise'],
    },
    follow_up: {
      questions: [
        'What has happened since we last spoke?',
        'What is still needed before it can be paid, and who decides?',
        'On which day will it be paid?',
      ],
      offer: ['a firm day that we confirm by e-mail'],
      note: ['the reason, and whether it was given before', 'the day that was agreed, as a promise'],
    },
    says_paid: {
      questions: [
        'On which day was it paid, from which account and with which reference?',
        'May we have a proof of payment?',
      ],
      offer: ['to look for the money, and to call back'],
      note: ['day, amount, account and reference of the payment'],
    },
    not_received: {
      questions: [
        'To whom, and to which address, should it go?',
        'Has it arrived now?',
        'On which day can it then be paid?',
      ],
      offer: ['the invoice again by e-mail, while you speak'],
      note: ['the right person and address', 'the day that was agreed, as a promise'],
    },
    pre_due: {
      questions: [
        'Has the invoice been received and approved?',
        'Is anything missing, such as an order number?',
        'On which day will it be paid?',
      ],
      offer: ['a copy, or what is missing, at once'],
      note: ['who approves it', 'the day on which it will be paid'],
    },
  },
  otherInvoices: 'Is all well with the other open invoices?',
  inParts: 'to pay in parts, on fixed days',
  behaviour: {
    nothing: 'Nothing is known yet of how it pays.',
    paidOne: 'It has paid one invoice so far, {when}.',
    paid: 'It paid {late} of its last {count} invoices late, half of them {when} or sooner.',
    when: {
      onTime: 'on the due date',
      dayAfter: '1 day after the due date',
      daysAfter: '{days} days after the due date',
      dayBefore: '1 day before the due date',
      daysBefore: '{days} days before the due date',
    },
    run: 'It pays {run}.',
    keptOne: 'It kept the one promise it made.',
    brokeOne: 'It did not keep the one promise it made.',
    kept: 'It kept {kept} of {count} promises.',
  },
  run: {
    weekdays: ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'],
    and: 'and',
    weekly: 'every {days}',
    fortnightly: 'every other {days}',
    monthlyDay: 'on {days} of the month',
    dayOfMonth: 'day {day}',
    lastDay: 'the last day',
    businessDay: 'on business day {day} of the month',
    businessDayFromEnd: 'on business day {day} counted from the end of the month',
    lastBusinessDay: 'on the last business day of the month',
    monthEnd: 'at the month end after the due date',
    monthEndLater: 'at the month end after the due date, plus {day} month(s)',
  },
};
