/**
 * Scoring speed of boosted trees, from the matrix in memory to probabilities: the contestants of bench/train, with a small
 * training table and many rows to score.
 *
 *   npx tsx bench/score/run.ts [--smoke] [--rows 1000000] [--features 30] [--trees 100] [--leaves 31] [--rounds 3] [--seed 7]
 *
 * PYTHON names the interpreter that has the peers (default python3).
 */
import { parseArgs } from 'node:util';
import { boostingContest } from '../train/boosting-contest.ts';

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
const testRows = Number(flags.rows ?? (flags.smoke ? 50_000 : 1_000_000));
await boostingContest(
  {
    rows: flags.smoke ? 10_000 : 100_000,
    testRows,
    features: Number(flags.features),
    trees: Number(flags.trees ?? (flags.smoke ? 20 : 100)),
    leaves: Number(flags.leaves),
    seed: Number(flags.seed),
  },
  Number(flags.rounds ?? (flags.smoke ? 1 : 3)),
  'scoreSeconds',
);
