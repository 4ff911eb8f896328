import type { EpochDay } from '../calendar/index.ts';
import type { Ledger } from '../ledger/index.ts';
import { AsOfSweep } from './as-of-sweep.ts';
import { segmentKey } from './segment-priors.ts';
import { type OutcomeCounts, type Smoothing, UNINFORMED } from './smoothing.ts';
import { createRecords } from './sweep-records.ts';
import { sweepSource } from './sweep-source.ts';

/** Most invoices that the cuts between small and large amounts are read from. */
const MOST_SAMPLED = 200_000;

/**
 * What was known on the morning of `asOf` of each debtor's outcomes, and of the ledger as a whole, for `fitSmoothing`.
 * O(n log of a debtor's rows).
 */
export function countOutcomes(
  ledger: Ledger,
  asOf: EpochDay,
  options: Pick<Smoothing, 'lateAfterDays' | 'roll'> & { readonly tolerance?: number },
): OutcomeCounts {
  const debtors = ledger.debtors.count;
  const lessons = new Float64Array(debtors);
  const late = new Float64Array(debtors);
  const veryLate = new Float64Array(debtors);
  const sumLateDays = new Float64Array(debtors);
  const smoothing = { ...UNINFORMED, lateAfterDays: options.lateAfterDays, roll: options.roll };
  const source = sweepSource(ledger, smoothing, options.tolerance);
  const records = createRecords(source, undefined, undefined, ['lateness', 'promises']);
  const sweep = new AsOfSweep(source, records);
  let promisesJudged = 0;
  let promisesKept = 0;
  let openMinor = 0;
  for (let d = 0; d < debtors; d++) {
    sweep.begin(d, asOf);
    sweep.advance(asOf);
    const record = records.lateness;
    lessons[d] = record.settled + record.openLate;
    late[d] = record.settledLate + record.openLate;
    veryLate[d] = record.settledVeryLate + record.openVeryLate;
    sumLateDays[d] = record.sumLateDays + record.openLate * (asOf - 1) - record.sumOpenLateDue;
    promisesJudged += records.promises?.judged ?? 0;
    promisesKept += records.promises?.kept ?? 0;
    openMinor += records.book.openSum;
  }
  return {
    lessons,
    late,
    veryLate,
    sumLateDays,
    segment: Array.from({ length: debtors }, (_, d) => segmentKey(ledger, d)),
    promisesJudged,
    promisesKept,
    amountCuts: amountThirds(ledger, asOf, source.withinMinor, source.moneyScale),
    openTotal: openMinor / source.moneyScale,
  };
}

/** Amounts that part the invoices known before `asOf` into thirds; read from evenly spread ones where there are many. */
function amountThirds(ledger: Ledger, asOf: EpochDay, withinMinor: number, moneyScale: number): [number, number] {
  const { count, knownDay, amountMinor } = ledger.invoices;
  const isCounted = (i: number): boolean => knownDay[i] < asOf && amountMinor[i] > withinMinor;
  let total = 0;
  for (let i = 0; i < count; i++) if (isCounted(i)) total++;
  if (total === 0) return [0, 0];
  const step = Math.ceil(total / MOST_SAMPLED);
  const sample = new Float64Array(Math.ceil(total / step));
  let seen = 0;
  for (let i = 0; i < count; i++) if (isCounted(i) && seen++ % step === 0) sample[(seen - 1) / step] = amountMinor[i];
  sample.sort();
  const third = (k: 1 | 2): number =>
    sample[Math.min(sample.length - 1, Math.floor((k * sample.length) / 3))] / moneyScale;
  return [third(1), third(2)];
}
