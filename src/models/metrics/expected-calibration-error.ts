import { orderByScore } from './score-order.ts';

/** One bin of a reliability table. */
export interface ReliabilityBin {
  readonly rows: number;
  readonly meanProbability: number;
  /** Share of positives; rows with tied probabilities carry the mean label of their tie. */
  readonly observedShare: number;
}

/**
 * Rows ordered by rising probability and cut into `bins` parts of equal count (sizes differ by at most 1; fewer rows than bins
 * give one bin a row). Ties share their mean label, so that the order of the rows cannot matter. Errors: `BAD_DATA`.
 * O(n log n).
 */
export function reliability(probabilities: Float64Array, labels: Uint8Array, bins = 10): ReliabilityBin[] {
  const order = orderByScore(probabilities, labels).reverse();
  const shares = new Float64Array(order.length);
  for (let from = 0, to = 0; from < order.length; from = to) {
    let positives = 0;
    for (; to < order.length && probabilities[order[to]] === probabilities[order[from]]; to++)
      positives += labels[order[to]];
    shares.fill(positives / (to - from), from, to);
  }
  const count = Math.min(bins, order.length);
  const result: ReliabilityBin[] = [];
  for (let bin = 0; bin < count; bin++) {
    const from = Math.floor((bin * order.length) / count);
    const to = Math.floor(((bin + 1) * order.length) / count);
    let probabilitySum = 0;
    let shareSum = 0;
    for (let i = from; i < to; i++) {
      probabilitySum += probabilities[order[i]];
      shareSum += shares[i];
    }
    const rows = to - from;
    result.push({ rows, meanProbability: probabilitySum / rows, observedShare: shareSum / rows });
  }
  return result;
}

/**
 * Expected calibration error: the mean, weighted by rows, of |mean probability − observed share| over the bins of
 * {@link reliability} (Naeini, Cooper, Hauskrecht 2015, with bins of equal count). Range [0, 1]; NaN for no rows.
 */
export function expectedCalibrationError(probabilities: Float64Array, labels: Uint8Array, bins = 10): number {
  let sum = 0;
  for (const bin of reliability(probabilities, labels, bins))
    sum += bin.rows * Math.abs(bin.meanProbability - bin.observedShare);
  return sum / labels.length;
}
