import { BUSINESS_LAGS, COLUMNS } from './run-calendar.ts';
import { type CandidateFamily, hitGain } from './run-candidate.ts';
import { MASK_BITS, type RunHistogram } from './run-histogram.ts';

/** Business days of a mean month, the 5 or so public holidays on weekdays taken off. */
export const MONTH_BUSINESS_DAYS = 20.9;
/** Days of the month a set may have. */
const SET_DAYS = 4;
/** What one more day in a set costs beside its choice. */
const DAY_COST = 0.7;

/** Takes a candidate into the competition: `share` is its chance under the calendar null, 0–1. */
export type Offer = (
  family: CandidateFamily,
  column: number,
  jitter: number,
  bits: number,
  hits: number,
  share: number,
  searchCost: number,
) => void;

/** One window's competition, as far as sets of days need it. */
export interface SetSearch {
  readonly histogram: RunHistogram;
  readonly fromCut: number;
  readonly toCut: number;
  readonly counts: Int32Array;
  readonly offer: Offer;
  scoreToBeat(): number;
}

/**
 * Offers sets of 2–4 days of the month (or business days): each day the one that covers most dates not yet covered. A lag
 * is skipped when even its four commonest days could not win. O(lags · (bits + days of the set · dates)).
 */
export function offerSets(search: SetSearch, family: CandidateFamily, firstColumn: number, bits: number): void {
  const { histogram, fromCut, toCut, counts, offer } = search;
  const { rows, cuts } = histogram;
  const dates = cuts[toCut] - cuts[fromCut];
  for (let lag = 0; lag < BUSINESS_LAGS; lag++) {
    const column = firstColumn + lag;
    if (setBound(counts, column * MASK_BITS, dates, bits) <= search.scoreToBeat()) continue;
    const left = counts.slice(column * MASK_BITS, column * MASK_BITS + bits);
    let set = 0;
    let hits = 0;
    let cost = Math.log(3) + (lag === 0 ? 0 : 0.5);
    for (let size = 1; size <= SET_DAYS; size++) {
      let top = 0;
      for (let bit = 1; bit < bits; bit++) if (left[bit] > left[top]) top = bit;
      if (left[top] < 2) break;
      hits += left[top];
      set |= 1 << top;
      cost += setCost(size, bits);
      if (size > 1) offer(family, column, 0, set, hits, size / MONTH_BUSINESS_DAYS, cost);
      if (size === SET_DAYS || hits === dates) break;
      left.fill(0);
      for (let date = cuts[fromCut]; date < cuts[toCut]; date++) {
        let mask = rows[date * COLUMNS + column];
        if ((mask & set) !== 0) continue;
        while (mask !== 0) {
          const bit = 31 - Math.clz32(mask);
          left[bit]++;
          mask ^= 1 << bit;
        }
      }
    }
  }
}

function setCost(size: number, bits: number): number {
  return Math.log((bits - size + 1) / size) + (size > 1 ? DAY_COST : 0);
}

/** Most that a set can score, if no date were counted on two of its days. */
function setBound(counts: Int32Array, base: number, dates: number, bits: number): number {
  let first = 0;
  let second = 0;
  let third = 0;
  let fourth = 0;
  for (let bit = 0; bit < bits; bit++) {
    const count = counts[base + bit];
    if (count <= fourth) continue;
    if (count > third) {
      fourth = third;
      if (count > second) {
        third = second;
        if (count > first) {
          second = first;
          first = count;
        } else second = count;
      } else third = count;
    } else fourth = count;
  }
  let hits = first;
  let cost = Math.log(3) + setCost(1, bits);
  let bound = 0;
  for (let size = 2; size <= SET_DAYS; size++) {
    hits = Math.min(dates, hits + (size === 2 ? second : size === 3 ? third : fourth));
    cost += setCost(size, bits);
    bound = Math.max(bound, hitGain(hits, dates, size / MONTH_BUSINESS_DAYS) - cost);
  }
  return bound;
}
