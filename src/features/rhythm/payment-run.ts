import type { EpochDay } from '../../calendar/index.ts';

/**
 * The kinds of payment run that are told apart (domain: payment runs):
 * `weekly` one or two weekdays each week; `fortnightly` one weekday every other week; `monthly_day` one to four days of
 * the month; `monthly_business_day` the n-th business day from the start (n > 0) or the end (n < 0) of the month;
 * `month_end_after_due` each invoice at the month end on or after its due date, or a fixed number of months later;
 * `none` no run, or too little to tell.
 */
export type RunFamily =
  | 'weekly'
  | 'fortnightly'
  | 'monthly_day'
  | 'monthly_business_day'
  | 'month_end_after_due'
  | 'none';

/** Where a run day that is no business day moves to: the next business day or the one before. */
export type RollDirection = 'following' | 'preceding';

/** How a clearing lag is counted: in business days, or in calendar days with the arrival rolled to a business day. */
export type LagUnit = 'business' | 'calendar';

/**
 * What is known of one debtor's settled invoices at the as-of date. Invoices paid on or after the as-of date are left
 * out by the detector, so a caller that forgets the filter does not look ahead (payments booked late must still be
 * filtered by the caller). Any order is accepted; ascending `paidDays` is fastest.
 */
export interface PaymentObservations {
  /** Day each settled invoice was paid. */
  readonly paidDays: Int32Array;
  /** Its due date as agreed, not rolled; `NO_DAY` where unknown. Same length and order as `paidDays`. */
  readonly dueDays: Int32Array;
}

/** When a debtor's money arrives: all that {@link nextRunDay} needs, as plain data. */
export interface RunRule {
  readonly family: RunFamily;
  /**
   * Parameters. `weekly`: weekdays 1 = Monday … 7 = Sunday, ascending. `fortnightly`: [weekday, phase], phase 0 or 1 =
   * parity of the whole weeks since Monday 1969-12-29. `monthly_day`: days 1–31, ascending, a day beyond the month's end
   * meaning its last day. `monthly_business_day`: n from the start (> 0) or from the end (< 0).
   * `month_end_after_due`: [months added]. `none`: empty.
   */
  readonly days: readonly number[];
  /** Where a run day that is no business day moves. */
  readonly roll: RollDirection;
  /** Days between the (rolled) run day and the arrival of the money, 0–3. */
  readonly clearingLagDays: number;
  /** Unit of `clearingLagDays`. */
  readonly clearingLagUnit: LagUnit;
}

/** A detected payment run, or the statement that there is none. Plain data, JSON-safe. */
export interface PaymentRun extends RunRule {
  /** The run in English words, e.g. `every Thursday`; `no payment run`. */
  readonly label: string;
  /** Share 0–1 of distinct payment dates on the run since it began, recent dates weighing more; 0 for `none`. */
  readonly strength: number;
  /** Share 0–1 of settled invoices paid on the run since it began; 0 for `none`. */
  readonly invoiceShare: number;
  /** Chance of so many dates on the best-fitting run without a run, corrected for the search; null when not tested. */
  readonly pValue: number | null;
  /** False-discovery rate at which this debtor would be called a run payer; null when not tested. */
  readonly qValue: number | null;
  /** Distinct payment dates before the as-of date. */
  readonly paymentDates: number;
  /** Distinct payment dates since the run began (all of them when it never changed); 0 for `none`. */
  readonly datesSinceStart: number;
  /** Of these, dates on the run; 0 for `none`. */
  readonly datesOnRun: number;
  /** First payment date of the stretch the run was found in; null for `none`. */
  readonly since: EpochDay | null;
  /** Share 0–1 of past late days that waiting for the run explains; 0 for `none`; null when never late. */
  readonly latenessExplained: number | null;
  /** Latest runs in a row that passed without any payment while debt due before them was open. */
  readonly missedRuns: number;
  /** Last day before the as-of date on which run money was expected; null for `none`. */
  readonly lastRun: EpochDay | null;
  /** First day on or after the as-of date on which run money is expected; null for `none`. */
  readonly nextRun: EpochDay | null;
  /** A sentence that an agent can say aloud. */
  readonly evidence: string;
}
