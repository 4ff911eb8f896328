import { type CutIndex, countBelow } from './binned-table.ts';
import { rankThresholds } from './ensemble-scorer.ts';
import type { GroupedColumn, GroupScorer } from './grouped-matrix.ts';
import type { TreeEnsemble } from './tree-ensemble.ts';

/** Most leaves of a tree whose leaves fit the bits of a number. */
export const MOST_SET_LEAVES = 32;

/** The nodes that look at one feature and send its missing values the same way, by ascending threshold. */
interface Lane {
  readonly feature: number;
  readonly index: CutIndex;
  /** Of a value above so many thresholds, the nodes before this position send it to the right; `[0]` is the first node. */
  readonly ends: Int32Array;
  /** Thresholds that a missing value counts as being above: all or none. */
  readonly whenMissing: number;
}

/** An ensemble as sets of leaves: arrays by node in the order of the lanes, and by tree. */
interface LeafSets {
  readonly lanes: readonly Lane[];
  readonly treeOf: Int32Array;
  /** Leaves of the node's tree that can still be reached after the node has sent a row to the right. */
  readonly leavesLeft: Int32Array;
  readonly allLeaves: Int32Array;
  /** Leaf values from left to right; those of tree `t` begin at `t` × {@link MOST_SET_LEAVES}. */
  readonly values: Float64Array;
}

/**
 * A `GroupScorer` for trees of at most {@link MOST_SET_LEAVES} leaves. Instead of walking down, it strikes out of each
 * tree's leaves those that a threshold rules out; the leftmost one that is left is the row's (QuickScorer: Lucchese and others
 * 2015, SIGIR). What the features of a group rule out is struck once for all of its rows, and what an own feature rules out for a
 * row and every later row of the group, once for these. Leaf values are added in the order of the trees: the sums are
 * those of `compileScorer` to the bit. O(nodes × log nodes) to compile; for each group the nodes that a row is
 * sent to the right by, counted as said, and one addition for each row and tree.
 */
export function compileLeafSetScorer(ensemble: TreeEnsemble, features: number): GroupScorer {
  const sets = leafSets(ensemble, features);
  const { treeOf, leavesLeft, allLeaves, values } = sets;
  const strike = (leaves: Int32Array, from: number, to: number): void => {
    let node = from;
    for (; node + 3 < to; node += 4) {
      leaves[treeOf[node]] &= leavesLeft[node];
      leaves[treeOf[node + 1]] &= leavesLeft[node + 1];
      leaves[treeOf[node + 2]] &= leavesLeft[node + 2];
      leaves[treeOf[node + 3]] &= leavesLeft[node + 3];
    }
    for (; node < to; node++) leaves[treeOf[node]] &= leavesLeft[node];
  };
  return (columns, start) => {
    const groups = start.length - 1;
    const out = new Float64Array(start[groups]);
    const shared = sets.lanes.filter(({ feature }) => columns[feature].isShared);
    const own = sets.lanes.filter(({ feature }) => !columns[feature].isShared);
    const left = new Int32Array(allLeaves.length);
    const leftOfRow = new Int32Array(allLeaves.length);
    const ends = endsOfRows(own.length, start);
    const struck = new Int32Array(own.length);
    for (let group = 0; group < groups; group++) {
      const first = start[group];
      const rows = start[group + 1] - first;
      if (rows === 0) continue;
      left.set(allLeaves);
      for (const lane of shared) strike(left, lane.ends[0], endFor(lane, columns[lane.feature].column[group]));
      for (let l = 0; l < own.length; l++) {
        struck[l] = own[l].ends[0];
        findEnds(own[l], columns[own[l].feature], first, rows, ends, l * 2 * rows);
      }
      for (let row = 0; row < rows; row++) {
        let leaves = left;
        for (let l = 0; l < own.length; l++) {
          const forGood = ends[(2 * l + 1) * rows + row];
          strike(left, struck[l], forGood);
          struck[l] = forGood;
        }
        for (let l = 0; l < own.length; l++) {
          const end = ends[2 * l * rows + row];
          if (end === struck[l]) continue;
          if (leaves === left) {
            leaves = leftOfRow;
            leaves.set(left);
          }
          strike(leaves, struck[l], end);
        }
        out[first + row] = sumLeaves(values, leaves);
      }
    }
    return out;
  };
}

