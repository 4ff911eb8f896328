import type { Crew, CrewRun } from '../../../crew/index.ts';
import { leafValue } from '../best-split.ts';
import type { BoostedTreesSettings } from '../boosted-trees-options.ts';
import { BARREN_TREES, type BoostingResult, sampleFeatures, startingLogOdds } from '../exact-boosting.ts';
import type { GrownTree } from '../grow-tree.ts';
import { MAX_BINS } from '../quantile-cuts.ts';
import { hash32 } from '../random.ts';
import type { TrainingTable } from '../training-table.ts';
import { type ThresholdTree, thresholdTree } from '../tree-ensemble.ts';
import { STAGED, stagedColumn, stagingSlots } from './bin-phase.ts';
import { BLOCK_ROWS, type BoostingArrays, type BoostingJob, boostingArrays, boostingJob } from './boosting-job.ts';
import { PHASE } from './boosting-phases.ts';
import { columnCache } from './column-cache.ts';
import { DERIVE, MARK, NODE } from './derive-phase.ts';
import { growPackedTree } from './grow-packed-tree.ts';
import { SUM } from './sum-phase.ts';

/**
 * Newton boosting as `runExactBoosting` does it, with derivatives rounded to levels and summed as integers: neither the order
 * of rows within a sum nor the number of threads can change a bit. Leaf values come from the same sums. About 1 byte a
 * cell and 23 bytes a row above the input. At most 300 million rows. O(trees × rows × features).
 */
export function runPackedBoosting(
  table: TrainingTable,
  settings: BoostedTreesSettings,
  seed: number,
  crew: Crew,
): BoostingResult {
  const { rows, trainRows, columns } = table;
  const job = boostingJob({
    kind: 'boosting',
    rows,
    trainRows,
    features: columns.length,
    members: crew.members,
    seed: hash32(seed, 0),
    settings,
    monotone: table.monotone.some((direction) => direction !== 0) ? table.monotone : undefined,
    isWeighted: table.weights !== undefined,
    largestWeight: table.weights?.subarray(0, trainRows).reduce((most, weight) => Math.max(most, weight), 0) ?? 1,
    columnBytes: columns.every((column) => column instanceof Float32Array) ? 4 : 8,
  });
  const { arrays } = boostingArrays(job, job.memory.buffer);
  const run = crew.open(job);
  const { orders, scores } = arrays;
  arrays.labels.set(table.labels);
  if (table.weights !== undefined) arrays.weights?.set(table.weights);
  binAll(job, arrays, table, run);
  const cuts = columns.map((_, f) => arrays.cuts.slice(f * (MAX_BINS + 1), f * (MAX_BINS + 1) + arrays.cutCounts[f]));
  const bias = startingLogOdds(table);
  scores.fill(bias);
  const runSeed = hash32(seed, 1);
  const cache = columnCache(job, arrays, run, PHASE.copy);
  const trees: ThresholdTree[] = [];
  let best = { loss: Infinity, trees: 0 };
  let barren = 0;
  const rounds = columns.length > 0 ? settings.maxTrees : 0;
  orders[DERIVE.hasTree] = 0;
  for (let round = 0; ; round++) {
    const roundSeed = hash32(runSeed, round);
    orders[DERIVE.sampleSeed] = hash32(roundSeed, 2);
    orders[DERIVE.noiseSeed] = hash32(roundSeed, 1);
    if (round < rounds || trainRows < rows) run(PHASE.derive, Math.ceil(rows / BLOCK_ROWS));
    if (trainRows < rows) {
      const loss = arrays.losses.reduce((sum, part) => sum + part, 0);
      if (loss < best.loss) best = { loss, trees: trees.length };
      else if (trees.length - best.trees >= settings.patience) break;
    }
    if (round >= rounds || barren >= BARREN_TREES) break;
    const count = closeRanks(arrays, trainRows);
    const features = sampleFeatures(columns.length, settings.columnShare, roundSeed);
    arrays.play.fill(features[0]).set(features);
    orders[SUM.playing] = features.length;
    const tree = count > 0 ? growPackedTree(job, arrays, run, count, cache.note) : undefined;
    const hasTree = tree !== undefined && tree.leaves.length > 1;
    barren = hasTree ? 0 : barren + 1;
    cache.refresh();
    if (hasTree) {
      const values = writeTree(arrays, tree, settings);
      trees.push(thresholdTree(tree, cuts, values));
      orders[MARK.leaves] = tree.leaves.length;
      orders[MARK.listed] = count;
      run(PHASE.mark, Math.ceil(count / BLOCK_ROWS));
    }
    orders[DERIVE.hasTree] = hasTree ? 1 : 0;
  }
  return { bias, trees: trainRows === rows ? trees : trees.slice(0, best.trees) };
}

/** Bins every column, a few at a time: with a crew they go by way of the shared staging memory. */
function binAll(job: BoostingJob, arrays: BoostingArrays, { columns }: TrainingTable, run: CrewRun): void {
  const slots = stagingSlots(job, arrays);
  for (let first = 0; first < columns.length; first += slots) {
    const batch = columns.slice(first, first + slots);
    batch.forEach((column, slot) => {
      stagedColumn(job, arrays, slot).set(column);
    });
    arrays.orders[STAGED.first] = first;
    arrays.orders[STAGED.count] = batch.length;
    run(PHASE.cut, batch.length);
    run(PHASE.bin, Math.ceil(job.rows / BLOCK_ROWS));
  }
}

/** Moves the rows that the blocks listed to the front of the list; returns how many there are. O(rows). */
function closeRanks({ listed, counts }: BoostingArrays, trainRows: number): number {
  let count = 0;
  for (let from = 0, block = 0; from < trainRows; from += BLOCK_ROWS, block++) {
    if (count < from) listed.copyWithin(count, from, from + counts[block]);
    count += counts[block];
  }
  return count;
}

/** Newton steps of the leaves, times the learning rate; the tree for the members, and its values by node. */
function writeTree(arrays: BoostingArrays, grown: GrownTree, settings: BoostedTreesSettings): number[] {
  const { tree, treeValues, leafValues, leafStarts } = arrays;
  const values = grown.feature.map(() => 0);
  grown.leaves.forEach((leaf, number) => {
    values[leaf.node] = settings.learningRate * leafValue(leaf.sums, settings.l2);
    leafValues[number + 1] = values[leaf.node];
  });
  grown.feature.forEach((feature, node) => {
    const rotate = grown.missingLeft[node] ? 1 : 0;
    const at = node * NODE.size;
    tree[at] = feature;
    tree[at + NODE.limit] = grown.code[node] + rotate;
    tree[at + NODE.rotate] = rotate;
    tree[at + NODE.left] = grown.left[node];
    tree[at + NODE.right] = grown.right[node];
    treeValues[node] = values[node];
  });
  const places = grown.leaves.map((leaf, number) => [leaf.from, number, leaf.to]).sort((a, b) => a[0] - b[0]);
  places.forEach(([from, number, to], place) => {
    leafStarts.set([from, number, to], 2 * place);
  });
  return values;
}
