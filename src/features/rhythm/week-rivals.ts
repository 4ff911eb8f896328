import { type Rival, rivalOf } from './rival.ts';
import { JITTER_COST } from './spread-costs.ts';

const ONE_WEEKDAY_COST = Math.log(5);
const TWO_WEEKDAYS_COST = Math.log(10);
const FORTNIGHT_COST = Math.log(14);

/** What the weekday shares of a population make of the weekly candidates; worked out once a population. */
export interface WeekRivals {
  readonly shares: readonly number[];
  readonly one: readonly Rival[];
  /** By 7 · first + second weekday. */
  readonly two: readonly Rival[];
  /** By 4 · weekday + business days of spread. */
  readonly fortnight: readonly Rival[];
}

/** Works out the weekly candidates' chances from shares of Monday … Sunday that sum to 1. O(1). */
export function weekRivals(shares: readonly number[]): WeekRivals {
  return {
    shares,
    one: shares.map((share) => rivalOf(share, ONE_WEEKDAY_COST)),
    two: Array.from({ length: 49 }, (_, at) =>
      rivalOf(Math.min(0.99, shares[Math.floor(at / 7)] + shares[at % 7]), TWO_WEEKDAYS_COST),
    ),
    fortnight: Array.from({ length: 28 }, (_, at) =>
      rivalOf(
        Math.min(0.99, (((at % 4) + 1) * shares[Math.floor(at / 4)]) / 2),
        FORTNIGHT_COST + (at % 4) * JITTER_COST,
      ),
    ),
  };
}
