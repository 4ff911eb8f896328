import { type CutIndex, countBelow } from './binned-table.ts';
import { layOut, rankThresholds } from './ensemble-scorer.ts';
import type { GroupedColumn } from './grouped-matrix.ts';
import type { TreeEnsemble } from './tree-ensemble.ts';

/** Sums the leaf values of all trees for the rows of groups; `start` as in `GroupedMatrix`. */
export type GroupScorer = (columns: readonly GroupedColumn[], start: Int32Array) => Float64Array;

/** Rows that go down a tree together, one bit each. */
const ROWS_TOGETHER = 30;
const LANES = 2;

/**
 * Compiles an ensemble for rows in groups that share most of their features. The rows of a group go down a tree together: a
 * node that looks at a shared feature is passed once for all of them, and only one that looks at a row's own feature parts
 * them. Leaf values are added to each row in the order of the trees: the sums are those of `compileScorer` to the bit.
 * O(nodes × log nodes) to compile; for each group and tree the nodes on the paths of its rows, and one addition a row.
 */
export function compileGroupScorer(ensemble: TreeEnsemble, features: number): GroupScorer {
  const indexes = rankThresholds(ensemble, features);
  const trees = layOut(ensemble, indexes);
  const used = indexes.flatMap((index, f) => (index.cuts.length > 0 ? [f] : []));
  return (columns, start) => {
    const groups = start.length - 1;
    const out = new Float64Array(start[groups]);
    const shared = new Int32Array(features * LANES);
    const own = new Int32Array(features * LANES * ROWS_TOGETHER);
    // Nodes that wait while other rows go down first: each holds rows of its own.
    const waitingNode = new Int32Array(ROWS_TOGETHER);
    const waitingRows = new Int32Array(ROWS_TOGETHER);
    /** Place of a lane among the rows' own ranks, -1 where the feature is shared. */
    const ownAt = new Int32Array(features * LANES).fill(-1);
    for (const f of used)
      if (!columns[f].isShared)
        for (let lane = 0; lane < LANES; lane++) ownAt[LANES * f + lane] = (LANES * f + lane) * ROWS_TOGETHER;
    for (let group = 0; group < groups; group++) {
      if (start[group] === start[group + 1]) continue;
      for (const f of used) if (columns[f].isShared) rank(columns[f], group, indexes[f], shared, LANES * f, 1);
      for (let from = start[group]; from < start[group + 1]; from += ROWS_TOGETHER) {
        const size = Math.min(ROWS_TOGETHER, start[group + 1] - from);
        for (const f of used)
          if (!columns[f].isShared)
            for (let i = 0; i < size; i++)
              rank(columns[f], from + i, indexes[f], own, ownAt[LANES * f] + i, ROWS_TOGETHER);
        for (let t = 0; t < trees.starts.length; t++)
          descend(
            trees.nodes,
            trees.values,
            trees.starts[t],
            shared,
            own,
            ownAt,
            size,
            out,
            from,
            waitingNode,
            waitingRows,
          );
      }
    }
    return out;
  };
}

/** Writes the two ranks of a value, `stride` apart: a missing one is lowest in the first lane and highest in the second. */
function rank(
  { column }: GroupedColumn,
  row: number,
  index: CutIndex,
  ranks: Int32Array,
  at: number,
  stride: number,
): void {
  const value = column[row];
  const missing = Number.isNaN(value);
  const below = missing ? 0 : countBelow(index, value);
  ranks[at] = missing ? -1 : below;
  ranks[at + stride] = missing ? index.cuts.length : below;
}

function descend(
  nodes: Int32Array,
  values: Float64Array,
  root: number,
  shared: Int32Array,
  own: Int32Array,
  ownAt: Int32Array,
  size: number,
  out: Float64Array,
  place: number,
  waitingNode: Int32Array,
  waitingRows: Int32Array,
): void {
  let waiting = 0;
  let node = root;
  let rows = (1 << size) - 1;
  for (;;) {
    const child = nodes[node + 2];
    if (child === node) {
      const value = values[nodes[node + 3]];
      for (let left = rows; left !== 0; left &= left - 1) out[place + 31 - Math.clz32(left & -left)] += value;
      if (waiting === 0) return;
      node = waitingNode[--waiting];
      rows = waitingRows[waiting];
      continue;
    }
    const lane = nodes[node];
    const limit = nodes[node + 1];
    const at = ownAt[lane];
    if (at < 0) {
      node = child + (((limit - shared[lane]) >>> 31) << 2);
      continue;
    }
    let right = 0;
    for (let i = 0; i < size; i++) right |= ((limit - own[at + i]) >>> 31) << i;
    right &= rows;
    if (right === 0) node = child;
    else if (right === rows) node = child + 4;
    else {
      waitingNode[waiting] = child + 4;
      waitingRows[waiting++] = right;
      rows ^= right;
      node = child;
    }
  }
}
