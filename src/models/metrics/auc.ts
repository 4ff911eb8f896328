import { orderByScore } from './score-order.ts';

/**
 * Area under the ROC curve: the chance that a random positive scores above a random negative, ties counted half (the
 * Mann–Whitney statistic). Range [0, 1]; NaN when a class is absent. Errors: `BAD_DATA` as `orderByScore`. O(n log n).
 */
export function auc(scores: Float64Array, labels: Uint8Array): number {
  return weightedAucInOrder(orderByScore(scores, labels), scores, labels, undefined);
}

/**
 * The same for rows already ordered by falling score, each counted `weights[row]` times (absent: once). For bootstraps,
 * which sort once and weigh often. O(n).
 */
export function weightedAucInOrder(
  order: Uint32Array,
  scores: Float64Array,
  labels: Uint8Array,
  weights: Float64Array | undefined,
): number {
  let positives = 0;
  let negatives = 0;
  let wins = 0;
  for (let i = 0; i < order.length; ) {
    const score = scores[order[i]];
    let tiedPositives = 0;
    let tiedNegatives = 0;
    for (; i < order.length && scores[order[i]] === score; i++) {
      const row = order[i];
      const weight = weights === undefined ? 1 : weights[row];
      if (labels[row] === 1) tiedPositives += weight;
      else tiedNegatives += weight;
    }
    wins += tiedNegatives * (positives + tiedPositives / 2);
    positives += tiedPositives;
    negatives += tiedNegatives;
  }
  return positives > 0 && negatives > 0 ? wins / (positives * negatives) : NaN;
}
