import { boostedTrees, logistic, randomForest } from '../estimators/index.ts';
import type { HazardDesign } from './hazard-phases.ts';
import type { EstimatorName } from './lateness-model.ts';

/**
 * Leaves of at least 100 (invoice, bin) pairs: an invoice brings about eight pairs that share its features, so that
 * smaller leaves would learn single invoices by heart. Chosen on time folds inside training spans.
 */
const TREES = { minLeafRows: 100, l2: 20, maxLeaves: 15 };

/** Leaves as large as the trees', for the same reason. */
const FOREST = { minLeafRows: 100 };

/** How each estimator is applied to payment hazards; `undefined` for `prior`, which needs none. */
export function hazardDesign(name: EstimatorName): HazardDesign | undefined {
  switch (name) {
    case 'prior':
      return undefined;
    case 'logistic':
      return { estimator: logistic(), phaseEnds: [0, 30], binDummies: true };
    case 'boosted-trees':
      return { estimator: boostedTrees(TREES), phaseEnds: [], binDummies: false };
    case 'random-forest':
      return { estimator: randomForest(FOREST), phaseEnds: [], binDummies: false };
  }
}
