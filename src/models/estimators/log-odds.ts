/** Probabilities are kept this far from 0 and 1, so that log-odds stay finite (about ±27.6). */
export const SMALLEST_PROBABILITY = 1e-12;

/** Logistic function, kept inside (0, 1) by {@link SMALLEST_PROBABILITY}. NaN gives NaN. */
export function probabilityOf(logOdds: number): number {
  return clampProbability(1 / (1 + Math.exp(-logOdds)));
}

/** Log-odds of a probability; 0 and 1 are moved inside by {@link SMALLEST_PROBABILITY}. NaN gives NaN. */
export function logOddsOf(probability: number): number {
  const p = clampProbability(probability);
  return Math.log(p / (1 - p));
}

/** Moves a probability into [{@link SMALLEST_PROBABILITY}, 1 − {@link SMALLEST_PROBABILITY}]. NaN stays NaN. */
export function clampProbability(probability: number): number {
  if (probability < SMALLEST_PROBABILITY) return SMALLEST_PROBABILITY;
  if (probability > 1 - SMALLEST_PROBABILITY) return 1 - SMALLEST_PROBABILITY;
  return probability;
}

/** {@link probabilityOf} of every element, as a new array. O(n). */
export function probabilitiesOf(logOdds: Float64Array): Float64Array {
  const result = new Float64Array(logOdds.length);
  for (let i = 0; i < result.length; i++) result[i] = probabilityOf(logOdds[i]);
  return result;
}
