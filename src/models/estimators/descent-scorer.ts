import { type CutIndex, countBelow } from './binned-table.ts';
import { layOut, rankThresholds } from './ensemble-scorer.ts';
import type { GroupedColumn, GroupScorer } from './grouped-matrix.ts';
import type { TreeEnsemble } from './tree-ensemble.ts';

/** Rows that go down a tree together, one bit each. */
const ROWS_TOGETHER = 30;
const LANES = 2;

/** Trees whose nodes know which of the features the rows of a group share. */
interface SharingTrees {
  readonly pattern: string;
  /** Quadruples as `layOut` makes them; a node that looks at a row's own feature has `-1 - place of its mask` as lane. */
  readonly nodes: Int32Array;
  /** First mask of each lane; -1 for a lane that no node looks at, or that is shared. */
  readonly masksAt: Int32Array;
  readonly masks: number;
}

/** What a set of rows meets in the trees, and what it takes along. */
interface Descent {
  /** Two ranks of each shared feature. */
  readonly shared: Int32Array;
  /** For each threshold of an own feature, the rows that it sends to the right. */
  readonly masks: Int32Array;
  readonly sums: Float64Array;
  /** Nodes that wait while other rows go down first, and the rows of each. */
  readonly waitingNode: Int32Array;
  readonly waitingRows: Int32Array;
}

/**
 * A `GroupScorer` for trees of any size. The rows of a group go down a tree together: a
 * node that looks at a shared feature is passed once for all of them, and only one that looks at a row's own feature parts
 * them; which rows each such threshold sends to the right is worked out once a group, for all trees. Leaf values are added
 * to each row in the order of the trees: the sums are those of `compileScorer` to the bit.
 * O(nodes × log nodes) to compile; for each group the thresholds of the own features, and for each tree the nodes on the paths
 * of its rows and one addition a row.
 */
export function compileDescentScorer(ensemble: TreeEnsemble, features: number): GroupScorer {
  const indexes = rankThresholds(ensemble, features);
  const { nodes, values, starts } = layOut(ensemble, indexes);
  const used = indexes.flatMap((index, f) => (index.cuts.length > 0 ? [f] : []));
  const lanesUsed = new Uint8Array(features * LANES);
  for (let node = 0; node < nodes.length; node += 4) if (nodes[node + 2] !== node) lanesUsed[nodes[node]] = 1;
  let known: SharingTrees | undefined;
  return (columns, start) => {
    const pattern = columns.map(({ isShared }) => (isShared ? 's' : 'o')).join('');
    if (known?.pattern !== pattern) known = shareTrees(nodes, indexes, lanesUsed, columns, pattern);
    const trees = known;
    const groups = start.length - 1;
    const out = new Float64Array(start[groups]);
    const work: Descent = {
      shared: new Int32Array(features * LANES),
      masks: new Int32Array(trees.masks),
      sums: new Float64Array(ROWS_TOGETHER),
      waitingNode: new Int32Array(ROWS_TOGETHER),
      waitingRows: new Int32Array(ROWS_TOGETHER),
    };
    const sharedUsed = used.filter((f) => columns[f].isShared);
    const ownUsed = used.filter((f) => !columns[f].isShared);
    for (let group = 0; group < groups; group++) {
      if (start[group] === start[group + 1]) continue;
      for (const f of sharedUsed) rankShared(columns[f].column[group], indexes[f], work.shared, LANES * f);
      for (let from = start[group]; from < start[group + 1]; from += ROWS_TOGETHER) {
        const size = Math.min(ROWS_TOGETHER, start[group + 1] - from);
        for (const f of ownUsed)
          for (let lane = LANES * f; lane < LANES * f + LANES; lane++)
            if (trees.masksAt[lane] >= 0)
              maskRows(columns[f].column, from, size, indexes[f], lane & 1, work.masks, trees.masksAt[lane]);
        work.sums.fill(0, 0, size);
        descendAll(trees.nodes, values, starts, (1 << size) - 1, work);
        for (let i = 0; i < size; i++) out[from + i] = work.sums[i];
      }
    }
    return out;
  };
}

/** Marks the nodes that look at a row's own feature, and makes room for the masks of their thresholds. O(nodes). */
function shareTrees(
  given: Int32Array,
  indexes: readonly CutIndex[],
  lanesUsed: Uint8Array,
  columns: readonly GroupedColumn[],
  pattern: string,
): SharingTrees {
  const masksAt = new Int32Array(lanesUsed.length).fill(-1);
  let masks = 0;
  for (let lane = 0; lane < lanesUsed.length; lane++) {
    const f = lane >> 1;
    if (lanesUsed[lane] === 0 || columns[f].isShared) continue;
    masksAt[lane] = masks;
    masks += indexes[f].cuts.length;
  }
  const nodes = given.slice();
  for (let node = 0; node < nodes.length; node += 4) {
    const at = masksAt[nodes[node]];
    if (nodes[node + 2] !== node && at >= 0) nodes[node] = -1 - at - nodes[node + 1];
  }
  return { pattern, nodes, masksAt, masks };
}

/** Writes the two ranks of a value: a missing one is lowest in the first lane and highest in the second. */
function rankShared(value: number, index: CutIndex, ranks: Int32Array, at: number): void {
  const missing = Number.isNaN(value);
  const below = missing ? 0 : countBelow(index, value);
  ranks[at] = missing ? -1 : below;
  ranks[at + 1] = missing ? index.cuts.length : below;
}

/** Writes, for each threshold of a feature, the rows whose value lies above it: they go to the right. */
function maskRows(
  column: GroupedColumn['column'],
  from: number,
  size: number,
  index: CutIndex,
  lane: number,
  masks: Int32Array,
  at: number,
): void {
  const thresholds = index.cuts.length;
  for (let limit = 0; limit < thresholds; limit++) masks[at + limit] = 0;
  for (let i = 0; i < size; i++) {
    const value = column[from + i];
    const above = Number.isNaN(value) ? lane * thresholds : countBelow(index, value);
    if (above > 0) masks[at + above - 1] |= 1 << i;
  }
  for (let limit = thresholds - 2; limit >= 0; limit--) masks[at + limit] |= masks[at + limit + 1];
}

/** A set of rows goes down every tree, one after the other. */
function descendAll(nodes: Int32Array, values: Float64Array, roots: Int32Array, all: number, work: Descent): void {
  const { shared, masks, sums, waitingNode, waitingRows } = work;
  for (let t = 0; t < roots.length; t++) {
    let waiting = 0;
    let node = roots[t];
    let rows = all;
    for (;;) {
      const lane = nodes[node];
      const child = nodes[node + 2];
      if (lane < 0) {
        const right = masks[-1 - lane] & rows;
        if (right === 0) node = child;
        else if (right === rows) node = child + 4;
        else {
          waitingNode[waiting] = child + 4;
          waitingRows[waiting++] = right;
          rows ^= right;
          node = child;
        }
        continue;
      }
      if (child !== node) {
        node = child + (((nodes[node + 1] - shared[lane]) >>> 31) << 2);
        continue;
      }
      const value = values[nodes[node + 3]];
      for (let left = rows; left !== 0; left &= left - 1) sums[31 - Math.clz32(left & -left)] += value;
      if (waiting === 0) break;
      node = waitingNode[--waiting];
      rows = waitingRows[waiting];
    }
  }
}
