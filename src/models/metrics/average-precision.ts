import { orderByScore } from './score-order.ts';

/**
 * Average precision Σ (Rₖ − Rₖ₋₁)·Pₖ over the distinct scores, falling (scikit-learn's `average_precision_score`, no
 * interpolation); ties enter together. Range (0, 1]; NaN without a positive. Errors: `BAD_DATA`. O(n log n).
 */
export function averagePrecision(scores: Float64Array, labels: Uint8Array): number {
  const order = orderByScore(scores, labels);
  let positives = 0;
  let sum = 0;
  for (let i = 0; i < order.length; ) {
    const score = scores[order[i]];
    let tied = 0;
    for (; i < order.length && scores[order[i]] === score; i++) tied += labels[order[i]];
    positives += tied;
    sum += (tied * positives) / i;
  }
  return positives > 0 ? sum / positives : NaN;
}
