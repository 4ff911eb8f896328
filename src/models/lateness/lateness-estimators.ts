import * as estimators from '../estimators/index.ts';
import { boostedTrees } from '../estimators/boosted-trees.ts';
import type { HazardDesign } from './hazard-phases.ts';
import type { EstimatorName } from './lateness-model.ts';

/** How each estimator is applied to payment hazards; `undefined` for `prior`, which needs none. */
export function hazardDesign(name: EstimatorName): HazardDesign | undefined {
  switch (name) {
    case 'prior':
      return undefined;
    case 'logistic':
      return { estimator: estimators.logistic(), phaseEnds: [0, 30], binDummies: true };
    case 'boosted-trees':
      return { estimator: boostedTrees(), phaseEnds: [], binDummies: false };
    case 'random-forest':
      return undefined;
  }
}
