/** The features that every engine computes, each invoice at its issue; meanings: docs/features.md. */
export const BENCH_FEATURES = [
  'lessons',
  'late_rate',
  'very_late_rate',
  'mean_late_days',
  'mean_days_to_pay',
  'last_late_days',
  'spread_late_days',
  'open_count',
  'open_exposure',
  'overdue_count',
  'overdue_exposure',
  'tenure_days',
  'days_since_payment',
  'mean_amount',
  'mean_term_days',
  'amount_ratio',
] as const;

/** What thin records lean on: constants, the same for every engine. */
export const PRIOR = { veryLateRate: 0.1, meanLateDays: 0, strength: 2 } as const;
