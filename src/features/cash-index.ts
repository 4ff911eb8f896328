import { LAST_DAY } from '../calendar/index.ts';
import type { Ledger } from '../ledger/index.ts';

/** Later than any day of a ledger. */
const NEVER_MATCHED = LAST_DAY + 1;

/**
 * Payment rows that are, or for some days were, matched to nothing, by who paid: a row that somebody else's invoice owns
 * later must be found with its payer. Plain columns, so that threads can share them. 12 bytes a row, 4 a debtor.
 */
export interface CashIndex {
  /** `debtors + 1` positions in `payment`. */
  readonly start: Int32Array;
  /** Payment rows, by booking day within a payer. */
  readonly payment: Int32Array;
  /** Day on which the row came to be matched to a known invoice; 2200-01-01 = never. */
  readonly outDay: Int32Array;
}

/** Draws up the index. O(payments + unmatched rows · log of a payer's). */
export function indexCash(ledger: Ledger): CashIndex {
  const { payments, invoices, debtors } = ledger;
  const start = new Int32Array(debtors.count + 1);
  const outDayOf = (p: number): number => {
    const i = payments.invoice[p];
    return i < 0 ? NEVER_MATCHED : Math.max(payments.appliedDay[p], invoices.knownDay[i]);
  };
  for (let p = 0; p < payments.count; p++) if (outDayOf(p) > payments.bookedDay[p]) start[payments.payer[p] + 1]++;
  for (let d = 0; d < debtors.count; d++) start[d + 1] += start[d];
  const keys = new Float64Array(start[debtors.count]);
  const next = start.slice(0, debtors.count);
  for (let p = 0; p < payments.count; p++)
    if (outDayOf(p) > payments.bookedDay[p]) keys[next[payments.payer[p]]++] = payments.bookedDay[p] * 2 ** 32 + p;
  for (let d = 0; d < debtors.count; d++) if (start[d + 1] - start[d] > 1) keys.subarray(start[d], start[d + 1]).sort();
  const payment = Int32Array.from(keys, (key) => key - Math.floor(key / 2 ** 32) * 2 ** 32);
  return { start, payment, outDay: Int32Array.from(payment, outDayOf) };
}
