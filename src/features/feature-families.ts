/** Features that are kept up to date together: one record of the sweep each, one section of the docs each. */
export const FEATURE_FAMILIES = {
  lateness: {
    title: 'How late it pays',
    note:
      'Rates are (late + strength · prior) / (known outcomes + strength): a beta prior of `strength` invoices, whose mean is ' +
      'that of the debtor’s segment (country and kind), itself drawn towards all debtors where the segment is small. ' +
      'Days late are kept within ±365.',
  },
  recency: {
    title: 'How it pays lately',
    note: 'A payment weighs half after 90 days (by the day it was paid).',
  },
  distribution: {
    title: 'How its days late are spread',
    note: 'Over all paid invoices, each the same weight; days late within ±365.',
  },
  sequence: {
    title: 'Its last payments',
    note: 'Paid invoices in the order in which their payment became known; returned payments are taken out.',
  },
  situations: {
    title: 'Outcomes in like situations',
    note:
      'Late rate of the debtor’s invoices that are like this one, drawn towards its own `prior_late_rate` with the weight ' +
      '`strength`. Term classes: up to 14, 30, 60 days, and longer. Amount sizes: thirds of the population’s amounts, ' +
      'whose cuts are fitted with the smoothing.',
  },
  likeness: {
    title: 'Invoices that fall due alike',
    note:
      'Weighted mean over the last 128 due dates with a known outcome (the invoices of one due date together, n of them ' +
      'weighing √n; the invoice itself teaches once it is settled): exp(−days of the month apart / 6) times exp(−difference from their mean term, whole days / 10) and ' +
      'exp(−days between the due dates / 500). Over all weekdays, beside the debtor’s own smoothed record with weight 0.5; then ' +
      'over the same weekday, beside the result for all weekdays with weight 1.',
  },
  exposure: {
    title: 'What it owes',
    note:
      'Open invoices, credit notes left out. A change is against the morning 30 days before the moment, as known then. ' +
      '`ledger_share` measures against the open total of the whole ledger when the smoothing was fitted.',
  },
  acquaintance: {
    title: 'How well we know it, and how it buys',
    note:
      'Averages of amount and term leave the invoice itself out. The rhythm of invoices counts distinct days on which ' +
      'invoices became known, this one’s own day among them once it lies before the moment.',
  },
  partial: {
    title: 'Part payments',
    note: 'An invoice was paid in parts when more than one payment row settled it; rows before a returned payment do not count.',
  },
  run: {
    title: 'Its payment run',
    note:
      'The run is looked for on the morning after the debtor’s distinct payment days have grown by a quarter (and by at least ' +
      'two) since it was last looked for, first when there are `minimumDates` of them; a payment that was returned later ' +
      'still counts as a day. Between these mornings the run found last is remembered. Where none was found, or too ' +
      'little is known, features of a run are missing.',
  },
  promises: {
    title: 'Promises',
    note:
      'A promise is judged on the morning after its due date plus one business day, by what was known then: kept when at least ' +
      '98 % of it was booked from the day it was made. One without an amount is for what was open of its invoice, or ' +
      'of the debtor, on the morning it was made; where that is nothing, it is not judged.',
  },
  disputes: { title: 'Disputes', note: 'A dispute counts once it was opened and its invoice is known.' },
  contacts: {
    title: 'What contacts told',
    note:
      'Records of a hold-out are no contacts. Counts of contacts are for analysts, never for the model: more contacts go with ' +
      'later payment because late payers are contacted more, so a model that reads them would advise to stop calling. ' +
      'A reminder is an e-mail, letter or text message while the invoice that it names (or, naming none, any) is overdue; ' +
      'the reaction runs to the first payment after its day, and a further reminder before that starts no new count.',
  },
  cash: {
    title: 'Cash not matched',
    note: 'Money booked by this payer and matched to no known invoice, or matched only later.',
  },
  invoice: {
    title: 'The invoice itself',
    note: 'Its own dates and amounts; weekends and public holidays by the debtor’s country.',
  },
} as const;

/** Key of a family. */
export type FeatureFamily = keyof typeof FEATURE_FAMILIES;
