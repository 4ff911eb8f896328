import type { RunFamily } from './run-rule.ts';

/** A closed range from which a hidden parameter is drawn uniformly. */
export type Range = readonly [number, number];

/** Why an invoice of this archetype waits longer than its debtor's usual lag. */
export type DelayCause = 'forgot' | 'not_received' | 'waits_for_reminder';

/** One kind of payer: ranges from which each debtor of the kind draws its own hidden parameters. */
export interface Archetype {
  readonly name: string;
  /** Share of debtors, in parts of the sum over all archetypes. Sources: docs/simulation.md. */
  readonly weight: number;
  /** Centre and scale (days) of the logistic lag between due date and the day the debtor wants to pay. */
  readonly centre: Range;
  readonly spread: Range;
  /** Mean days from issue to approval: nothing is paid before. */
  readonly approval: Range;
  /** Share of invoices that wait for `cause` instead, until due + from + an exponential with mean `delayMean` days. */
  readonly delayShare: Range;
  readonly delayFrom: Range;
  readonly delayMean: Range;
  readonly cause: DelayCause;
  /** Families of payment run with their odds. */
  readonly runs: Partial<Record<RunFamily, number>>;
  /** How many run days (weekdays, days of the month) the rule has. */
  readonly runDayCount: Range;
  /** Days by which the lag grows per month. */
  readonly growth: Range;
  /** Share of invoices paid in two parts. */
  readonly partialShare: Range;
  /** Share of invoices disputed, which then wait until the dispute is settled. */
  readonly disputes: Range;
  /** Extra days in the debtor's slack season of three months. */
  readonly seasonal: Range;
  /** When the history begins and ends to change, as a fraction of the span: newcomers start late, insolvents stop. */
  readonly starts: Range;
  readonly stops: Range;
  /** Odds that a call reaches somebody; that it is heeded; that a promise is made; that it is kept; that a reminder works. */
  readonly reach: Range;
  readonly heed: Range;
  readonly promise: Range;
  readonly keep: Range;
  readonly reminderHeed: Range;
  /** How invoices come: scattered over business days, weekly on one weekday, monthly on one day, or at month-end. */
  readonly issues: Partial<Record<IssuePattern, number>>;
  /** Consumers and public bodies among them; the rest are companies and sole traders. */
  readonly consumerShare: number;
  readonly directDebit: boolean;
  /** A trap has a rhythm in its payment dates but no payment run. */
  readonly trap: boolean;
}

/** The way a debtor's invoices are spread over time. */
export type IssuePattern = 'scattered' | 'weekly' | 'monthly' | 'month_end';

const USUAL: Omit<Archetype, 'name' | 'weight'> = {
  centre: [-5, -2],
  spread: [0.8, 1.6],
  approval: [2, 4],
  delayShare: [0.01, 0.05],
  delayFrom: [3, 8],
  delayMean: [6, 14],
  cause: 'forgot',
  runs: { none: 1 },
  runDayCount: [1, 1],
  growth: [0, 0],
  partialShare: [0, 0.01],
  disputes: [0, 0.02],
  seasonal: [0, 0],
  starts: [0, 0],
  stops: [1, 1],
  reach: [0.4, 0.75],
  heed: [0.35, 0.7],
  promise: [0.3, 0.65],
  keep: [0.55, 0.9],
  reminderHeed: [0.15, 0.45],
  issues: { scattered: 6, weekly: 2, monthly: 1, month_end: 1 },
  consumerShare: 0.12,
  directDebit: false,
  trap: false,
};

const RUN_PAYER: Partial<Archetype> = { centre: [-10, -2], consumerShare: 0, approval: [2, 6] };

const MAYBE_RUN: Partial<Record<RunFamily, number>> = {
  none: 60,
  weekly: 22,
  fortnightly: 3,
  monthly_day: 7,
  monthly_business_day: 8,
};

function archetype(name: string, weight: number, differences: Partial<Archetype>): Archetype {
  return { ...USUAL, ...differences, name, weight };
}

