import { leafValue } from './best-split.ts';
import { type BinnedTable, binTable } from './binned-table.ts';
import type { BoostedTreesSettings } from './boosted-trees-options.ts';
import { type GrownTree, type GrowthWorkspace, growTree, type TreeLimits } from './grow-tree.ts';
import { exactHistograms, histogramLength, type RoundState } from './histogram-source.ts';
import { createRandom, hash32, scramble32 } from './random.ts';
import type { TrainingTable } from './training-table.ts';
import { type ThresholdTree, thresholdTree } from './tree-ensemble.ts';

/** Trees without any split in a row after which nothing is left to learn. */
export const BARREN_TREES = 10;

/** What a run of boosting leaves behind: the starting log-odds and the trees up to the best validation loss. */
export interface BoostingResult {
  readonly bias: number;
  readonly trees: readonly ThresholdTree[];
}

/**
 * Newton boosting of the logistic loss (Friedman 2001, 2002; Chen and Guestrin 2016) from the base rate. Every tree is
 * grown on a random share of rows and features, all sums in float64 and in the order of the rows: for small tables; large
 * ones take `runPackedBoosting`. O(trees × rows × (depth + features)).
 */
export function runExactBoosting(
  table: TrainingTable,
  settings: BoostedTreesSettings,
  fitSeed: number,
): BoostingResult {
  const seed = hash32(fitSeed, 1);
  const binned = binTable(table.columns, table.rows, table.trainRows, settings.maxBins, hash32(fitSeed, 0));
  const { rows, trainRows, labels, weights } = table;
  const bias = startingLogOdds(table);
  const scores = new Float64Array(rows).fill(bias);
  const state: RoundState = { labels, weights, probabilities: new Float64Array(trainRows) };
  const limits: TreeLimits = {
    ...settings,
    monotone: table.monotone.some((d) => d !== 0) ? table.monotone : undefined,
  };
  const memory: GrowthWorkspace = {
    spare: new Uint32Array(trainRows),
    histograms: Array.from({ length: settings.maxLeaves }, () => new Float64Array(histogramLength(binned))),
  };
  const listed = new Uint32Array(trainRows);
  const trees: ThresholdTree[] = [];
  let best = { loss: meanLoss(table, scores), trees: 0 };
  let barren = 0;
  const rounds = binned.columns.length > 0 ? settings.maxTrees : 0;
  for (let round = 0; round < rounds && barren < BARREN_TREES; round++) {
    const roundSeed = hash32(seed, round);
    const count = sampleRows(listed, trainRows, settings.rowShare, roundSeed, weights);
    updateProbabilities(state, scores, listed, count);
    const features = sampleFeatures(binned.columns.length, settings.columnShare, roundSeed);
    const tree = growTree(binned, exactHistograms(binned, state, features), listed, count, limits, memory);
    if (tree.leaves.length < 2) {
      barren++;
      continue;
    }
    barren = 0;
    const values = leafValues(tree, state, listed, settings);
    trees.push(thresholdTree(tree, binned.cuts, values));
    updateScores(scores, tree, values, binned, listed, count, trainRows);
    if (trainRows === rows) continue;
    const loss = meanLoss(table, scores);
    if (loss < best.loss) best = { loss, trees: trees.length };
    else if (trees.length - best.trees >= settings.patience) break;
  }
  return { bias, trees: trainRows === rows ? trees : trees.slice(0, best.trees) };
}

/** Lists the rows of one tree in rising order; rows without weight never. Whether a row is in hangs on seed and row only. */
function sampleRows(
  listed: Uint32Array,
  trainRows: number,
  share: number,
  seed: number,
  weights: Float64Array | undefined,
): number {
  const limit = share * 4294967296;
  const rowSeed = hash32(seed, 2);
  let count = 0;
  for (let row = 0; row < trainRows; row++) {
    if (share < 1 && scramble32((rowSeed + Math.imul(row, 0x9e3779b9)) | 0) >>> 0 >= limit) continue;
    if (weights !== undefined && weights[row] === 0) continue;
    listed[count++] = row;
  }
  return count;
}

