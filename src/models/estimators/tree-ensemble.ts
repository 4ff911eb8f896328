import { z } from 'zod';
import { finite } from './estimator-document.ts';
import type { GrownTree } from './grow-tree.ts';

/**
 * Decision trees as flat arrays, one element a node, trees one behind the other. A value goes left when it is at most
 * `threshold`; a missing one where `missingLeft` says. Leaves have `feature` −1 and carry `value`; child numbers
 * count from the first node of the whole ensemble, and children lie behind their parent.
 */
export interface TreeEnsemble {
  /** First node of every tree. */
  readonly roots: Int32Array;
  readonly feature: Int32Array;
  readonly threshold: Float64Array;
  readonly missingLeft: Uint8Array;
  readonly left: Int32Array;
  readonly right: Int32Array;
  /** Leaf: what the tree adds. Inner node: 0. */
  readonly value: Float64Array;
  /** Training rows that reached the node (for a forest their weight); positive. */
  readonly cover: Float64Array;
  /** Inner node: how much its split gained while training. Leaf: 0. */
  readonly gain: Float64Array;
}

/** One tree with thresholds in the unit of its features; the arrays of {@link TreeEnsemble} from node 0. */
export interface ThresholdTree {
  readonly feature: readonly number[];
  readonly threshold: readonly number[];
  readonly missingLeft: readonly boolean[];
  readonly left: readonly number[];
  readonly right: readonly number[];
  readonly value: readonly number[];
  readonly cover: readonly number[];
  readonly gain: readonly number[];
}

/** Turns bin codes into thresholds: code `c` of a feature reaches up to its cut `c`. O(nodes). */
export function thresholdTree(
  tree: GrownTree,
  cuts: readonly Float64Array[],
  values: readonly number[],
): ThresholdTree {
  return {
    feature: tree.feature,
    // Above the last cut there is only the missing value: everything present is below the largest number.
    threshold: tree.feature.map((f, node) => (f < 0 ? 0 : (cuts[f][tree.code[node]] ?? Number.MAX_VALUE))),
    missingLeft: tree.missingLeft,
    left: tree.left,
    right: tree.right,
    value: values,
    cover: tree.rows,
    gain: tree.gain,
  };
}

/** Lays trees one behind the other. O(nodes). */
export function treeEnsemble(trees: readonly ThresholdTree[]): TreeEnsemble {
  const nodes = trees.reduce((sum, tree) => sum + tree.feature.length, 0);
  const ensemble = {
    roots: new Int32Array(trees.length),
    feature: new Int32Array(nodes),
    threshold: new Float64Array(nodes),
    missingLeft: new Uint8Array(nodes),
    left: new Int32Array(nodes),
    right: new Int32Array(nodes),
    value: new Float64Array(nodes),
    cover: new Float64Array(nodes),
    gain: new Float64Array(nodes),
  };
  let root = 0;
  trees.forEach((tree, t) => {
    ensemble.roots[t] = root;
    for (let node = 0; node < tree.feature.length; node++) {
      const at = root + node;
      ensemble.feature[at] = tree.feature[node];
      ensemble.threshold[at] = tree.threshold[node];
      ensemble.missingLeft[at] = tree.missingLeft[node] ? 1 : 0;
      ensemble.left[at] = tree.left[node] < 0 ? -1 : tree.left[node] + root;
      ensemble.right[at] = tree.right[node] < 0 ? -1 : tree.right[node] + root;
      // JSON has no −0.
      ensemble.value[at] = tree.value[node] + 0;
      ensemble.cover[at] = tree.cover[node];
      ensemble.gain[at] = tree.gain[node];
    }
    root += tree.feature.length;
  });
  return ensemble;
}

/** Plain data of the ensemble, numbers unrounded. */
export function ensembleToJson(ensemble: TreeEnsemble): Record<string, number[]> {
  return Object.fromEntries(Object.entries(ensemble).map(([key, values]) => [key, Array.from(values)]));
}

const nodeIndex = z.int().min(-1);

/** What an ensemble looks like in a document; consistency is checked by {@link ensembleProblem}. */
export const ensembleSchema = z.strictObject({
  roots: z.array(z.int().min(0)),
  feature: z.array(nodeIndex),
  threshold: z.array(finite),
  missingLeft: z.array(z.int().min(0).max(1)),
  left: z.array(nodeIndex),
  right: z.array(nodeIndex),
  value: z.array(finite),
  cover: z.array(finite.positive()),
  gain: z.array(finite),
});

/** The first inconsistency of a document's ensemble with `features` features, or undefined. O(nodes). */
export function ensembleProblem(doc: z.infer<typeof ensembleSchema>, features: number): string | undefined {
  const nodes = doc.feature.length;
  const lists = [doc.threshold, doc.missingLeft, doc.left, doc.right, doc.value, doc.cover, doc.gain];
  if (lists.some((list) => list.length !== nodes)) return 'the lists of nodes differ in length';
  if (doc.roots.length > 0 ? doc.roots[0] !== 0 : nodes > 0) return 'the first tree must begin at node 0';
  for (let t = 0; t < doc.roots.length; t++) {
    const end = doc.roots[t + 1] ?? nodes;
    if (end <= doc.roots[t]) return `tree ${t} is empty`;
    const parents = new Uint8Array(end - doc.roots[t]);
    for (let node = doc.roots[t]; node < end; node++) {
      const inner = doc.feature[node] >= 0;
      if (doc.feature[node] >= features) return `node ${node} asks for a feature that the model does not name`;
      for (const child of [doc.left[node], doc.right[node]]) {
        if (inner ? child <= node || child >= end : child !== -1) return `node ${node} has a child out of place`;
        if (inner && ++parents[child - doc.roots[t]] > 1) return `node ${child} has two parents`;
      }
    }
  }
  return undefined;
}

/** Typed arrays of a checked document. O(nodes). */
export function ensembleFromJson(doc: z.infer<typeof ensembleSchema>): TreeEnsemble {
  return {
    roots: Int32Array.from(doc.roots),
    feature: Int32Array.from(doc.feature),
    threshold: Float64Array.from(doc.threshold),
    missingLeft: Uint8Array.from(doc.missingLeft),
    left: Int32Array.from(doc.left),
    right: Int32Array.from(doc.right),
    value: Float64Array.from(doc.value),
    cover: Float64Array.from(doc.cover),
    gain: Float64Array.from(doc.gain),
  };
}
