import { PayrhythmError } from '../../errors.ts';

/**
 * Row indices by falling score, ties by rising index. Errors: `BAD_DATA` for a NaN score, a label other than 0 or 1, or
 * unequal lengths. O(n log n).
 */
export function orderByScore(scores: Float64Array, labels: Uint8Array): Uint32Array {
  requireScoredLabels(scores, labels);
  const order = new Uint32Array(scores.length);
  for (let i = 0; i < order.length; i++) order[i] = i;
  return order.sort((a, b) => scores[b] - scores[a] || a - b);
}

/** The checks of {@link orderByScore} alone, for metrics that need no order. O(n). */
export function requireScoredLabels(scores: Float64Array, labels: Uint8Array): void {
  if (scores.length !== labels.length)
    throw new PayrhythmError('BAD_DATA', `There are ${scores.length} scores for ${labels.length} labels.`);
  for (let i = 0; i < scores.length; i++) {
    if (Number.isNaN(scores[i])) throw new PayrhythmError('BAD_DATA', `Score ${i} is NaN.`, { index: i });
    if (labels[i] > 1) throw new PayrhythmError('BAD_DATA', `Label ${i} is ${labels[i]}; it must be 0 or 1.`);
  }
}
