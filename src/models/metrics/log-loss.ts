import { clampProbability } from '../estimators/log-odds.ts';
import { requireScoredLabels } from './score-order.ts';

/**
 * Mean negative log-likelihood in nats, weighted when `weights` are given. Probabilities are kept 1e-12 away from 0
 * and 1. Range [0, 27.7]; NaN for no rows. Errors: `BAD_DATA` for NaN, bad labels or unequal lengths. O(n).
 */
export function logLoss(probabilities: Float64Array, labels: Uint8Array, weights?: Float64Array): number {
  requireScoredLabels(probabilities, labels);
  let sum = 0;
  let total = 0;
  for (let i = 0; i < labels.length; i++) {
    const p = clampProbability(probabilities[i]);
    const weight = weights === undefined ? 1 : weights[i];
    sum -= weight * (labels[i] === 1 ? Math.log(p) : Math.log(1 - p));
    total += weight;
  }
  return sum / total;
}