/** Room for two numbers a lane and row of the largest group. */
function endsOfRows(lanes: number, start: Int32Array): Int32Array {
  let most = 0;
  for (let group = 0; group + 1 < start.length; group++) most = Math.max(most, start[group + 1] - start[group]);
  return new Int32Array(2 * lanes * most);
}

/** For each row where its struck nodes end, and behind them where those end that this and all later rows share. */
function findEnds(
  lane: Lane,
  { column }: GroupedColumn,
  first: number,
  rows: number,
  ends: Int32Array,
  at: number,
): void {
  let least = lane.ends[lane.ends.length - 1];
  for (let row = rows - 1; row >= 0; row--) {
    const end = endFor(lane, column[first + row]);
    least = Math.min(least, end);
    ends[at + row] = end;
    ends[at + rows + row] = least;
  }
}

function endFor({ index, ends, whenMissing }: Lane, value: number): number {
  return ends[Number.isNaN(value) ? whenMissing : countBelow(index, value)];
}

/** Of each tree the value of the leftmost leaf that is left. */
function sumLeaves(values: Float64Array, leaves: Int32Array): number {
  let sum = 0;
  const trees = leaves.length;
  for (let tree = 0; tree < trees; tree++) {
    const set = leaves[tree];
    sum += values[tree * MOST_SET_LEAVES + 31 - Math.clz32(set & -set)];
  }
  return sum;
}

function leafSets(ensemble: TreeEnsemble, features: number): LeafSets {
  const indexes = rankThresholds(ensemble, features);
  const trees = ensemble.roots.length;
  const allLeaves = new Int32Array(trees);
  const values = new Float64Array(trees * MOST_SET_LEAVES);
  const inner: { lane: number; limit: number; tree: number; leavesLeft: number }[] = [];
  for (let tree = 0; tree < trees; tree++) {
    let leaves = 0;
    const number = (node: number): void => {
      const f = ensemble.feature[node];
      if (f < 0) {
        values[tree * MOST_SET_LEAVES + leaves++] = ensemble.value[node];
        return;
      }
      const before = setOf(leaves);
      number(ensemble.left[node]);
      const struck = setOf(leaves) & ~before;
      const lane = 2 * f + (ensemble.missingLeft[node] === 1 ? 0 : 1);
      inner.push({ lane, limit: countBelow(indexes[f], ensemble.threshold[node]), tree, leavesLeft: ~struck });
      number(ensemble.right[node]);
    };
    number(ensemble.roots[tree]);
    allLeaves[tree] = setOf(leaves);
  }
  inner.sort((a, b) => a.lane - b.lane || a.limit - b.limit || a.tree - b.tree);
  const lanes: Lane[] = [];
  for (let at = 0; at < inner.length; ) {
    const { lane } = inner[at];
    const index = indexes[lane >> 1];
    const ends = new Int32Array(index.cuts.length + 1);
    for (let above = 0; above < ends.length; above++) {
      while (at < inner.length && inner[at].lane === lane && inner[at].limit < above) at++;
      ends[above] = at;
    }
    lanes.push({ feature: lane >> 1, index, ends, whenMissing: lane & 1 ? index.cuts.length : 0 });
  }
  return {
    lanes,
    treeOf: Int32Array.from(inner, ({ tree }) => tree),
    leavesLeft: Int32Array.from(inner, ({ leavesLeft }) => leavesLeft),
    allLeaves,
    values,
  };
}

/** The first `count` leaves, 0–32. */
function setOf(count: number): number {
  return count === MOST_SET_LEAVES ? -1 : (1 << count) - 1;
}
