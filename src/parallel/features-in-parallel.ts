import type { EpochDay } from '../calendar/index.ts';
import {
  computeDebtorFeatures as computeDebtors,
  computeInvoiceFeatures as computeInvoices,
  detectLedgerRuns as detectRuns,
  type FeatureOptions,
  type FeatureTable,
  type InvoiceMoments,
  type PaymentRun,
  type RunThresholds,
} from '../features/index.ts';
import type { ItemStates, Ledger } from '../ledger/index.ts';
import { type ThreadOptions, withCrew } from './with-crew.ts';

/** As `FeatureOptions`, with a number of threads in place of a crew. */
export type ParallelFeatureOptions = Omit<FeatureOptions, 'crew'> & ThreadOptions;

/** `computeDebtorFeatures` of `payrhythm/features` on several threads: the same table, to the bit. */
export async function computeDebtorFeatures(
  ledger: Ledger,
  asOf: EpochDay,
  { threads, ...options }: ParallelFeatureOptions,
): Promise<FeatureTable> {
  return await withCrew({ threads }, (crew) => computeDebtors(ledger, asOf, { ...options, crew }));
}

/** `computeInvoiceFeatures` of `payrhythm/features` on several threads: the same table, to the bit. */
export async function computeInvoiceFeatures(
  ledger: Ledger,
  asked: InvoiceMoments,
  { threads, ...options }: ParallelFeatureOptions,
): Promise<FeatureTable> {
  return await withCrew({ threads }, (crew) => computeInvoices(ledger, asked, { ...options, crew }));
}

/** `detectLedgerRuns` of `payrhythm/features` on several threads: the same runs. */
export async function detectLedgerRuns(
  ledger: Ledger,
  items: ItemStates,
  asOf: EpochDay,
  thresholds: RunThresholds,
  options: ThreadOptions = {},
): Promise<PaymentRun[]> {
  return await withCrew(options, (crew) => detectRuns(ledger, items, asOf, thresholds, crew));
}
