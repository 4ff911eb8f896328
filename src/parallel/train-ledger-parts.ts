import { dayOption, type EpochDay } from '../calendar/index.ts';
import { type Ledger, type LedgerParts, mergeLedgers, sampleDebtors, visibleAt } from '../ledger/index.ts';
import { type LatenessModel, type TrainOptions, trainLatenessModel } from '../models/index.ts';
import { sharedMemory, type ThreadOptions, withCrewWhereWorth } from './with-crew.ts';

/** Invoices, about, that a ledger in parts is trained on: as many as one part of a large ledger has. */
const TRAINED_INVOICES = 2_500_000;

/**
 * Share of the debtors that a training looks at, 0–1: all of them where the ledger is in memory as a whole, or has few
 * invoices that are known at the as-of date. O(1).
 */
export function trainedShare({ count }: Pick<LedgerParts, 'count'>, knownInvoices: number): number {
  return count === 1 ? 1 : Math.min(1, TRAINED_INVOICES / Math.max(1, knownInvoices));
}

/**
 * Trains on a ledger that is read part by part: on as many of its debtors as fit ({@link trainedShare}), drawn from all parts by
 * a hash of their ids, so that the model is the same for any number of parts from two on, and where all debtors fit, that of
 * the whole. Errors as `trainLatenessModel` and `startCrew`. Reads each part twice.
 */
export async function trainLedgerParts(
  ledger: LedgerParts,
  options: Omit<TrainOptions, 'crew'>,
  { threads }: ThreadOptions = {},
): Promise<LatenessModel> {
  const { allocate } = sharedMemory(threads);
  const drawn =
    ledger.count === 1
      ? ledger.read(0, allocate)
      : mergeLedgers(drawSamples(ledger, dayOption(options.asOf, 'asOf')), allocate);
  return await withCrewWhereWorth(drawn.invoices.count, { threads }, (crew) =>
    trainLatenessModel(drawn, { ...options, ...(crew ? { crew } : {}) }),
  );
}

/** What was known of the drawn debtors; what is not known yet does not decide who is drawn. */
function drawSamples(ledger: LedgerParts, asOf: EpochDay): Ledger[] {
  let known = 0;
  for (let part = 0; part < ledger.count; part++)
    for (const day of ledger.read(part).invoices.knownDay) if (day < asOf) known++;
  const share = trainedShare(ledger, known);
  return Array.from({ length: ledger.count }, (_, part) => {
    const visible = visibleAt(ledger.read(part), asOf);
    return share === 1 ? visible : visibleAt(visible, asOf, { debtors: sampleDebtors(visible, share) });
  });
}
