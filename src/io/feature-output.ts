import type { EpochDay } from '../calendar/index.ts';
import type { Crew } from '../crew/index.ts';
import { PayrhythmError } from '../errors.ts';
import {
  computeDebtorFeatures,
  computeInvoiceFeatures,
  countOutcomes,
  fitSmoothing,
  type MomentKind,
  momentsOf,
} from '../features/index.ts';
import { ITEM, itemStates, type Ledger, visibleAt } from '../ledger/index.ts';
import { tabulateDebtorFeatures, tabulateInvoiceFeatures } from '../tables/index.ts';
import type { OutputTable } from './output-table.ts';

/** One row a debtor, or one row an invoice. */
export type FeatureGrain = 'debtor' | 'invoice';

/** Which feature table is wanted. */
export interface FeatureOutputOptions {
  readonly grain: FeatureGrain;
  /** Moment of each invoice: `issue`, `due`, `due-N` or `as-of` (then the invoices open that morning). */
  readonly at: string;
  readonly asOf: EpochDay;
  /** Threads that share the work; default the calling one alone. */
  readonly crew?: Crew;
}

const LATENESS = { lateAfterDays: 0, roll: 'following' } as const;

/** @throws {PayrhythmError} `USAGE` where `at` is no moment. */
export function checkMoment(at: string): void {
  if (!/^(issue|due|due-\d{1,3}|as-of)$/.test(at))
    throw new PayrhythmError('USAGE', `--at ${at}: choose issue, due, due-N (N days before the due date) or as-of`);
}

/**
 * A feature table of what was known at `asOf`, ready to be written: ids and moments beside the features. At invoice
 * grain, moments later than `asOf` are left out; credit notes are too. Population values that thin records lean on are
 * fitted on the same ledger.
 *
 * @throws {PayrhythmError} `USAGE` for an unknown grain or moment.
 */
export function featureOutput(ledger: Ledger, options: FeatureOutputOptions): OutputTable {
  const { grain, at, asOf, crew } = options;
  if (grain !== 'debtor' && grain !== 'invoice')
    throw new PayrhythmError('USAGE', `--grain ${grain}: choose debtor or invoice`);
  checkMoment(at);
  const visible = visibleAt(ledger, asOf);
  const smoothing = fitSmoothing(countOutcomes(visible, asOf, LATENESS), LATENESS);
  const how = { smoothing, ...(crew ? { crew } : {}) };
  if (grain === 'debtor') {
    const table = computeDebtorFeatures(visible, asOf, how);
    return tabulateDebtorFeatures(visible, asOf, table);
  }
  const asked = askedInvoices(visible, at, asOf);
  return tabulateInvoiceFeatures(visible, asked, computeInvoiceFeatures(visible, asked, how));
}

function askedInvoices(visible: Ledger, at: string, asOf: EpochDay) {
  const { amountMinor, count } = visible.invoices;
  const { state } = itemStates(visible);
  const candidates = Int32Array.from({ length: count }, (_, i) => i).filter(
    (i) => amountMinor[i] > 0 && (at !== 'as-of' || state[i] === ITEM.open),
  );
  if (at === 'as-of') return { invoice: candidates, moment: new Int32Array(candidates.length).fill(asOf) };
  const moments = momentsOf(visible, candidates, at as MomentKind);
  const kept = candidates.map((_, row) => row).filter((row) => moments[row] <= asOf);
  return { invoice: kept.map((row) => candidates[row]), moment: kept.map((row) => moments[row]) };
}
