import { type EpochDay, NO_DAY } from '../../calendar/index.ts';
import type { QueueContext } from './queue-context.ts';

/** What the ledger's disputes say of one invoice of a debtor. */
export interface InvoiceDisputes {
  /** Row of the first open dispute about it, -1 without one. */
  readonly openRow: number;
  /** Latest day on which a dispute about it was opened or settled; `NO_DAY` without one. */
  readonly latestDay: EpochDay;
  /** The same over all disputes of the debtor. */
  readonly debtorLatestDay: EpochDay;
}

const NONE: InvoiceDisputes = { openRow: -1, latestDay: NO_DAY, debtorLatestDay: NO_DAY };

/**
 * The disputes of a debtor by invoice row. O(disputes of the debtor) once, O(1) an invoice: a debtor may have tens of
 * thousands of both.
 */
export function readDisputes({ ledger }: QueueContext, debtor: number): (invoice: number) => InvoiceDisputes {
  const { start, invoice, openedDay, resolvedDay } = ledger.disputes;
  if (start[debtor] === start[debtor + 1]) return () => NONE;
  let debtorLatestDay = NO_DAY;
  const known = new Map<number, { openRow: number; latestDay: EpochDay }>();
  for (let row = start[debtor]; row < start[debtor + 1]; row++) {
    const about = invoice[row];
    const of = known.get(about) ?? { openRow: -1, latestDay: NO_DAY };
    if (of.openRow < 0 && resolvedDay[row] === NO_DAY) of.openRow = row;
    of.latestDay = Math.max(of.latestDay, openedDay[row], resolvedDay[row]);
    debtorLatestDay = Math.max(debtorLatestDay, of.latestDay);
    known.set(about, of);
  }
  return (about) => ({ openRow: -1, latestDay: NO_DAY, ...known.get(about), debtorLatestDay });
}
