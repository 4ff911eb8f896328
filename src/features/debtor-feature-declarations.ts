import { declareFamily, type FeatureDeclaration, NEVER } from './feature-declaration.ts';

const NOTHING_LEARNT = 'nothing learnt yet: no invoice paid and none past due';
const NOTHING_PAID = 'no invoice paid yet';
const NO_INVOICE = 'no invoice known yet';
const NO_RUN = 'no payment run known';
const ANALYSTS = { model: false } as const;

const SHARE = [0, 1] as const;
const COUNT = [0, null] as const;
const ANY = [null, null] as const;
const CLAMPED = [-365, 365] as const;

const lateness = declareFamily('lateness');
const recency = declareFamily('recency');
const distribution = declareFamily('distribution');
const sequence = declareFamily('sequence');
const situations = declareFamily('situations');
const exposure = declareFamily('exposure');
const acquaintance = declareFamily('acquaintance');
const partial = declareFamily('partial');
const run = declareFamily('run');
const promises = declareFamily('promises');
const disputes = declareFamily('disputes');
const contacts = declareFamily('contacts');
const cash = declareFamily('cash');

/**
 * Features of a debtor at a moment: what its invoices known before the moment say. An invoice paid (and booked) before
 * the moment teaches how late it was; one past due and still open counts as late so far; one not yet due is censored
 * and teaches nothing. Days late count from the due date rolled to the next business day. Money is in major units.
 */
