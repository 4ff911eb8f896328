/** Chance of a hit without a run, with the logarithms a gain needs. */
export interface NullChance {
  readonly chance: number;
  readonly logChance: number;
  readonly logMiss: number;
}

/** A chance 0–1 (exclusive) with its logarithms. O(1). */
export function nullChance(chance: number): NullChance {
  return { chance, logChance: Math.log(chance), logMiss: Math.log1p(-chance) };
}
