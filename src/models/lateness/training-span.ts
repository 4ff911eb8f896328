import { type EpochDay, formatDay } from '../../calendar/index.ts';
import type { Ledger } from '../../ledger/index.ts';

/** The days that a model learnt from, `YYYY-MM-DD`. */
export interface TrainingSpan {
  /** Issue date of the first invoice; empty where there is none. */
  readonly from: string;
  /** Last day of which anything was known: the one before the as-of date. */
  readonly to: string;
}

/** The span of a ledger cut at `asOf`. O(invoices). */
export function trainingSpan(visible: Ledger, asOf: EpochDay): TrainingSpan {
  let first = Number.POSITIVE_INFINITY;
  for (const day of visible.invoices.issueDay) first = Math.min(first, day);
  return { from: Number.isFinite(first) ? formatDay(first) : '', to: formatDay(asOf - 1) };
}
