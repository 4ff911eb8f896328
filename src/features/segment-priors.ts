import { DEBTOR_KINDS, type Ledger, textAt } from '../ledger/index.ts';

/** What debtors of one country and kind are like; what a debtor's own thin record leans on. */
export interface SegmentPrior {
  /** ISO country, empty = unknown. */
  readonly country: string;
  /** Kind of debtor, empty = unknown. */
  readonly kind: string;
  /** Share of invoices late, 0–1; drawn towards all debtors where the segment is small. */
  readonly lateRate: number;
  /** Share more than 30 days late, 0–1. */
  readonly veryLateRate: number;
  readonly meanLateDays: number;
}

/** Country and kind of a debtor as one text, countries first in byte order. O(1). */
export function segmentKey(ledger: Ledger, debtor: number): string {
  return `${textAt(ledger.debtors.country, debtor)}/${DEBTOR_KINDS[ledger.debtors.kind[debtor]] ?? ''}`;
}

/** Bounds of the population's weight against a segment, in whole debtors' records. */
const LEAST_DEBTORS = 2;
const MOST_DEBTORS = 1000;

/** What {@link fitSegments} reads of each debtor; arrays run parallel. */
export interface SegmentCounts {
  readonly lessons: Float64Array;
  readonly late: Float64Array;
  readonly veryLate: Float64Array;
  readonly sumLateDays: Float64Array;
  /** Key of each debtor's segment; see {@link segmentKey}. */
  readonly segment: readonly string[];
}

/** The population that segments are drawn towards, and the weight it has against one debtor's record, in invoices. */
export interface PopulationPrior {
  readonly lateRate: number;
  readonly veryLateRate: number;
  readonly meanLateDays: number;
  readonly strength: number;
}

interface Tally {
  weight: number;
  weightedRate: number;
  lessons: number;
  veryLate: number;
  lateDays: number;
}

/**
 * Segment values by hierarchical credibility (Jewell 1975, with Bühlmann–Straub weights): a debtor with n outcomes counts
 * z = n / (n + strength) of a debtor; a segment's rate is the z-weighted mean of its debtors' rates, drawn towards all by
 * Σz / (Σz + K), K = variance between debtors / variance between segments, the latter by the method of moments, K within
 * 2–1000 debtors. Where segments differ no more than chance, all fall back to the population: none is returned.
 * Ascending by key. O(debtors + segments · log segments).
 */
export function fitSegments(counts: SegmentCounts, population: PopulationPrior): SegmentPrior[] {
  const tallies = new Map<string, Tally>();
  for (let d = 0; d < counts.lessons.length; d++) {
    const n = counts.lessons[d];
    if (n === 0) continue;
    const key = counts.segment[d];
    let tally = tallies.get(key);
    if (!tally) {
      tally = { weight: 0, weightedRate: 0, lessons: 0, veryLate: 0, lateDays: 0 };
      tallies.set(key, tally);
    }
    const z = n / (n + population.strength);
    tally.weight += z;
    tally.weightedRate += (z * counts.late[d]) / n;
    tally.lessons += n;
    tally.veryLate += counts.veryLate[d];
    tally.lateDays += counts.sumLateDays[d];
  }
  const keys = [...tallies.keys()].sort();
  const found = keys.map((key) => tallies.get(key) as Tally);
  const ratio = debtorsPerSegment(found, population);
  if (ratio === undefined) return [];
  return keys.map((key, at) => {
    const tally = found[at];
    const trust = tally.weight / (tally.weight + ratio);
    const drawn = (own: number, all: number): number => all + trust * (own - all);
    const [country, kind] = key.split('/') as [string, string];
    return {
      country,
      kind,
      lateRate: drawn(tally.weightedRate / tally.weight, population.lateRate),
      veryLateRate: drawn(tally.veryLate / tally.lessons, population.veryLateRate),
      meanLateDays: drawn(tally.lateDays / tally.lessons, population.meanLateDays),
    };
  });
}

/** K: how many whole debtors' records the population is worth against a segment; undefined where segments are alike. */
function debtorsPerSegment(found: readonly Tally[], population: PopulationPrior): number | undefined {
  let total = 0;
  let squares = 0;
  let rates = 0;
  for (const { weight, weightedRate } of found) {
    total += weight;
    squares += weight ** 2;
    rates += weightedRate;
  }
  if (found.length < 2) return undefined;
  const mean = rates / total;
  const betweenDebtors = (population.lateRate * (1 - population.lateRate)) / (population.strength + 1);
  let spread = 0;
  for (const { weight, weightedRate } of found) spread += weight * (weightedRate / weight - mean) ** 2;
  const betweenSegments = (spread - betweenDebtors * (found.length - 1)) / (total - squares / total);
  if (!(betweenSegments > 0)) return undefined;
  return Math.min(MOST_DEBTORS, Math.max(LEAST_DEBTORS, betweenDebtors / betweenSegments));
}
