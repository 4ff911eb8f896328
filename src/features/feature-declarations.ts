/** What a feature is, said once: the table, the docs, the explanation and the model file all come from here. */
export interface FeatureDeclaration {
  readonly name: string;
  readonly unit: 'share' | 'days' | 'count' | 'money' | 'ratio' | 'weekday' | 'day of month' | 'flag';
  /** Lowest and highest possible value; `null` = unbounded. */
  readonly range: readonly [number | null, number | null];
  /** What a missing value (NaN) means. */
  readonly missing: string;
  /** One sentence about the value, for an agent; `{}` stands for the value with its unit. */
  readonly sentence: string;
  /** Whether the lateness model takes it in. */
  readonly isModelInput: boolean;
}

const declare = (
  name: string,
  unit: FeatureDeclaration['unit'],
  range: readonly [number | null, number | null],
  missing: string,
  sentence: string,
  isModelInput = true,
): FeatureDeclaration => ({ name, unit, range, missing, sentence, isModelInput });

const NEVER = 'never missing';
const NOTHING_LEARNT = 'nothing learnt yet: no invoice paid and none past due';
const NOTHING_PAID = 'no invoice paid yet';

/**
 * Features of a debtor at a moment: what its invoices known before the moment say. An invoice paid (and booked) before
 * the moment teaches how late it was; one past due and still open counts as late so far; one not yet due is censored
 * and teaches nothing. Days late count from the due date rolled to the next business day. Money is in major units.
 */
export const DEBTOR_FEATURES = [
  declare('prior_late_rate', 'share', [0, 1], NEVER, 'about {} of its invoices are paid late, given how much we know'),
  declare('lessons', 'count', [0, null], NEVER, 'we know the outcome of {} of its invoices'),
  declare('late_rate', 'share', [0, 1], NOTHING_LEARNT, 'it paid {} of its invoices late', false),
  declare('recent_late_rate', 'share', [0, 1], NEVER, 'lately about {} of its invoices were late'),
  declare('very_late_rate', 'share', [0, 1], NEVER, 'about {} of its invoices are more than 30 days late'),
  declare(
    'mean_late_days',
    'days',
    [null, null],
    NEVER,
    'it pays {} after the due date on average (before it when negative)',
  ),
  declare(
    'median_late_days',
    'days',
    [null, null],
    NOTHING_PAID,
    'half of its invoices are paid within {} of the due date',
  ),
  declare('mean_days_to_pay', 'days', [null, null], NOTHING_LEARNT, 'it pays {} after the invoice date on average'),
  declare(
    'recent_late_days',
    'days',
    [null, null],
    NOTHING_PAID,
    'its last three invoices were paid {} after the due date',
  ),
  declare('last_late_days', 'days', [null, null], NOTHING_PAID, 'its last invoice was paid {} after the due date'),
  declare('spread_late_days', 'days', [0, null], 'fewer than two invoices paid', 'its payments scatter by {}'),
  declare('open_count', 'count', [0, null], NEVER, 'it has {} open invoices'),
  declare('open_exposure', 'money', [0, null], NEVER, 'it has {} open'),
  declare('overdue_count', 'count', [0, null], NEVER, '{} of its invoices are overdue'),
  declare('overdue_exposure', 'money', [0, null], NEVER, '{} is overdue'),
  declare('oldest_overdue_days', 'days', [0, null], NEVER, 'its oldest overdue invoice is {} past due'),
  declare('tenure_days', 'days', [0, null], 'a new debtor: no invoice known yet', 'we have known it for {}'),
  declare('days_since_payment', 'days', [0, null], NOTHING_PAID, 'it last paid {} ago'),
  declare('mean_amount', 'money', [0, null], 'no invoice known yet', 'its invoices are {} on average', false),
  declare('mean_term_days', 'days', [null, null], 'no invoice known yet', 'its payment term is {} on average', false),
] as const satisfies readonly FeatureDeclaration[];

/**
 * Features of one invoice at a moment; debtor features beside them leave the invoice itself out. The payment run behind
 * `run_strength` and `due_to_run_days` is looked for once a month: it is the one known on the first of the moment's month.
 */
export const INVOICE_FEATURES = [
  declare('amount', 'money', [null, null], NEVER, 'the invoice is for {}'),
  declare(
    'amount_ratio',
    'ratio',
    [0, null],
    'no other invoice known yet',
    'it is {} times the size of its usual invoice',
  ),
  declare('term_days', 'days', [null, null], NEVER, 'the payment term is {}'),
  declare(
    'habit_less_term_days',
    'days',
    [null, null],
    NOTHING_LEARNT,
    'counted from the invoice date, it usually pays {} after what would be on time here',
  ),
  declare('days_past_due', 'days', [null, null], NEVER, 'it is {} past due (not due yet when negative)'),
  declare('due_roll_days', 'days', [0, null], NEVER, 'the due date moves {} to the next business day'),
  declare('due_weekday', 'weekday', [1, 7], NEVER, 'it falls due on weekday {} (Monday = 1)'),
  declare('due_day_of_month', 'day of month', [1, 31], NEVER, 'it falls due on day {} of the month'),
  declare('days_to_month_end', 'days', [0, 30], NEVER, 'it falls due {} before the month ends'),
  declare('weekday_late_rate', 'share', [0, 1], NEVER, 'about {} of its invoices due on this weekday are late'),
  declare(
    'month_part_late_rate',
    'share',
    [0, 1],
    NEVER,
    'about {} of its invoices due in this third of the month are late',
  ),
  declare('run_strength', 'share', [0, 1], NEVER, '{} of its payment dates fall on its payment run (0 = it has none)'),
  declare(
    'due_to_run_days',
    'days',
    [null, null],
    'no payment run found by the first of the month',
    'its payment run comes {} after the due date',
  ),
  declare('paid_share', 'share', [null, 1], 'an amount of zero', '{} of the invoice is already paid'),
] as const satisfies readonly FeatureDeclaration[];

/** Name of a debtor feature. */
export type DebtorFeatureName = (typeof DEBTOR_FEATURES)[number]['name'];
/** Name of an invoice feature. */
export type InvoiceFeatureName = (typeof INVOICE_FEATURES)[number]['name'];
/** Name of any feature. */
export type FeatureName = DebtorFeatureName | InvoiceFeatureName;

/** Every declaration, debtor features first. */
export const FEATURES: readonly FeatureDeclaration[] = [...DEBTOR_FEATURES, ...INVOICE_FEATURES];

/** The declaration of a feature; `undefined` for an unknown name. */
export function featureDeclaration(name: string): FeatureDeclaration | undefined {
  return FEATURES.find((feature) => feature.name === name);
}
