import type { BinaryEstimator } from './binary-estimator.ts';
import { binTable } from './binned-table.ts';
import { fittedBoostedTrees } from './boosted-trees-model.ts';
import { type BoostedTreesOptions, boostedTreesSettings } from './boosted-trees-options.ts';
import { runBoosting } from './boosting-run.ts';
import { fitConstant } from './constant-estimator.ts';
import { histogramArena } from './histogram-arena.ts';
import { packedArenaBytes } from './packed-histograms.ts';
import { hash32 } from './random.ts';
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
      const { columns, rows, trainRows } = table;
      const arena = histogramArena(
        packedArenaBytes(rows, columns.length, trainRows),
        settings.gradients === 'packed' && settings.webAssembly,
      );
      const codes = arena.uint8(rows * columns.length);
      const binned = binTable(columns, rows, trainRows, settings.maxBins, hash32(seed, 0), codes);
      const { bias, trees } = runBoosting(table, binned, arena, settings, hash32(seed, 1));
      return fittedBoostedTrees(table.names, bias, treeEnsemble(trees));
    },
  };
}
