import type { EpochDay } from '../calendar/index.ts';
import type { ItemStates, Ledger } from '../ledger/index.ts';
import { createRunDetector } from './payment-history.ts';
import type { PaymentRun, RunThresholds } from './rhythm/index.ts';

/**
 * The payment runs that `detectLedgerRuns` gives, each detected when it is first read: about half of the debtors of a
 * ledger owe nothing, and nobody asks for theirs. It cannot be handed to another thread. O(debtors) now, a detection at the
 * first reading of each.
 */
export function runsOnDemand(
  ledger: Ledger,
  items: ItemStates,
  asOf: EpochDay,
  thresholds: RunThresholds,
): readonly PaymentRun[] {
  const detect = createRunDetector(ledger, items, asOf, thresholds);
  return new Proxy(new Array<PaymentRun>(ledger.debtors.count), {
    get(runs, key, receiver) {
      const debtor = typeof key === 'string' ? Number(key) : Number.NaN;
      if (!(Number.isInteger(debtor) && debtor >= 0 && debtor < runs.length)) return Reflect.get(runs, key, receiver);
      runs[debtor] ??= detect(debtor);
      return runs[debtor];
    },
    has: (runs, key) => (typeof key === 'string' && Number(key) < runs.length) || Reflect.has(runs, key),
  });
}
