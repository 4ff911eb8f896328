import { PayrhythmError } from '../../errors.ts';
import type { ThresholdTree } from './tree-ensemble.ts';

/** A node of a tree as `ml-cart` writes it: values below `splitValue` go left. */
interface ForeignNode {
  readonly splitColumn?: number;
  readonly splitValue?: number;
  readonly gain?: number;
  readonly left?: ForeignNode;
  readonly right?: ForeignNode;
  /** A leaf's shares of the classes, a matrix of one row. */
  readonly distribution?: { get(row: number, column: number): number; readonly columns: number };
}

/** What is read of a forest's `toJSON()`. */
export interface ForeignForest {
  readonly baseModel: {
    readonly indexes: readonly (readonly number[])[];
    readonly estimators: readonly { readonly root: ForeignNode }[];
  };
}

/**
 * Trees of ml-random-forest as ours, and one more tree that votes `baseRate`. `fills[f]` is what stood for a missing value of
 * feature `f`. Covers are counted over `rows`, with half a row more in every leaf. `BAD_DATA` for trees of another shape than
 * those of version 2. O(trees × rows × depth).
 */
export function foreignTrees(
  forest: ForeignForest,
  rows: readonly (readonly number[])[],
  fills: readonly number[],
  baseRate: number,
): ThresholdTree[] {
  const { indexes, estimators } = forest.baseModel;
  const grown = estimators.map(({ root }, t) => foreignTree(root, indexes[t], rows, fills));
  const vote: ThresholdTree = {
    feature: [-1],
    threshold: [0],
    missingLeft: [false],
    left: [-1],
    right: [-1],
    value: [baseRate],
    cover: [rows.length],
    gain: [0],
  };
  return [...grown, vote];
}

function foreignTree(
  root: ForeignNode,
  index: readonly number[],
  rows: readonly (readonly number[])[],
  fills: readonly number[],
): ThresholdTree {
  const tree = {
    feature: [] as number[],
    threshold: [] as number[],
    missingLeft: [] as boolean[],
    left: [] as number[],
    right: [] as number[],
    value: [] as number[],
    cover: [] as number[],
    gain: [] as number[],
  };
  const visit = (node: ForeignNode, reached: readonly (readonly number[])[]): number => {
    const at = tree.feature.length;
    const { left, right, splitColumn, splitValue } = node;
    const isLeaf = left === undefined || right === undefined;
    const feature = isLeaf ? -1 : index[splitColumn ?? -1];
    if (feature === undefined || (!isLeaf && !(typeof splitValue === 'number' && Number.isFinite(splitValue))))
      throw new PayrhythmError('BAD_DATA', 'These are no trees of ml-random-forest 2: install ml-random-forest@2.1.0.');
    const below = splitValue ?? 0;
    tree.feature.push(feature);
    tree.threshold.push(isLeaf ? 0 : nextBelow(below));
    tree.missingLeft.push(!isLeaf && fills[feature] < below);
    tree.left.push(-1);
    tree.right.push(-1);
    tree.value.push(isLeaf ? positiveShare(node) : 0);
    tree.cover.push(reached.length + 0.5);
    tree.gain.push(isLeaf ? 0 : (node.gain ?? 0));
    if (isLeaf) return at;
    tree.left[at] = visit(
      left,
      reached.filter((row) => row[feature] < below),
    );
    tree.right[at] = visit(
      right,
      reached.filter((row) => !(row[feature] < below)),
    );
    tree.cover[at] = tree.cover[tree.left[at]] + tree.cover[tree.right[at]];
    return at;
  };
  visit(root, rows);
  return tree;
}

/** Share of class 1 in a leaf; a leaf of one class only may write a single column. */
function positiveShare({ distribution }: ForeignNode): number {
  if (distribution === undefined)
    throw new PayrhythmError('BAD_DATA', 'A leaf of ml-random-forest holds no shares: install ml-random-forest@2.1.0.');
  return distribution.columns > 1 ? distribution.get(0, 1) : 0;
}

const FLOAT = new Float64Array(1);
const BITS = new BigInt64Array(FLOAT.buffer);

/** The largest float below a finite number: `x < value` and `x ≤ nextBelow(value)` say the same. */
function nextBelow(value: number): number {
  if (value === 0) return -Number.MIN_VALUE;
  FLOAT[0] = value;
  BITS[0] += value > 0 ? -1n : 1n;
  return FLOAT[0];
}
