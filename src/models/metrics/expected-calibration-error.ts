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

/**
 * The same for rows already ordered by rising probability, each counted `weights[row]` times (whole numbers): what
 * {@link expectedCalibrationError} gives for the rows written out so often. For bootstraps, which sort once and weigh often.
 * NaN where all weights are 0. O(n).
 */
export function weightedCalibrationError(
  rising: Uint32Array,
  probabilities: Float64Array,
  labels: Uint8Array,
  weights: Float64Array,
  bins = 10,
): number {
  let total = 0;
  for (let row = 0; row < weights.length; row++) total += weights[row];
  const count = Math.min(bins, total);
  let error = 0;
  let bin = 0;
  let difference = 0;
  let seen = 0;
  for (let from = 0, to = 0; from < rising.length; from = to) {
    const probability = probabilities[rising[from]];
    let rows = 0;
    let positives = 0;
    for (; to < rising.length && probabilities[rising[to]] === probability; to++) {
      rows += weights[rising[to]];
      positives += weights[rising[to]] * labels[rising[to]];
    }
    const share = positives / rows;
    // Tied rows are alike, so that they may be cut between bins as one.
    while (rows > 0) {
      const end = Math.floor(((bin + 1) * total) / count);
      const taken = Math.min(rows, end - seen);
      difference += taken * (probability - share);
      seen += taken;
      rows -= taken;
      if (seen < end) continue;
      error += Math.abs(difference);
      difference = 0;
      bin++;
    }
  }
  return error / total;
}
