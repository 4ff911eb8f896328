/**
 * Training speed of random forests on one synthetic table, at equal AUC on rows that no model saw: ours on 1 and 2 threads
 * beside scikit-learn's RandomForestClassifier (its defaults, n_jobs 1 and 2), and, on a table that it survives, the npm
 * package ml-random-forest.
 *
 *   npx tsx bench/forest/run.ts [--smoke] [--rows 200000] [--features 20] [--trees 100] [--rounds 1] [--seed 7]
 *
 * PYTHON names the interpreter that has scikit-learn (default python3).
 */
import { parseArgs } from 'node:util';
import * as mlRandomForestModule from 'ml-random-forest';
import { mlRandomForest, randomForest } from '../../src/models/estimators/index.ts';
import { contest, ours, printContest, requireEqualAuc, rowsOf } from '../train/contest.ts';
import { type BenchJob, pythonPeers } from '../train/python-peer.ts';
import { syntheticTable } from '../train/synthetic-table.ts';

const { values: flags } = parseArgs({
  options: {
    smoke: { type: 'boolean', default: false },
    rows: { type: 'string' },
    features: { type: 'string', default: '20' },
    trees: { type: 'string' },
    rounds: { type: 'string', default: '1' },
    seed: { type: 'string', default: '7' },
  },
});
const trees = Number(flags.trees ?? (flags.smoke ? 20 : 100));
const rows = Number(flags.rows ?? (flags.smoke ? 10_000 : 200_000));

async function forestContest(rows: number, trees: number, withPackage: boolean): Promise<void> {
  const testRows = Math.max(2000, Math.ceil(rows / 5));
  const features = Number(flags.features);
  const seed = Number(flags.seed);
  const job: BenchJob = { rows, testRows, features, trees, leaves: 0, learningRate: 0, l2: 0, minLeafRows: 1, seed };
  const { matrix, labels } = syntheticTable(rows + testRows, features, seed);
  const train = rowsOf(matrix, 0, rows);
  const data = { train, labels: labels.subarray(0, rows), test: rowsOf(matrix, rows, matrix.rows), seed };
  const peers = pythonPeers(job, matrix, labels);
  const reference = 'scikit-learn RandomForest, n_jobs 1';
  try {
    const results = await contest(
      [
        ours(randomForest({ trees }), 1, data),
        ours(randomForest({ trees }), 2, data),
        { name: reference, run: () => peers.run('random-forest', 1) },
        { name: 'scikit-learn RandomForest, n_jobs 2', run: () => peers.run('random-forest', 2) },
      ],
      Number(flags.rounds),
      labels.subarray(rows),
    );
    requireEqualAuc(results, reference, testRows);
    // A baseline that need not reach the others.
    const estimator = mlRandomForest(mlRandomForestModule, { trees });
    if (withPackage) results.push(...(await contest([ours(estimator, 1, data)], 1, labels.subarray(rows))));
    const sizes = `${rows} training and ${testRows} test rows × ${features} features, seed ${seed}`;
    printContest(`${sizes}; ${trees} trees; median of ${flags.rounds}`, results, reference, 'trainSeconds');
  } finally {
    peers.close();
  }
}

await forestContest(flags.smoke ? 500 : 2000, 20, true);
await forestContest(rows, trees, false);
