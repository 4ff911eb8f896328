import { z } from 'zod';
import type { Crew } from '../../crew/index.ts';
import { alignColumns } from './aligned-columns.ts';
import type { FittedBinaryEstimator } from './binary-estimator.ts';
import { documentHead, ESTIMATOR_FORMAT_VERSION, finite, parseDocument } from './estimator-document.ts';
import type { FeatureMatrix } from './feature-matrix.ts';
import { featureRow } from './feature-row.ts';
import { compileGroupScorer } from './group-scorer.ts';
import { alignGroups, type GroupScorer } from './grouped-matrix.ts';
import { probabilitiesOf } from './log-odds.ts';
import { ensembleScores } from './score-ensemble.ts';
import {
  ensembleFromJson,
  ensembleProblem,
  ensembleSchema,
  ensembleToJson,
  type TreeEnsemble,
} from './tree-ensemble.ts';
import { addShapValues } from './tree-shap.ts';

/** Fitted boosted trees: log-odds = `bias` + the sum of one leaf a tree. */
export interface FittedBoostedTrees extends FittedBinaryEstimator {
  readonly bias: number;
  readonly ensemble: TreeEnsemble;
}

/** Wraps trees for use; O(nodes) now, about 10 ns per row and tree to predict. */
export function fittedBoostedTrees(
  featureNames: readonly string[],
  bias: number,
  ensemble: TreeEnsemble,
): FittedBoostedTrees {
  const score = ensembleScores(ensemble, featureNames.length);
  let scoreGroups: GroupScorer | undefined;
  const logit = (matrix: FeatureMatrix, crew?: Crew): Float64Array => {
    const columns = alignColumns(matrix, featureNames);
    const result = score(columns, matrix.rows, crew);
    for (let row = 0; row < result.length; row++) result[row] += bias;
    return result;
  };
  return {
    name: 'boosted-trees',
    featureNames,
    bias,
    ensemble,
    logit,
    predict: (matrix, crew) => probabilitiesOf(logit(matrix, crew)),
    predictGroups(matrix) {
      scoreGroups ??= compileGroupScorer(ensemble, featureNames.length);
      const result = scoreGroups(alignGroups(matrix, featureNames), matrix.start);
      for (let row = 0; row < result.length; row++) result[row] += bias;
      return probabilitiesOf(result);
    },
    contributions(matrix, row) {
      const point = featureRow(matrix, featureNames, row);
      const values = new Float64Array(featureNames.length);
      const mean = addShapValues(ensemble, point, values);
      return { bias: bias + mean, values };
    },
    toJSON: () => ({
      estimator: 'boosted-trees',
      formatVersion: ESTIMATOR_FORMAT_VERSION,
      featureNames,
      bias,
      ensemble: ensembleToJson(ensemble),
    }),
  };
}

const boostedSchema = z
  .strictObject({
    ...documentHead,
    estimator: z.literal('boosted-trees'),
    bias: finite,
    ensemble: ensembleSchema,
  })
  .superRefine((doc, context) => {
    const message = ensembleProblem(doc.ensemble, doc.featureNames.length);
    if (message !== undefined) context.addIssue({ code: 'custom', path: ['ensemble'], message });
  });

/** Reads what fitted boosted trees wrote; `BAD_MODEL` otherwise. */
export function loadBoostedTrees(json: unknown): FittedBoostedTrees {
  const doc = parseDocument(boostedSchema, json, 'boosted-trees estimator');
  return fittedBoostedTrees(doc.featureNames, doc.bias, ensembleFromJson(doc.ensemble));
}
