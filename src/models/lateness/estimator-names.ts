/** The kinds of lateness model that need nothing beside this package. */
export const OWN_ESTIMATOR_NAMES = ['prior', 'logistic', 'boosted-trees', 'random-forest'] as const;
export type OwnEstimatorName = (typeof OWN_ESTIMATOR_NAMES)[number];
/**
 * The kinds of lateness model. `prior` is the debtor's own smoothed record, the baseline beside every other;
 * `ml-random-forest` is the npm package of that name on a small sample, to compare with.
 */
export const ESTIMATOR_NAMES = [...OWN_ESTIMATOR_NAMES, 'ml-random-forest'] as const;
export type EstimatorName = (typeof ESTIMATOR_NAMES)[number];
