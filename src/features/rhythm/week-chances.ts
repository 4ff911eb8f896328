import { type NullChance, nullChance } from './null-chance.ts';

/** What the weekday shares of a population make of the weekly candidates; worked out once a population. */
export interface WeekChances {
  readonly shares: readonly number[];
  readonly one: readonly NullChance[];
  /** By 7 · first + second weekday. */
  readonly two: readonly NullChance[];
  /** By 4 · weekday + business days of spread. */
  readonly fortnight: readonly NullChance[];
}

/** Works out the chances of the weekly candidates from shares of Monday … Sunday that sum to 1. O(1). */
export function weekChances(shares: readonly number[]): WeekChances {
  return {
    shares,
    one: shares.map(nullChance),
    two: Array.from({ length: 49 }, (_, at) => nullChance(Math.min(0.99, shares[Math.floor(at / 7)] + shares[at % 7]))),
    fortnight: Array.from({ length: 28 }, (_, at) =>
      nullChance(Math.min(0.99, (((at % 4) + 1) * shares[Math.floor(at / 4)]) / 2)),
    ),
  };
}
