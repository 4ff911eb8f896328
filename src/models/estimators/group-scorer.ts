import { compileDescentScorer } from './descent-scorer.ts';
import type { GroupScorer } from './grouped-matrix.ts';
import { compileLeafSetScorer, MOST_SET_LEAVES } from './leaf-set-scorer.ts';
import type { TreeEnsemble } from './tree-ensemble.ts';

/**
 * Compiles an ensemble for rows in groups that share most of their features: `compileLeafSetScorer` where its trees are
 * small enough for that, else `compileDescentScorer`.
 */
export function compileGroupScorer(ensemble: TreeEnsemble, features: number): GroupScorer {
  return mostLeaves(ensemble) <= MOST_SET_LEAVES
    ? compileLeafSetScorer(ensemble, features)
    : compileDescentScorer(ensemble, features);
}

/** Leaves of the largest tree. O(nodes). */
function mostLeaves({ roots, feature }: TreeEnsemble): number {
  let most = 0;
  roots.forEach((root, tree) => {
    // A tree with n leaves has n - 1 inner nodes.
    most = Math.max(most, ((roots[tree + 1] ?? feature.length) - root + 1) / 2);
  });
  return most;
}
