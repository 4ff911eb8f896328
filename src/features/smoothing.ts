import { fitSegments, type SegmentCounts, type SegmentPrior } from './segment-priors.ts';

/**
 * What the population says where a debtor's own record is thin: fitted once at training, stored in the model and
 * constant afterwards. Rates are shrunk by a beta prior worth `strength` invoices.
 */
export interface Smoothing {
  /** An invoice is late when paid more than this many days after its rolled due date. */
  readonly lateAfterDays: number;
  /** Whether due dates on a weekend or holiday roll to the next business day. */
  readonly roll: 'following' | 'none';
  /** Share of invoices late over all debtors, 0–1. */
  readonly lateRate: number;
  /** Share more than 30 days late, 0–1. */
  readonly veryLateRate: number;
  /** Mean days late over all debtors. */
  readonly meanLateDays: number;
  /** Weight of the population, in invoices; > 0. */
  readonly strength: number;
  /** What debtors of one country and kind are like, ascending by key; a segment that is not listed is like all. */
  readonly segments: readonly SegmentPrior[];
  /** Amounts in major units that part the population's invoices into thirds. */
  readonly amountCuts: readonly [number, number];
  /** Share of promises kept over all debtors, 0–1. */
  readonly promiseKeptRate: number;
  /** What all debtors together had open when this was fitted, major units; 0 = not known. */
  readonly openTotal: number;
}

/** Before anything is known of the population: half the invoices late, worth two invoices. */
export const UNINFORMED: Smoothing = {
  lateAfterDays: 0,
  roll: 'following',
  lateRate: 0.5,
  veryLateRate: 0.1,
  meanLateDays: 0,
  strength: 2,
  segments: [],
  amountCuts: [0, 0],
  promiseKeptRate: 0.5,
  openTotal: 0,
};

/** What is known of each debtor's outcomes and of the whole ledger, for {@link fitSmoothing}; arrays run parallel. */
export interface OutcomeCounts extends SegmentCounts {
  /** Promises that could be judged, and of them kept, over all debtors. */
  readonly promisesJudged: number;
  readonly promisesKept: number;
  readonly amountCuts: readonly [number, number];
  /** Open amount over all debtors, major units. */
  readonly openTotal: number;
}

/**
 * Fits the population prior by the method of moments for the beta-binomial (Kleinman 1973): the more debtors differ
 * from each other beyond chance, the less weight the population gets. Strength is kept within 1–20. Segments of country
 * and kind stand between a debtor and the population; see `fitSegments`. O(debtors).
 */
export function fitSmoothing(counts: OutcomeCounts, options: Pick<Smoothing, 'lateAfterDays' | 'roll'>): Smoothing {
  const debtors = counts.lessons.length;
  let n = 0;
  let late = 0;
  let veryLate = 0;
  let days = 0;
  let nSquared = 0;
  let used = 0;
  for (let d = 0; d < debtors; d++) {
    if (counts.lessons[d] === 0) continue;
    used++;
    n += counts.lessons[d];
    nSquared += counts.lessons[d] ** 2;
    late += counts.late[d];
    veryLate += counts.veryLate[d];
    days += counts.sumLateDays[d];
  }
  const promiseKeptRate = (counts.promisesKept + 1) / (counts.promisesJudged + 2);
  const { amountCuts, openTotal } = counts;
  if (n === 0) return { ...UNINFORMED, amountCuts, openTotal, promiseKeptRate, ...options };
  const rate = (late + 0.5) / (n + 1);
  let between = 0;
  for (let d = 0; d < debtors; d++)
    if (counts.lessons[d] > 0) between += counts.lessons[d] * (counts.late[d] / counts.lessons[d] - rate) ** 2;
  const variance = rate * (1 - rate);
  const effective = n - nSquared / n - (used - 1);
  const correlation = effective > 0 ? (between - variance * (used - 1)) / (variance * effective) : 0.2;
  const strength = correlation > 0 ? Math.min(20, Math.max(1, 1 / correlation - 1)) : 20;
  const population = { lateRate: rate, veryLateRate: (veryLate + 0.5) / (n + 1), meanLateDays: days / n, strength };
  return {
    ...options,
    ...population,
    segments: fitSegments(counts, population),
    amountCuts,
    promiseKeptRate,
    openTotal,
  };
}
