import { dayOption, type EpochDay } from '../calendar/index.ts';
import { type Ledger, type LedgerParts, mergeLedgers, sampleDebtors, visibleAt } from '../ledger/index.ts';
import { type LatenessModel, type TrainOptions, trainLatenessModel } from '../models/index.ts';
import { sharedMemory, type ThreadOptions, withCrewWhereWorth } from './with-crew.ts';

/** Invoices, about, that a large ledger is trained on. */
const TRAINED_INVOICES = 2_500_000;

/** Share of the debtors that a training looks at, 0–1: all of them up to `mostInvoices` known at the as-of date. O(1). */
export function trainedShare(knownInvoices: number, mostInvoices = TRAINED_INVOICES): number {
  return Math.min(1, mostInvoices / Math.max(1, knownInvoices));
}

/**
 * Trains on a ledger that is read part by part: where it is large, on a share of its debtors ({@link trainedShare}), drawn by
 * a hash of their ids, so that the model is the same for any number of parts. Errors as `trainLatenessModel` and
 * `startCrew`. Reads each part twice.
 */
export async function trainLedgerParts(
  ledger: LedgerParts,
  options: Omit<TrainOptions, 'crew'>,
  { threads, mostInvoices }: ThreadOptions & { readonly mostInvoices?: number } = {},
): Promise<LatenessModel> {
  const { allocate } = sharedMemory(threads);
  const asOf = dayOption(options.asOf, 'asOf');
  const share = trainedShare(knownInvoices(ledger, asOf), mostInvoices);
  const drawn =
    ledger.count === 1 && share === 1
      ? ledger.read(0, allocate)
      : mergeLedgers(drawSamples(ledger, asOf, share), allocate);
  return await withCrewWhereWorth(drawn.invoices.count, { threads }, (crew) =>
    trainLatenessModel(drawn, { ...options, ...(crew ? { crew } : {}) }),
  );
}

function knownInvoices(ledger: LedgerParts, asOf: EpochDay): number {
  let known = 0;
  for (let part = 0; part < ledger.count; part++)
    for (const day of ledger.read(part).invoices.knownDay) if (day < asOf) known++;
  return known;
}

/** What was known of the drawn debtors; what is not known yet does not decide who is drawn. */
function drawSamples(ledger: LedgerParts, asOf: EpochDay, share: number): Ledger[] {
  return Array.from({ length: ledger.count }, (_, part) => {
    const visible = visibleAt(ledger.read(part), asOf);
    return share === 1 ? visible : visibleAt(visible, asOf, { debtors: sampleDebtors(visible, share) });
  });
}
