/**
 * What a candidate is measured by, the same for all that share a chance and a cost: made once, so that no number is
 * worked out (or allocated) where candidates compete.
 */
export interface Rival {
  /** Chance of a hit without a run, 0–1 (exclusive), with the logarithms that a gain needs. */
  readonly chance: number;
  readonly logChance: number;
  readonly logMiss: number;
  /** Natural logarithm of the number of rivals of its kind: what searching among them costs. */
  readonly searchCost: number;
  /** The part of `searchCost` that is for further days of the month, or for spread arrivals. */
  readonly setCost: number;
}

/** A rival of a chance 0–1 (exclusive) and its costs. O(1). */
export function rivalOf(chance: number, searchCost: number, setCost = 0): Rival {
  return { chance, logChance: Math.log(chance), logMiss: Math.log1p(-chance), searchCost, setCost };
}
