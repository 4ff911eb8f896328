import type { CrewPhase } from '../../../crew/index.ts';
import { scramble32 } from '../random.ts';
import { BLOCK_ROWS, type BoostingArrays, type BoostingJob, gradientLevels } from './boosting-job.ts';
import { quickLogistic } from './quick-logistic.ts';

/** Orders of {@link derivePhase}: whether a tree is to be added, the seeds of sample and noise, whether to list rows. */
export const DERIVE = { hasTree: 0, sampleSeed: 1, noiseSeed: 2 } as const;
/** Orders of {@link markPhase}: leaves and rows listed. */
export const MARK = { leaves: 0, listed: 1 } as const;

/** Seed of a counter hash, so that neighbouring rows look unrelated. */
const GOLDEN = 0x9e3779b9;

/**
 * Task: one block of rows. Adds the latest tree to their scores, draws the sample of the next tree (whether a row is in
 * hangs on seed and row only), and writes the derivatives of the drawn rows, rounded at random to levels without bias (Shi
 * et al., "Quantized training of gradient boosting decision trees", NeurIPS 2022). For validation rows the loss is
 * summed, block by block, so that the order of the sums is always the same. O(rows).
 */
export function derivePhase(job: BoostingJob, arrays: BoostingArrays): CrewPhase {
  const { rows, trainRows, settings, largestWeight } = job;
  const { labels, weights, scores, packed, listed, leafOf, leafValues, counts, losses, orders } = arrays;
  const levels = gradientLevels(trainRows);
  const gradientScale = levels / largestWeight;
  const curvatureScale = 4 * gradientScale;
  const everyRow = settings.rowShare >= 1;
  const limit = settings.rowShare * 4294967296;
  return (block) => {
    const from = block * BLOCK_ROWS;
    const to = Math.min(rows, from + BLOCK_ROWS);
    const trainTo = Math.max(from, Math.min(trainRows, to));
    if (orders[DERIVE.hasTree] === 1) {
      const walk = codeWalker(arrays);
      for (let row = from; row < trainTo; row++) {
        const leaf = leafOf[row];
        scores[row] += leaf === 0 ? walk(row) : leafValues[leaf];
      }
      for (let row = trainTo; row < to; row++) scores[row] += walk(row);
    }
    const sampleSeed = orders[DERIVE.sampleSeed] | 0;
    const noiseSeed = orders[DERIVE.noiseSeed] | 0;
    let at = from;
    for (let row = from; row < trainTo; row++) {
      leafOf[row] = 0;
      if (!everyRow && scramble32((sampleSeed + Math.imul(row, GOLDEN)) | 0) >>> 0 >= limit) continue;
      const weight = weights === undefined ? 1 : weights[row];
      if (weight === 0) continue;
      listed[at++] = row;
      const p = quickLogistic(scores[row]);
      const noise = scramble32((noiseSeed + Math.imul(row, GOLDEN)) | 0);
      // The offset makes truncation a floor for negative gradients too.
      const gradient = ((weight * (p - labels[row]) * gradientScale + (noise & 0xffff) / 65536 + 32768) | 0) - 32768;
      const curvature = (weight * p * (1 - p) * curvatureScale + (noise >>> 16) / 65536) | 0;
      packed[row] = (gradient << 16) | curvature;
    }
    counts[block] = at - from;
    losses[block] = validationLoss(arrays, trainTo, to);
  };
}

function validationLoss({ labels, weights, scores }: BoostingArrays, from: number, to: number): number {
  let loss = 0;
  for (let row = from; row < to; row++) {
    const eta = scores[row];
    const weight = weights === undefined ? 1 : weights[row];
    loss += weight * (Math.max(eta, 0) + Math.log1p(Math.exp(-Math.abs(eta))) - labels[row] * eta);
  }
  return loss;
}

/** Task: one block of the list of rows; notes the leaf in which each of them ended. O(rows). */
export function markPhase({ leafStarts, leafOf, listed, orders }: BoostingArrays): CrewPhase {
  return (block) => {
    const leaves = orders[MARK.leaves];
    const from = block * BLOCK_ROWS;
    const to = Math.min(orders[MARK.listed], from + BLOCK_ROWS);
    for (let place = 0; place < leaves; place++) {
      const end = Math.min(to, leafStarts[2 * place + 2]);
      const mark = leafStarts[2 * place + 1] + 1;
      for (let i = Math.max(from, leafStarts[2 * place]); i < end; i++) leafOf[listed[i]] = mark;
    }
  };
}

/** Elements of one node in `tree`. */
export const NODE = { feature: 0, limit: 1, rotate: 2, left: 3, right: 4, size: 5 } as const;

/** Walks the codes of a row through the latest tree, for rows that did not grow it. O(depth). */
function codeWalker({ table: { codes, stride }, tree, treeValues }: BoostingArrays): (row: number) => number {
  return (row) => {
    let node = 0;
    for (let at = 0; tree[at] >= 0; at = node * NODE.size) {
      const code = (codes[row * stride + tree[at]] + tree[at + NODE.rotate]) & 255;
      node = code <= tree[at + NODE.limit] ? tree[at + NODE.left] : tree[at + NODE.right];
    }
    return treeValues[node];
  };
}