export const DEBTOR_FEATURES = [
  lateness('prior_late_rate', 'share', SHARE, NEVER, 'about {} of its invoices are paid late, given how much we know'),
  lateness('lessons', 'count', COUNT, NEVER, 'we know the outcome of {} of its invoices'),
  lateness('late_rate', 'share', SHARE, NOTHING_LEARNT, 'it paid {} of its invoices late', ANALYSTS),
  lateness('very_late_rate', 'share', SHARE, NEVER, 'about {} of its invoices are more than 30 days late'),
  lateness('money_late_share', 'share', SHARE, NOTHING_LEARNT, '{} of its money came late'),
  lateness('mean_late_days', 'days', ANY, NEVER, 'it pays {} after the due date on average (before it when negative)'),
  lateness('mean_days_to_pay', 'days', ANY, NOTHING_LEARNT, 'it pays {} after the invoice date on average'),
  lateness('spread_late_days', 'days', [0, null], 'fewer than two invoices paid', 'its payments scatter by {}'),
  lateness('days_since_payment', 'days', [0, null], NOTHING_PAID, 'it last paid {} ago'),
  recency('recent_late_rate', 'share', SHARE, NEVER, 'lately about {} of its invoices were late'),
  recency('ewma_late_days', 'days', CLAMPED, NOTHING_PAID, 'lately it pays {} after the due date'),
  distribution(
    'median_late_days',
    'days',
    CLAMPED,
    NOTHING_PAID,
    'half of its invoices are paid within {} of the due date',
  ),
  distribution(
    'p90_late_days',
    'days',
    CLAMPED,
    'fewer than five invoices paid',
    'nine in ten of its invoices are paid within {} of the due date',
  ),
  sequence('last_late_days', 'days', CLAMPED, NOTHING_PAID, 'its last invoice was paid {} after the due date'),
  sequence(
    'recent_late_days',
    'days',
    CLAMPED,
    NOTHING_PAID,
    'its last three invoices were paid {} after the due date',
  ),
  sequence(
    'last_10_late_days',
    'days',
    CLAMPED,
    NOTHING_PAID,
    'its last ten invoices were paid {} after the due date',
    ANALYSTS,
  ),
  sequence('last_5_late_rate', 'share', SHARE, NOTHING_PAID, '{} of its last five invoices were paid late'),
  sequence(
    'trend_late_days',
    'days',
    [-730, 730],
    'fewer than eight invoices paid',
    'its last five invoices came {} later than those before (sooner when negative)',
  ),
  situations('late_rate_rolled_due', 'share', SHARE, NEVER, 'about {} of its invoices due on a day off are late'),
  situations(
    'late_rate_business_due',
    'share',
    SHARE,
    NEVER,
    'about {} of its invoices due on a business day are late',
    ANALYSTS,
  ),
  exposure('open_count', 'count', COUNT, NEVER, 'it has {} open invoices'),
  exposure('open_exposure', 'money', [0, null], NEVER, 'it has {} open'),
  exposure('overdue_count', 'count', COUNT, NEVER, '{} of its invoices are overdue'),
  exposure('overdue_exposure', 'money', [0, null], NEVER, '{} is overdue'),
  exposure('oldest_overdue_days', 'days', [0, null], NEVER, 'its oldest overdue invoice is {} past due'),
  exposure('open_exposure_change', 'money', ANY, NEVER, 'its open amount grew by {} in 30 days (shrank when negative)'),
  exposure(
    'overdue_exposure_change',
    'money',
    ANY,
    NEVER,
    'its overdue amount grew by {} in 30 days (shrank when negative)',
    ANALYSTS,
  ),
  exposure(
    'largest_open_share',
    'share',
    SHARE,
    'nothing is open',
    'its largest open invoice is {} of what it has open',
    ANALYSTS,
  ),
  exposure(
    'ledger_share',
    'share',
    [0, null],
    'the open total of the ledger is not known',
    'it holds {} of the ledger’s open amount',
    ANALYSTS,
  ),
  acquaintance('known_invoices', 'count', COUNT, NEVER, 'we know {} of its invoices', ANALYSTS),
  acquaintance('is_new', 'flag', SHARE, NEVER, 'a new debtor, of whom no invoice is known yet: {}', ANALYSTS),
  // Grows with the calendar for every debtor at once, so that a model would take it for the date and extrapolate.
  acquaintance(
    'tenure_days',
    'days',
    [0, null],
    'a new debtor: no invoice known yet',
    'we have known it for {}',
    ANALYSTS,
  ),
  acquaintance('mean_amount', 'money', [0, null], NO_INVOICE, 'its invoices are {} on average', ANALYSTS),
  acquaintance('mean_term_days', 'days', ANY, NO_INVOICE, 'its payment term is {} on average', ANALYSTS),
  acquaintance(
    'invoice_interval_days',
    'days',
    [1, null],
    'invoices on fewer than two days',
    'it gets an invoice every {} on average',
  ),
  acquaintance(
    'invoice_interval_variation',
    'ratio',
    [0, null],
    'invoices on fewer than three days',
    'the time between its invoices varies by {} times its mean',
    ANALYSTS,
  ),
  acquaintance('days_since_invoice', 'days', [1, null], NO_INVOICE, 'its last invoice is {} old'),
  partial('partial_payment_rate', 'share', SHARE, NOTHING_PAID, 'it paid {} of its invoices in parts'),
  run(
    'run_explained_share',
    'share',
    SHARE,
    'no payment run known, or never late',
    'its payment run explains {} of its late days',
    ANALYSTS,
  ),
  run(
    'unexplained_late_days',
    'days',
    [0, 365],
    NOTHING_PAID,
    'it pays {} later on average than its due dates and its payment run explain',
  ),
  run('days_to_next_run', 'days', [0, null], NO_RUN, 'money of its next payment run is expected in {}'),
  run('missed_runs', 'count', COUNT, NO_RUN, 'its last {} payment runs brought nothing though invoices were due'),
  promises('promises_made', 'count', COUNT, NEVER, 'it made {} promises to pay', ANALYSTS),
  promises('promise_kept_rate', 'share', SHARE, NEVER, 'it keeps about {} of its promises, given how many we know'),
  disputes('dispute_rate', 'share', SHARE, NO_INVOICE, 'it disputed {} of its invoices'),
  disputes('open_disputes', 'count', COUNT, NEVER, 'it has {} open disputes', ANALYSTS),
  contacts('not_received_claims', 'count', COUNT, NEVER, 'it said {} times that an invoice was not received', ANALYSTS),
  contacts('paid_claims', 'count', COUNT, NEVER, 'it said {} times that it had paid already', ANALYSTS),
  contacts(
    'reminder_reaction_days',
    'days',
    [1, null],
    'no payment after a reminder yet',
    'it pays {} after a reminder on average',
    ANALYSTS,
  ),
  contacts('calls_90d', 'count', COUNT, NEVER, 'it was called {} times in 90 days', ANALYSTS),
  contacts('contacts_90d', 'count', COUNT, NEVER, 'it was contacted {} times in 90 days', ANALYSTS),
  contacts('reached_90d', 'count', COUNT, NEVER, 'it was spoken to {} times in 90 days', ANALYSTS),
  cash('unapplied_cash', 'money', ANY, NEVER, '{} of its money is matched to no invoice'),
] as const satisfies readonly FeatureDeclaration[];

/** Name of a debtor feature. */
export type DebtorFeatureName = (typeof DEBTOR_FEATURES)[number]['name'];