/** Log-odds of the weighted base rate of the training rows. Both classes must have weight. */
export function startingLogOdds(table: TrainingTable): number {
  return Math.log(table.positiveWeight / (table.totalWeight - table.positiveWeight)) + 0;
}

/** A random subset of the features, rising. O(features). */
export function sampleFeatures(features: number, share: number, seed: number): number[] {
  const all = Array.from({ length: features }, (_, f) => f);
  if (share >= 1) return all;
  const size = Math.max(1, Math.round(share * features));
  const random = createRandom(hash32(seed, 3));
  for (let i = 0; i < size; i++) {
    const other = i + Math.floor(random() * (features - i));
    [all[i], all[other]] = [all[other], all[i]];
  }
  return all.slice(0, size).sort((a, b) => a - b);
}

function updateProbabilities(state: RoundState, scores: Float64Array, listed: Uint32Array, count: number): void {
  const { probabilities } = state;
  for (let i = 0; i < count; i++) {
    const row = listed[i];
    probabilities[row] = 1 / (1 + Math.exp(-scores[row]));
  }
}

/** Newton steps of the leaves from exact sums, times the learning rate; 0 for inner nodes. */
function leafValues(tree: GrownTree, state: RoundState, listed: Uint32Array, settings: BoostedTreesSettings): number[] {
  const { labels, probabilities, weights } = state;
  const values = tree.feature.map(() => 0);
  for (const leaf of tree.leaves) {
    let gradient = 0;
    let curvature = 0;
    for (let i = leaf.from; i < leaf.to; i++) {
      const row = listed[i];
      const p = probabilities[row];
      const weight = weights === undefined ? 1 : weights[row];
      gradient += weight * (p - labels[row]);
      curvature += weight * p * (1 - p);
    }
    values[leaf.node] = settings.learningRate * leafValue({ ...leaf.sums, gradient, curvature }, settings.l2);
  }
  return values;
}

/** Adds the tree to every score: by leaf for rows that grew it, by walking the codes for the others. */
function updateScores(
  scores: Float64Array,
  tree: GrownTree,
  values: readonly number[],
  binned: BinnedTable,
  listed: Uint32Array,
  count: number,
  trainRows: number,
): void {
  for (const leaf of tree.leaves) {
    const value = values[leaf.node];
    for (let i = leaf.from; i < leaf.to; i++) scores[listed[i]] += value;
  }
  if (count === trainRows && scores.length === trainRows) return;
  const listedRows = new Uint8Array(trainRows);
  for (let i = 0; i < count; i++) listedRows[listed[i]] = 1;
  const walk = codeWalker(tree, values, binned);
  for (let row = 0; row < trainRows; row++) if (listedRows[row] === 0) scores[row] += walk(row);
  for (let row = trainRows; row < scores.length; row++) scores[row] += walk(row);
}

function codeWalker(tree: GrownTree, values: readonly number[], binned: BinnedTable): (row: number) => number {
  const { columns } = binned;
  const feature = Int32Array.from(tree.feature);
  const rotate = Int32Array.from(tree.missingLeft, Number);
  const limit = Int32Array.from(tree.code, (code, node) => code + rotate[node]);
  const left = Int32Array.from(tree.left);
  const right = Int32Array.from(tree.right);
  const value = Float64Array.from(values);
  return (row) => {
    let node = 0;
    while (feature[node] >= 0)
      node = ((columns[feature[node]][row] + rotate[node]) & 255) <= limit[node] ? left[node] : right[node];
    return value[node];
  };
}

/** Mean weighted log-loss of the validation block; 0 without one. */
function meanLoss(table: TrainingTable, scores: Float64Array): number {
  let loss = 0;
  let total = 0;
  for (let row = table.trainRows; row < table.rows; row++) {
    const weight = table.weights === undefined ? 1 : table.weights[row];
    const eta = scores[row];
    loss += weight * (Math.max(eta, 0) + Math.log1p(Math.exp(-Math.abs(eta))) - table.labels[row] * eta);
    total += weight;
  }
  return total > 0 ? loss / total : 0;
}
