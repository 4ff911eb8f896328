import type { Rival } from './rival.ts';
import { type CandidateFamily, hitGain, type RunCandidate } from './run-candidate.ts';

/** The kinds of candidate that are kept apart, so that due dates can judge between them. */
export const KIND = {
  oneWeekday: 0,
  twoWeekdays: 1,
  fortnight: 2,
  monthDay: 3,
  businessDay: 4,
  monthDays: 5,
  businessDays: 6,
} as const;
const KINDS = 7;

const FAMILY_OF_KIND: readonly CandidateFamily[] = [
  'weekly',
  'weekly',
  'fortnightly',
  'monthly_day',
  'monthly_business_day',
  'monthly_day',
  'monthly_business_day',
];

/** The best candidate of each kind in one window of dates. Room for a window, begun anew for the next one. */
export class CandidateBoard {
  dates = 0;
  /** Score of the best candidate of all, 0 without one. */
  topScore = 0;
  /** Its hits. */
  topHits = 0;
  readonly #scores = new Float64Array(KINDS);
  readonly #rivals: (Rival | undefined)[] = new Array<Rival | undefined>(KINDS).fill(undefined);
  readonly #columns = new Int32Array(KINDS);
  readonly #jitters = new Int32Array(KINDS);
  readonly #bits = new Int32Array(KINDS);
  readonly #hits = new Int32Array(KINDS);

  /** Begins a window of so many dates. */
  reset(dates: number): void {
    this.dates = dates;
    this.topScore = 0;
    this.topHits = 0;
    this.#scores.fill(0);
  }

  /** Takes a candidate into the competition of its kind. */
  offer(kind: number, column: number, jitter: number, bits: number, hits: number, rival: Rival): void {
    if (hits <= this.dates * rival.chance) return;
    const score = hitGain(hits, this.dates, rival) - rival.searchCost;
    if (score <= this.#scores[kind]) return;
    this.#scores[kind] = score;
    this.#rivals[kind] = rival;
    this.#columns[kind] = column;
    this.#jitters[kind] = jitter;
    this.#bits[kind] = bits;
    this.#hits[kind] = hits;
    if (score <= this.topScore) return;
    this.topScore = score;
    this.topHits = hits;
  }

  /** Score of the best candidate of a kind, 0 without one. */
  scoreOf(kind: number): number {
    return this.#scores[kind];
  }

  /** Candidates that score more than `least` (≥ 0), the best first. */
  rivals(least: number): RunCandidate[] {
    const found: RunCandidate[] = [];
    for (let kind = 0; kind < KINDS; kind++) {
      const score = this.#scores[kind];
      const rival = this.#rivals[kind];
      if (score <= least || !rival) continue;
      let place = found.length;
      while (place > 0 && found[place - 1].score < score) place--;
      found.splice(place, 0, {
        family: FAMILY_OF_KIND[kind],
        column: this.#columns[kind],
        jitter: this.#jitters[kind],
        bits: this.#bits[kind],
        hits: this.#hits[kind],
        dates: this.dates,
        searchCost: rival.searchCost,
        setCost: rival.setCost,
        chance: rival.chance,
        score,
      });
    }
    return found;
  }
}
