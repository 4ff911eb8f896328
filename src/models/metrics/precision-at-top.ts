import { PayrhythmError } from '../../errors.ts';
import { orderByScore } from './score-order.ts';

/**
 * Share of positives among the `share` of rows (0 < share ≤ 1; rounded to whole rows, at least 1) with the highest
 * scores. Rows tied at the edge count with the mean label of the tie: the expected value over a random order of ties. NaN for
 * no rows. Errors: `USAGE` for a share out of range, `BAD_DATA` as `orderByScore`. O(n log n).
 */
export function precisionAtTop(scores: Float64Array, labels: Uint8Array, share: number): number {
  if (!(share > 0 && share <= 1))
    throw new PayrhythmError('USAGE', `share is ${share}; it must be above 0 and at most 1.`);
  const order = orderByScore(scores, labels);
  if (order.length === 0) return NaN;
  const top = Math.max(1, Math.round(share * order.length));
  let positives = 0;
  for (let from = 0, to = 0; from < top; from = to) {
    let tied = 0;
    for (; to < order.length && scores[order[to]] === scores[order[from]]; to++) tied += labels[order[to]];
    positives += (tied * (Math.min(to, top) - from)) / (to - from);
  }
  return positives / top;
}
