import { type EpochDay, NO_DAY } from '../../calendar/index.ts';
import { ITEM, type ItemStates, type Ledger } from '../../ledger/index.ts';

/** What became of an invoice, as far as a ledger shows; days relative to the date that lateness counts from. */
export interface Outcome {
  /** Days late of the payment, or of the last day through which it was seen unpaid. */
  readonly days: number;
  readonly isPaid: boolean;
}

/** The dates that lateness counts from. */
export function latenessBase(ledger: Ledger, roll: 'following' | 'none'): Int32Array {
  return roll === 'none' ? ledger.invoices.dueDay : ledger.invoices.rolledDueDay;
}

/**
 * Outcome of invoice `i` in a ledger whose last visible day is the one before `asOf`; `undefined` for items that teach
 * nothing (credit notes, write-offs, settlements of unknown date, amounts within the tolerance).
 */
export function outcomeOf(
  ledger: Ledger,
  items: ItemStates,
  base: Int32Array,
  i: number,
  asOf: EpochDay,
): Outcome | undefined {
  if (ledger.invoices.amountMinor[i] <= 0 || items.state[i] === ITEM.closed) return undefined;
  if (items.state[i] === ITEM.paid && items.paidDay[i] !== NO_DAY)
    return { days: items.paidDay[i] - base[i], isPaid: true };
  return { days: asOf - 1 - base[i], isPaid: false };
}
