import { declareFamily, type FeatureDeclaration, NEVER } from './feature-declaration.ts';

const NO_RUN = 'no payment run known';
const ANALYSTS = { model: false } as const;
const SHARE = [0, 1] as const;
const ANY = [null, null] as const;

const invoice = declareFamily('invoice');
const situations = declareFamily('situations');
const likeness = declareFamily('likeness');
const exposure = declareFamily('exposure');
const acquaintance = declareFamily('acquaintance');
const lateness = declareFamily('lateness');
const run = declareFamily('run');

/**
 * Features of one invoice at a moment. Debtor features beside them leave out what the invoice itself has open, and its
 * being late so far; once it is settled it has taught like any other.
 */
export const INVOICE_FEATURES = [
  invoice('amount', 'money', ANY, NEVER, 'the invoice is for {}'),
  acquaintance(
    'amount_ratio',
    'ratio',
    [0, null],
    'no other invoice known yet',
    'it is {} times the size of its usual invoice',
  ),
  invoice('term_days', 'days', ANY, NEVER, 'the payment term is {}'),
  lateness(
    'habit_less_term_days',
    'days',
    ANY,
    'nothing learnt yet: no invoice paid and none past due',
    'counted from the invoice date, it usually pays {} after what would be on time here',
  ),
  invoice('days_past_due', 'days', ANY, NEVER, 'it is {} past due (not due yet when negative)'),
  invoice('due_roll_days', 'days', [0, null], NEVER, 'the due date moves {} to the next business day'),
  invoice('is_holiday_due', 'flag', SHARE, NEVER, 'it falls due on a public holiday: {}', ANALYSTS),
  invoice('due_weekday', 'weekday', [1, 7], NEVER, 'it falls due on weekday {} (Monday = 1)'),
  invoice('due_day_of_month', 'day of month', [1, 31], NEVER, 'it falls due on day {} of the month'),
  invoice('days_to_month_end', 'days', [0, 30], NEVER, 'it falls due {} before the month ends'),
  situations('weekday_late_rate', 'share', SHARE, NEVER, 'about {} of its invoices due on this weekday are late'),
  situations(
    'month_part_late_rate',
    'share',
    SHARE,
    NEVER,
    'about {} of its invoices due in this third of the month are late',
  ),
  situations('amount_size_late_rate', 'share', SHARE, NEVER, 'about {} of its invoices of this size are late'),
  situations('term_class_late_rate', 'share', SHARE, NEVER, 'about {} of its invoices with such a term are late'),
  likeness(
    'similar_due_late_rate',
    'share',
    SHARE,
    NEVER,
    'of its invoices with such a due date and term about {} are late',
  ),
  likeness(
    'similar_due_late_days',
    'days',
    ANY,
    NEVER,
    'its invoices with such a due date and term are paid {} after it on average',
  ),
  run('run_strength', 'share', SHARE, NEVER, '{} of its payment dates fall on its payment run (0 = it has none)'),
  run('due_to_run_days', 'days', ANY, NO_RUN, 'its payment run comes {} after the due date'),
  run('run_late_days', 'days', [0, null], NEVER, 'paid with its payment run it will be {} late (0 also without a run)'),
  run('moment_to_run_days', 'days', [0, null], NO_RUN, 'the payment run that can pay it comes in {}'),
  invoice('paid_share', 'share', ANY, 'an amount of zero', '{} of the invoice is already paid'),
  exposure(
    'share_of_open',
    'share',
    SHARE,
    'nothing is open, or a credit note',
    'it is {} of what the debtor has open',
    ANALYSTS,
  ),
] as const satisfies readonly FeatureDeclaration[];

/** Name of an invoice feature. */
export type InvoiceFeatureName = (typeof INVOICE_FEATURES)[number]['name'];
