/**
 * Training speed of boosted trees on one synthetic table, from the matrix in memory to the model, binning included, at equal AUC
 * on rows that no model saw: ours on 1 and 2 threads beside LightGBM, XGBoost (hist) and scikit-learn's HistGradientBoosting
 * on 2.
 *
 *   npx tsx bench/train/run.ts [--smoke] [--rows 100000,1000000] [--features 30] [--trees 100] [--leaves 31] [--rounds 3] [--seed 7]
 *
 * `--rows 5000000` runs the largest table. PYTHON names the interpreter that has the peers (default python3).
 */
import { parseArgs } from 'node:util';
import { boostingContest } from './boosting-contest.ts';

const { values: flags } = parseArgs({
  options: {
    smoke: { type: 'boolean', default: false },
    rows: { type: 'string' },
    features: { type: 'string', default: '30' },
    trees: { type: 'string' },
    leaves: { type: 'string', default: '31' },
    rounds: { type: 'string' },
    seed: { type: 'string', default: '7' },
  },
});
for (const rows of (flags.rows ?? (flags.smoke ? '20000' : '100000,1000000')).split(',').map(Number))
  await boostingContest(
    {
      rows,
      testRows: Math.ceil(rows / 5),
      features: Number(flags.features),
      trees: Number(flags.trees ?? (flags.smoke ? 20 : 100)),
      leaves: Number(flags.leaves),
      seed: Number(flags.seed),
    },
    Number(flags.rounds ?? (flags.smoke ? 1 : 3)),
    'trainSeconds',
  );
