import { boostedTrees } from '../../src/models/estimators/index.ts';
import { contest, ours, printContest, requireEqualAuc, rowsOf } from './contest.ts';
import { type BenchJob, pythonPeers } from './python-peer.ts';
import { syntheticTable } from './synthetic-table.ts';

/** LightGBM on two threads: what the ratios of boosted trees refer to. */
export const REFERENCE = 'lightgbm, 2 threads';

/** Trains and scores ours, LightGBM, XGBoost and HistGradientBoosting on one table, and prints the times asked for. */
export async function boostingContest(
  size: Pick<BenchJob, 'rows' | 'testRows' | 'features' | 'trees' | 'leaves' | 'seed'>,
  rounds: number,
  key: 'trainSeconds' | 'scoreSeconds',
): Promise<void> {
  const job: BenchJob = { ...size, learningRate: 0.1, l2: 0, minLeafRows: 20 };
  const { matrix, labels } = syntheticTable(job.rows + job.testRows, job.features, job.seed);
  const data = {
    train: rowsOf(matrix, 0, job.rows),
    labels: labels.subarray(0, job.rows),
    test: rowsOf(matrix, job.rows, matrix.rows),
    seed: job.seed,
  };
  const estimator = boostedTrees({
    maxTrees: job.trees,
    maxLeaves: job.leaves,
    maxDepth: 64,
    learningRate: job.learningRate,
    l2: job.l2,
    minLeafRows: job.minLeafRows,
    minLeafCurvature: 1e-3,
    rowShare: 1,
    columnShare: 1,
    // Small tables are trained with exact sums by default; what is measured here is the trainer of large ones.
    gradients: 'packed',
  });
  const peers = pythonPeers(job, matrix, labels);
  try {
    const peer = (name: 'lightgbm' | 'xgboost' | 'hist-gradient-boosting') => ({
      name: `${name}, 2 threads`,
      run: () => peers.run(name, 2),
    });
    const results = await contest(
      [
        ours(estimator, 1, data),
        ours(estimator, 2, data),
        peer('lightgbm'),
        peer('xgboost'),
        peer('hist-gradient-boosting'),
      ],
      rounds,
      labels.subarray(job.rows),
    );
    const sizes = `${job.rows} training and ${job.testRows} test rows × ${job.features} features, seed ${job.seed}`;
    requireEqualAuc(results, REFERENCE, job.testRows);
    printContest(`${sizes}; ${job.trees} trees × ${job.leaves} leaves; median of ${rounds}`, results, REFERENCE, key);
  } finally {
    peers.close();
  }
}
