import { boostedTrees, logistic, randomForest } from '../estimators/index.ts';
import type { HazardDesign } from './hazard-phases.ts';
import type { EstimatorName } from './lateness-model.ts';

/** Most (invoice, bin) pairs that any estimator learns from. */
export const MOST_PERIODS = 1_000_000;
/** A linear model has learnt what it can from fewer. */
const MOST_LINEAR_PERIODS = 60_000;

/** Above this many pairs there is enough to learn from for larger trees with smaller leaves. */
const MANY_PERIODS = 200_000;

/**
 * Leaves of at least 100 (invoice, bin) pairs: an invoice brings about eight pairs that share its features, so that
 * smaller leaves would learn single invoices by heart; large ledgers bear leaves of 50. Chosen on time folds inside
 * training spans.
 */
const TREES: HazardDesign = {
  estimatorFor: (pairs) =>
    pairs < MANY_PERIODS
      ? boostedTrees({ minLeafRows: 100, l2: 20, maxLeaves: 15 })
      : boostedTrees({ minLeafRows: 50, l2: 5, maxLeaves: 31, maxTrees: 200 }),
  phaseEnds: [],
  binDummies: false,
  mostPeriods: MOST_PERIODS,
};
/** Leaves as large as the small trees', for the same reason. */
const FOREST: HazardDesign = { ...TREES, estimatorFor: () => randomForest({ minLeafRows: 100 }) };
/**
 * A penalty worth 100 pairs, for the same reason: with the usual 1, the model knows single debtors of small ledgers by heart.
 */
const LOGISTIC: HazardDesign = {
  estimatorFor: () => logistic({ l2: 100 }),
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
