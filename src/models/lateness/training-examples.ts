import type { EpochDay } from '../../calendar/index.ts';
import type { ItemStates, Ledger } from '../../ledger/index.ts';
import type { LabelledPeriods } from './hazard-phases.ts';
import { firstBin, type LatenessGrid } from './lateness-grid.ts';
import { latenessBase, type Outcome, outcomeOf } from './outcomes.ts';

/** Invoices at moments of their lives, with what is known to have become of them by the as-of date. */
export interface TrainingExamples {
  readonly invoice: Int32Array;
  readonly moment: Int32Array;
  readonly baseDay: Int32Array;
  readonly outcomes: readonly Outcome[];
}

/** Days after the rolled due date at which a still unpaid invoice is looked at again. */
const LATER_MOMENTS = [0, 14, 45];

/**
 * Each invoice as it looked when it became known and, while unpaid, on its due date and 14 and 45 days after: paid and
 * still open ones alike, since leaving out the open ones would teach a lateness far too low. Newest moments first, as
 * many as give at most `mostPeriods` (invoice, bin) pairs. O(n log n).
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
  const { knownDay, rolledDueDay } = ledger.invoices;
  const found: { invoice: number; moment: EpochDay; outcome: Outcome }[] = [];
  for (let i = 0; i < ledger.invoices.count; i++) {
    const outcome = outcomeOf(ledger, items, base, i, asOf);
    if (!outcome) continue;
    const last = base[i] + outcome.days;
    if (knownDay[i] <= last || outcome.isPaid) found.push({ invoice: i, moment: knownDay[i], outcome });
    for (const after of LATER_MOMENTS) {
      const moment = rolledDueDay[i] + after;
      if (moment > knownDay[i] && moment <= last) found.push({ invoice: i, moment, outcome });
    }
  }
  found.sort((a, b) => b.moment - a.moment || a.invoice - b.invoice);
  let periods = 0;
  let taken = 0;
  while (taken < found.length && periods < mostPeriods) {
    const { invoice, moment, outcome } = found[taken++];
    periods += Math.max(1, firstBin(grid, outcome.days) - firstBin(grid, moment - base[invoice]) + 1);
  }
  const kept = found.slice(0, taken);
  return {
    invoice: Int32Array.from(kept, (example) => example.invoice),
    moment: Int32Array.from(kept, (example) => example.moment),
    baseDay: Int32Array.from(kept, (example) => base[example.invoice]),
    outcomes: kept.map((example) => example.outcome),
  };
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
