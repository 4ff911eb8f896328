import { featureColumn } from '../../features/index.ts';
import { balances, toleranceMinor, unappliedCash } from '../../ledger/index.ts';
import type { QueueInputs } from '../queue-inputs.ts';

/** Debtor features that the ranking reads. */
export const QUEUE_FEATURES = ['lessons', 'late_rate', 'very_late_rate', 'tenure_days'] as const;

/** Debtor features that the ranking does not read, but whose drift from day to day a batch watches. */
export const WATCHED_FEATURES = ['recent_late_rate', 'mean_late_days', 'open_exposure', 'overdue_exposure'] as const;

/** The inputs of a queue with what is worked out once for all debtors. */
export interface QueueContext extends QueueInputs {
  /** Position of each invoice's forecast, -1 without one. */
  readonly forecastOf: Int32Array;
  readonly toleranceMinor: number;
  /** Minor units in one major unit. */
  readonly scale: number;
  /** Unmatched cash and balance of each debtor, minor units. */
  readonly unappliedMinor: Float64Array;
  readonly balanceMinor: Float64Array;
  readonly lessons: Float64Array;
  readonly lateRate: Float64Array;
  readonly veryLateRate: Float64Array;
  readonly tenureDays: Float64Array;
}

/** Prepares a queue. O(invoices + payments + debtors). */
export function prepareQueueContext(inputs: QueueInputs): QueueContext {
  const { ledger, forecasts, debtorFeatures } = inputs;
  const forecastOf = new Int32Array(ledger.invoices.count).fill(-1);
  for (let at = 0; at < forecasts.invoice.length; at++) forecastOf[forecasts.invoice[at]] = at;
  return contextOf(inputs, forecastOf, {
    lessons: featureColumn(debtorFeatures, 'lessons'),
    lateRate: featureColumn(debtorFeatures, 'late_rate'),
    veryLateRate: featureColumn(debtorFeatures, 'very_late_rate'),
    tenureDays: featureColumn(debtorFeatures, 'tenure_days'),
  });
}

/** What the ranking reads of the features, by debtor. */
type DebtorRates = Pick<QueueContext, 'lessons' | 'lateRate' | 'veryLateRate' | 'tenureDays'>;

/**
 * The context of these inputs, with the position of each invoice's forecast and the features that the ranking reads.
 * Every context is made here, field by field: one shape for the engine, so that what was optimised for one holds for all.
 * O(invoices + payments + debtors).
 */
export function contextOf(inputs: QueueInputs, forecastOf: Int32Array, rates: DebtorRates): QueueContext {
  const { ledger, items, policy } = inputs;
  return {
    ledger,
    asOf: inputs.asOf,
    items,
    debtorFeatures: inputs.debtorFeatures,
    runs: inputs.runs,
    possibleRuns: inputs.possibleRuns,
    forecasts: inputs.forecasts,
    smoothing: inputs.smoothing,
    policy,
    staleCash: inputs.staleCash,
    forecastOf,
    toleranceMinor: toleranceMinor(ledger, policy.tolerance),
    scale: 10 ** ledger.reporting.minorDigits,
    unappliedMinor: unappliedCash(ledger),
    balanceMinor: balances(ledger, items),
    lessons: rates.lessons,
    lateRate: rates.lateRate,
    veryLateRate: rates.veryLateRate,
    tenureDays: rates.tenureDays,
  };
}
