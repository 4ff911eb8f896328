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

/** Days before the first edge over which its payments are spread. */
const FIRST_BIN_DAYS = 15;

/**
 * The population's chance of still being unpaid at any number of days relative to the due date: straight between the
 * edges, a steady hazard beyond the last. Falls from 1 to (nearly) 0.
 */
export function populationUnpaidAt(grid: LatenessGrid, curve: PopulationCurve): (days: number) => number {
  const { edges } = grid;
  const survival = populationSurvival(curve);
  const last = edges.length - 1;
  return (days) => {
    if (days > edges[last]) return survival[last] * (1 - curve.tailDailyHazard) ** (days - edges[last]);
    const bin = firstBin(grid, days);
    const from = bin === 0 ? edges[0] - FIRST_BIN_DAYS : edges[bin - 1];
    const before = bin === 0 ? 1 : survival[bin - 1];
    return days <= from ? 1 : before + ((survival[bin] - before) * (days - from)) / (edges[bin] - from);
  };
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
