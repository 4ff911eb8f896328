import type { LagSpans } from './lag-spans.ts';

/** A law of lags: logistic around a centre, a share of stray lags spread evenly over {@link STRAY_DAYS} days. */
export interface LagLaw {
  /** In quarter-days. */
  readonly centre: number;
  /** Position in {@link SCALES}. */
  readonly scale: number;
  /** Position in {@link STRAY_SHARES}. */
  readonly stray: number;
  /** Natural logarithm of the likelihood of the spans under this law. */
  readonly logLikelihood: number;
}

/** Scales of the logistic law, in days; the first is as good as a fixed lag. */
export const SCALES = [0.05, 0.12, 0.25, 0.45, 0.8, 1.3, 2, 3.5, 6, 11, 20];
/** Shares of stray lags. The least is not 0: one payment must not rule a law out. */
export const STRAY_SHARES = [0.03, 0.1, 0.25, 0.5];
/** Days over which a stray lag may fall. */
const STRAY_DAYS = 90;
/** Quarter-days from the centre beyond which the distribution is taken to be what it is there. */
const REACH = 1600;
/** Reach of the tables on either side of the centre: farther than any span from any centre that is looked at. */
const TABLE_REACH = 4096;
const TABLE = 2 * TABLE_REACH + 1;

/** By scale: distribution function at −TABLE_REACH … TABLE_REACH quarter-days from the centre. */
const DISTRIBUTION = tabulateDistributions();

function tabulateDistributions(): Float64Array {
  const table = new Float64Array(SCALES.length * TABLE);
  SCALES.forEach((scale, at) => {
    const middle = at * TABLE + TABLE_REACH;
    const valueAt = (quarterDays: number): number => 1 / (1 + Math.exp(-quarterDays / 4 / scale));
    table.fill(valueAt(-REACH), middle - TABLE_REACH, middle - REACH);
    for (let quarterDays = -REACH; quarterDays <= REACH; quarterDays++)
      table[middle + quarterDays] = valueAt(quarterDays);
    table.fill(valueAt(REACH), middle + REACH + 1, middle + TABLE_REACH + 1);
  });
  return table;
}

/** Product below which its logarithm is taken, so that a product of chances stays in range. */
const SMALL = 1e-200;

/** Natural logarithm of the likelihood of spans under a law (centre, scale, stray as in {@link LagLaw}). O(spans). */
export function likelihoodOf(spans: LagSpans, centre: number, scale: number, strayAt: number): number {
  const { froms, tos, ends } = spans;
  const middle = scale * TABLE + TABLE_REACH - centre;
  const stray = STRAY_SHARES[strayAt];
  const settled = 1 - stray;
  const strayAQuarter = stray / STRAY_DAYS / 4;
  let sum = 0;
  let at = 0;
  for (let group = 0; group < 3; group++) {
    const end = ends[group];
    if (at === end) continue;
    let product = 1;
    let logs = 0;
    for (; at < end; at++) {
      const from = froms[at];
      const to = tos[at];
      const evenly = (to - from) * strayAQuarter;
      product *=
        settled * (DISTRIBUTION[middle + to] - DISTRIBUTION[middle + from]) + (evenly < stray ? evenly : stray);
      if (product >= SMALL) continue;
      logs += Math.log(product);
      product = 1;
    }
    sum += (logs + Math.log(product)) / (group + 1);
  }
  return sum;
}

/** Natural logarithm of the likelihood, under a law, of the spans whose date (`dates[i]`) is marked in `taken`. O(spans). */
export function logLikelihoodOf(spans: LagSpans, law: LagLaw, dates: Int32Array, taken: Uint8Array): number {
  const { froms, tos, ends } = spans;
  const { centre, scale, stray } = law;
  let sum = 0;
  let at = 0;
  for (let group = 0; group < 3; group++) {
    let product = 1;
    let logs = 0;
    for (const end = ends[group]; at < end; at++) {
      if (taken[dates[at]] === 0) continue;
      product *= spanChance(froms[at] - centre, tos[at] - centre, scale, stray);
      if (product < SMALL) {
        logs += Math.log(product);
        product = 1;
      }
    }
    sum += (logs + Math.log(product)) / (group + 1);
  }
  return sum;
}

/** Chance of a span (ends as in {@link LagSpans}) where the lag says nothing: even over {@link STRAY_DAYS} days. O(1). */
export function evenChance(from: number, to: number): number {
  return Math.min(1, (to - from) / 4 / STRAY_DAYS);
}

/** Days from the centre of a law within which nearly all of its lags lie that are no strays. O(1). */
export function reachOf(law: Pick<LagLaw, 'scale'>): number {
  return Math.ceil(4 * SCALES[law.scale]);
}

/** Chance that a lag of a law is no stray and lies in a span, 0–1. O(1). */
export function settledChanceOf(from: number, to: number, law: LagLaw): number {
  const middle = law.scale * TABLE + TABLE_REACH - law.centre;
  const stray = STRAY_SHARES[law.stray];
  const evenly = stray * Math.min(1, (to - from) / 4 / STRAY_DAYS);
  return (1 - stray) * (DISTRIBUTION[middle + to] - DISTRIBUTION[middle + from]) + evenly - evenly;
}

/** Share of stray lags of a law, 0–1. O(1). */
export function strayShareOf(law: Pick<LagLaw, 'stray'>): number {
  return STRAY_SHARES[law.stray];
}

/** Chance of one span under a law, 0–1. O(1). */
export function chanceOf(from: number, to: number, law: LagLaw): number {
  return spanChance(from - law.centre, to - law.centre, law.scale, law.stray);
}

/** Chance of one span, 0–1, its ends counted from the centre of the law (scale and stray as in {@link LagLaw}). O(1). */
export function spanChance(from: number, to: number, scale: number, strayAt: number): number {
  const middle = scale * TABLE + TABLE_REACH;
  const stray = STRAY_SHARES[strayAt];
  const evenly = stray * Math.min(1, (to - from) / 4 / STRAY_DAYS);
  return (1 - stray) * (DISTRIBUTION[middle + to] - DISTRIBUTION[middle + from]) + evenly;
}