/** All archetypes. The order is part of the format: a debtor's draw is an index into it. */
export const ARCHETYPES: readonly Archetype[] = [
  archetype('prompt', 16, { centre: [-7, -2.5], spread: [0.5, 1.5] }),
  archetype('early', 6, { centre: [-18, -8], spread: [2, 4], approval: [1, 3] }),
  archetype('daily_payer', 7, { centre: [-4, -1], spread: [0.5, 1], consumerShare: 0 }),
  archetype('forgetful', 8, {
    delayShare: [0.2, 0.45],
    delayMean: [8, 18],
    reminderHeed: [0.5, 0.85],
    consumerShare: 0.35,
  }),
  archetype('habitual_late_fixed', 6, { centre: [1, 18], spread: [1.2, 4], runs: MAYBE_RUN, consumerShare: 0.08 }),
  archetype('habitual_late_growing', 2.5, { centre: [-6, 2], spread: [1.5, 4], growth: [0.5, 1.4] }),
  archetype('wilful_late', 2.5, {
    centre: [15, 50],
    spread: [4, 9],
    heed: [0.5, 0.8],
    reminderHeed: [0.02, 0.1],
    reach: [0.3, 0.6],
  }),
  archetype('weekly_run', 11, { ...RUN_PAYER, runs: { weekly: 1 } }),
  archetype('twice_weekly_run', 6, { ...RUN_PAYER, centre: [-7, -1], runs: { weekly: 1 }, runDayCount: [2, 2] }),
  archetype('fortnightly_run', 4, { ...RUN_PAYER, centre: [-16, -3], runs: { fortnightly: 1 } }),
  archetype('month_day_run', 4, { ...RUN_PAYER, centre: [-28, -2], runs: { monthly_day: 1 } }),
  archetype('several_month_days_run', 3, {
    ...RUN_PAYER,
    centre: [-16, -2],
    runs: { monthly_day: 1 },
    runDayCount: [2, 3],
  }),
  archetype('business_day_run', 3.5, { ...RUN_PAYER, centre: [-28, -2], runs: { monthly_business_day: 1 } }),
  archetype('month_end_after_due', 4, {
    ...RUN_PAYER,
    centre: [0, 1],
    spread: [0.1, 0.3],
    runs: { month_end_after_due: 1 },
  }),
  archetype('not_received_claimer', 2.5, {
    cause: 'not_received',
    delayShare: [0.25, 0.5],
    delayFrom: [8, 16],
    delayMean: [10, 20],
  }),
  archetype('disputer', 2, { disputes: [0.15, 0.35], runs: MAYBE_RUN }),
  archetype('promise_keeper', 2, {
    centre: [2, 22],
    spread: [3, 7],
    promise: [0.7, 0.9],
    keep: [0.85, 0.97],
    reach: [0.6, 0.85],
  }),
  archetype('promise_breaker', 2, {
    centre: [12, 40],
    spread: [4, 9],
    promise: [0.65, 0.9],
    keep: [0.05, 0.25],
    reach: [0.6, 0.85],
  }),
  archetype('after_first_reminder', 3, {
    cause: 'waits_for_reminder',
    delayShare: [0.5, 0.9],
    delayFrom: [22, 30],
    delayMean: [8, 15],
    reminderHeed: [0.85, 0.97],
    consumerShare: 0.4,
  }),
  archetype('deteriorating', 2, { centre: [-4, 0], spread: [1, 2], starts: [0, 0], growth: [0, 0] }),
  archetype('insolvent', 0.8, {
    centre: [-2, 12],
    spread: [2, 5],
    growth: [0.2, 0.8],
    stops: [0.4, 0.95],
    heed: [0.05, 0.2],
    keep: [0, 0.2],
  }),
  archetype('direct_debit', 5, {
    directDebit: true,
    centre: [0, 0],
    spread: [0.01, 0.01],
    approval: [0.01, 0.01],
    delayShare: [0, 0],
    disputes: [0, 0],
    consumerShare: 0.45,
    issues: { monthly: 3, scattered: 1 },
  }),
  archetype('seasonal', 2, { seasonal: [12, 30], centre: [-5, -2] }),
  archetype('partial_payer', 2, { partialShare: [0.3, 0.6], centre: [-4, 2], spread: [1.5, 3] }),
  archetype('newcomer', 3.5, { starts: [0.75, 0.97], centre: [-9, 5], spread: [1, 3], consumerShare: 0.25 }),
  archetype('trap_due_weekday', 2, {
    trap: true,
    centre: [-5, 6],
    spread: [0.05, 0.15],
    approval: [0.5, 1],
    delayShare: [0, 0.02],
    disputes: [0, 0],
    issues: { weekly: 1 },
    consumerShare: 0,
  }),
  archetype('trap_same_day_monthly', 2, {
    trap: true,
    centre: [-5, 6],
    spread: [0.1, 0.6],
    approval: [0.5, 1],
    delayShare: [0, 0.02],
    disputes: [0, 0],
    issues: { monthly: 1 },
    consumerShare: 0,
  }),
  archetype('trap_few_dates', 1.5, {
    trap: true,
    starts: [0.72, 0.92],
    centre: [-6, 5],
    spread: [1, 3],
    issues: { month_end: 1, monthly: 1 },
  }),
];
