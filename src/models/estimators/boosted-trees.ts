import type { BinaryEstimator } from './binary-estimator.ts';
import { fittedBoostedTrees } from './boosted-trees-model.ts';
import { type BoostedTreesOptions, boostedTreesSettings } from './boosted-trees-options.ts';
import { fitConstant } from './constant-estimator.ts';
import { SOLO_CREW } from './crew/solo-crew.ts';
import { runExactBoosting } from './exact-boosting.ts';
import { runPackedBoosting } from './packed/packed-boosting.ts';
import { hasBothClasses, trainingTable } from './training-table.ts';
import { treeEnsemble } from './tree-ensemble.ts';

/**
 * Gradient boosting of decision trees over binned features (Friedman 2001; Ke et al., "LightGBM", 2017): quantile bins,
 * leaf-wise growth, histogram subtraction, learned direction of missing values, monotone constraints, sampling of
 * rows and columns, early stopping on the validation block. About 2 bytes per cell above the input. Same seed, same
 * bytes. Cost of a fit: O(trees × rows × features).
 */
export function boostedTrees(options: BoostedTreesOptions = {}): BinaryEstimator {
  boostedTreesSettings(options, 0, false);
  return {
    name: 'boosted-trees',
    fit(matrix, labels, fitOptions) {
      const table = trainingTable(matrix, labels, fitOptions);
      if (!hasBothClasses(table)) return fitConstant(table);
      const settings = boostedTreesSettings(options, table.trainRows, table.trainRows < table.rows);
      const { seed } = fitOptions;
      const { bias, trees } =
        settings.gradients === 'packed'
          ? runPackedBoosting(table, settings, seed, fitOptions.crew ?? SOLO_CREW)
          : runExactBoosting(table, settings, seed);
      return fittedBoostedTrees(table.names, bias, treeEnsemble(trees));
    },
  };
}
