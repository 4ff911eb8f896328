import { boostedTrees, logistic, randomForest } from '../estimators/index.ts';
import type { HazardDesign } from './hazard-phases.ts';
import type { EstimatorName } from './lateness-model.ts';

/** Most (invoice, bin) pairs that any estimator learns from. */
export const MOST_PERIODS = 400_000;
/** A linear model has learnt what it can from fewer. */
const MOST_LINEAR_PERIODS = 60_000;

/**
 * Leaves of at least 100 (invoice, bin) pairs: an invoice brings about eight pairs that share its features, so that
 * smaller leaves would learn single invoices by heart. Chosen on time folds inside training spans.
 */
const TREES: HazardDesign = {
  estimator: boostedTrees({ minLeafRows: 100, l2: 20, maxLeaves: 15 }),
  phaseEnds: [],
  binDummies: false,
  mostPeriods: MOST_PERIODS,
};
/** Leaves as large as the trees', for the same reason. */
const FOREST: HazardDesign = { ...TREES, estimator: randomForest({ minLeafRows: 100 }) };
const LOGISTIC: HazardDesign = {
  estimator: logistic(),
  phaseEnds: [0, 30],
  binDummies: true,
  mostPeriods: MOST_LINEAR_PERIODS,
};

/**
 * The members of each estimator, whose curves are blended on held-back weeks. Boosted trees take the logistic model
 * along: where most debtors are new, smooth effects of amount and term carry further than steps.
 */
export function hazardDesigns(name: EstimatorName): readonly HazardDesign[] {
  switch (name) {
    case 'prior':
      return [];
    case 'logistic':
      return [LOGISTIC];
    case 'boosted-trees':
      return [TREES, LOGISTIC];
    case 'random-forest':
      return [FOREST];
  }
}
