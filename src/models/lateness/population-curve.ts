import { weekdayOf } from '../../calendar/index.ts';
import { firstBin, type LatenessGrid } from './lateness-grid.ts';
import type { Outcome } from './outcomes.ts';

/** How all debtors together pay: chance of payment in each bin given none before, and beyond the last bin. */
export interface PopulationCurve {
  /** One for each bin, 0–1. */
  readonly hazards: readonly number[];
  /** Chance of payment a day beyond the last edge, 0–1. */
  readonly tailDailyHazard: number;
}

/** Before anything is known: half paid by the due date, most of the rest within two months. */
const UNINFORMED_DAILY_HAZARD = { beforeDue: 0.02, afterDue: 0.03 };
const UNINFORMED_WEIGHT = 5;

function uninformedHazard(grid: LatenessGrid, bin: number): number {
  const from = bin === 0 ? grid.edges[0] - 5 : grid.edges[bin - 1];
  const days = grid.edges[bin] - from;
  const daily = grid.edges[bin] <= 0 ? UNINFORMED_DAILY_HAZARD.beforeDue : UNINFORMED_DAILY_HAZARD.afterDue;
  return 1 - (1 - daily) ** days;
}

/**
 * Kaplan–Meier hazards over the bins from paid and censored invoices alike, blended with a stated prior worth five
 * invoices. O(outcomes × bins).
 */
export function fitPopulationCurve(
  grid: LatenessGrid,
  outcomes: readonly { readonly outcome: Outcome; readonly enteredDays: number }[],
): PopulationCurve {
  const bins = grid.edges.length;
  const paid = new Float64Array(bins);
  const atRisk = new Float64Array(bins);
  let tailPaid = 0;
  let tailDays = 0;
  const lastEdge = grid.edges[bins - 1];
  for (const { outcome, enteredDays } of outcomes) {
    const entry = firstBin(grid, Math.min(enteredDays, outcome.isPaid ? outcome.days : enteredDays));
    for (let b = entry; b < bins; b++) {
      if (outcome.isPaid && outcome.days <= grid.edges[b]) {
        atRisk[b]++;
        paid[b]++;
        break;
      }
      if (!outcome.isPaid && outcome.days < grid.edges[b]) break;
      atRisk[b]++;
    }
    if (outcome.days > lastEdge) {
      tailDays += outcome.days - lastEdge;
      if (outcome.isPaid) tailPaid++;
    }
  }
  return {
    hazards: grid.edges.map(
      (_, b) => (paid[b] + UNINFORMED_WEIGHT * uninformedHazard(grid, b)) / (atRisk[b] + UNINFORMED_WEIGHT),
    ),
    tailDailyHazard: (tailPaid + 0.1) / (tailDays + 0.1 / 0.003),
  };
}

/** Chance of still being unpaid after each bin, by the population alone. */
export function populationSurvival(curve: PopulationCurve): Float64Array {
  const survival = new Float64Array(curve.hazards.length);
  let left = 1;
  curve.hazards.forEach((hazard, b) => {
    left *= 1 - hazard;
    survival[b] = left;
  });
  return survival;
}

/**
 * Share of payments on Monday … Sunday times 7, blended with a working week worth ten payments: 1 is an average day.
 * Each debtor's payment dates count once. O(days).
 */
export function fitWeekdayWeights(paymentDays: Iterable<number>): number[] {
  const counts = [2, 2, 2, 2, 2, 0.02, 0.02];
  let total = 10.04;
  for (const day of paymentDays) {
    counts[weekdayOf(day)]++;
    total++;
  }
  return counts.map((count) => (count / total) * 7);
}
