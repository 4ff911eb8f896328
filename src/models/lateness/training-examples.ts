import type { EpochDay } from '../../calendar/index.ts';
import type { ItemStates, Ledger } from '../../ledger/index.ts';
import type { LabelledPeriods } from './hazard-phases.ts';
import { firstBin, type LatenessGrid } from './lateness-grid.ts';
import { latenessBase, type Outcome, outcomeOf } from './outcomes.ts';
import { settlementKnownDay } from './settlement-known-day.ts';
import { thinRows } from './thin-rows.ts';

/** Invoices at moments of their lives, with what is known to have become of them by the as-of date. */
export interface TrainingExamples {
  readonly invoice: Int32Array;
  readonly moment: Int32Array;
  readonly baseDay: Int32Array;
  readonly outcomes: readonly Outcome[];
}

/** In ledgers too large to learn from all, one example in so many is kept of the debtors that are. */
const EXAMPLES_KEPT = 4;

/** Days after the rolled due date at which a still unpaid invoice is looked at again. */
const LATER_MOMENTS = [0, 14, 45];

/**
 * Each invoice as it looked when it became known and, while unpaid, on its due date and 14 and 45 days after: paid and
 * still open ones alike, since leaving out the open ones would teach a lateness far too low. "Unpaid" is what a user
 * would have seen that morning: an invoice whose money had come but was not booked yet is among them, as it is when
 * forecasts are asked for; leaving it out would teach a lateness too high. Newest moments first. Where there are more
 * than about `mostPeriods` (invoice, bin) pairs, as many: of a part of the debtors, evenly spread over all moments.
 * O(n log n).
 */
export function trainingExamples(
  ledger: Ledger,
  items: ItemStates,
  asOf: EpochDay,
  roll: 'following' | 'none',
  grid: LatenessGrid,
  mostPeriods: number,
): TrainingExamples {
  const base = latenessBase(ledger, roll);
  const found = candidates(ledger, items, base, asOf);
  const outcomeAt = (e: number): Outcome => outcomeOf(ledger, items, base, found.invoice[e], asOf) as Outcome;
  let periods = 0;
  for (let e = 0; e < found.invoice.length; e++) {
    const seen = found.moment[e] - base[found.invoice[e]];
    periods += Math.max(1, firstBin(grid, outcomeAt(e).days) - firstBin(grid, seen) + 1);
  }
  const debtor = found.invoice.map((i) => ledger.invoices.debtor[i]);
  const step = periods / mostPeriods;
  const order = thinRows(debtor, step, Math.max(1, Math.floor(step / EXAMPLES_KEPT))).sort(
    (a, b) => found.moment[b] - found.moment[a] || found.invoice[a] - found.invoice[b],
  );
  const invoice = Int32Array.from(order, (e) => found.invoice[e]);
  return {
    invoice,
    moment: Int32Array.from(order, (e) => found.moment[e]),
    baseDay: invoice.map((i) => base[i]),
    outcomes: Array.from(order, outcomeAt),
  };
}

/** Every moment at which an invoice with an outcome can be looked at, in ledger order. */
function candidates(ledger: Ledger, items: ItemStates, base: Int32Array, asOf: EpochDay) {
  const { knownDay, rolledDueDay, count } = ledger.invoices;
  const invoice = new Int32Array(count * (LATER_MOMENTS.length + 1));
  const moment = new Int32Array(invoice.length);
  const settledOn = settlementKnownDay(ledger, items);
  let found = 0;
  for (let i = 0; i < count; i++) {
    const outcome = outcomeOf(ledger, items, base, i, asOf);
    if (!outcome) continue;
    const last = outcome.isPaid ? settledOn[i] : base[i] + outcome.days;
    if (knownDay[i] <= last || outcome.isPaid) {
      invoice[found] = i;
      moment[found++] = knownDay[i];
    }
    for (const after of LATER_MOMENTS) {
      const later = rolledDueDay[i] + after;
      if (later <= knownDay[i] || later > last) continue;
      invoice[found] = i;
      moment[found++] = later;
    }
  }
  return { invoice: invoice.subarray(0, found), moment: moment.subarray(0, found) };
}

/** The (example, bin) pairs: every bin that an example passed through unpaid, and the one in which it was paid. */
export function labelledPeriods(examples: TrainingExamples, grid: LatenessGrid): LabelledPeriods {
  const row: number[] = [];
  const bin: number[] = [];
  const label: number[] = [];
  const bins = grid.edges.length;
  for (let e = 0; e < examples.invoice.length; e++) {
    const outcome = examples.outcomes[e];
    const seen = examples.moment[e] - examples.baseDay[e];
    const days = outcome.isPaid ? Math.max(outcome.days, seen) : outcome.days;
    for (let b = firstBin(grid, seen); b < bins; b++) {
      if (!outcome.isPaid && days < grid.edges[b]) break;
      const isPaidHere = outcome.isPaid && days <= grid.edges[b];
      row.push(e);
      bin.push(b);
      label.push(isPaidHere ? 1 : 0);
      if (isPaidHere) break;
    }
  }
  return { row: Int32Array.from(row), bin: Int32Array.from(bin), label: Uint8Array.from(label) };
}
