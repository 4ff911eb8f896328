import type { EpochDay } from '../calendar/index.ts';
import type { Crew } from '../crew/index.ts';
import { type Ledger, toleranceMinor } from '../ledger/index.ts';
import { type CashIndex, indexCash } from './cash-index.ts';
import type { RunThresholds } from './rhythm/index.ts';
import type { Smoothing } from './smoothing.ts';

/** How features are worked out. */
export interface FeatureOptions {
  /** Population values that thin records lean on; see `fitSmoothing`. */
  readonly smoothing: Smoothing;
  /** Payment-run thresholds; see `fitLedgerRunThresholds`. Default: those for an unknown population. */
  readonly runThresholds?: RunThresholds;
  /** Open amounts of this much or less count as paid, in major units; default 1. */
  readonly tolerance?: number;
  /** Compute only these, in this order; default all of the grain. */
  readonly features?: readonly string[];
  /** Threads that share the work; default the calling one alone. Changes speed only, never a bit. */
  readonly crew?: Crew;
}

/** What a sweep reads: a ledger, and what is worked out of it once for all debtors and threads. */
export interface SweepSource {
  readonly ledger: Ledger;
  readonly cash: CashIndex;
  readonly smoothing: Smoothing;
  readonly withinMinor: number;
  /** Minor units in one major unit. */
  readonly moneyScale: number;
  /** The date that each invoice's lateness counts from. */
  readonly lateBase: Int32Array;
  /** Days after the base on which an open invoice begins to be late. */
  readonly lateAfterDays: EpochDay;
}

/** Gathers the source of a sweep. O(payments) where the cash index is not handed in. */
export function sweepSource(
  ledger: Ledger,
  smoothing: Smoothing,
  tolerance?: number,
  cash: CashIndex = indexCash(ledger),
): SweepSource {
  return {
    ledger,
    cash,
    smoothing,
    withinMinor: toleranceMinor(ledger, tolerance),
    moneyScale: 10 ** ledger.reporting.minorDigits,
    lateBase: smoothing.roll === 'none' ? ledger.invoices.dueDay : ledger.invoices.rolledDueDay,
    lateAfterDays: smoothing.lateAfterDays,
  };
}
