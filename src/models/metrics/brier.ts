import { requireScoredLabels } from './score-order.ts';

/**
 * Brier score: mean squared distance of probability and outcome (Brier 1950). Range [0, 1], lower is better; NaN for no
 * rows. Errors: `BAD_DATA` for NaN, bad labels or unequal lengths. O(n).
 */
export function brier(probabilities: Float64Array, labels: Uint8Array): number {
  requireScoredLabels(probabilities, labels);
  let sum = 0;
  for (let i = 0; i < labels.length; i++) sum += (probabilities[i] - labels[i]) ** 2;
  return sum / labels.length;
}
