/**
 * Training speed beside LightGBM 4 on one synthetic table, at equal AUC on rows that neither saw.
 *
 *   npx tsx bench/train/run.ts [--smoke] [--rows N] [--features N] [--trees N] [--leaves N] [--repeat N]
 *
 * PYTHON names the interpreter that has lightgbm and numpy (default python3); LIGHTGBM_THREADS its threads (default 2).
 * Ours runs on one thread. Both are timed from the matrix in memory to the model, binning included; the best of
 * `--repeat` runs counts.
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { cpus, loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { boostedTrees, type FeatureMatrix } from '../../src/models/estimators/index.ts';
import { auc } from '../../src/models/metrics/index.ts';
import { syntheticTable } from './synthetic-table.ts';

const { values: flags } = parseArgs({
  options: {
    smoke: { type: 'boolean', default: false },
    rows: { type: 'string' },
    features: { type: 'string', default: '30' },
    trees: { type: 'string' },
    leaves: { type: 'string', default: '31' },
    repeat: { type: 'string', default: '1' },
    seed: { type: 'string', default: '7' },
  },
});
const rows = Number(flags.rows ?? (flags.smoke ? 20_000 : 1_000_000));
const job = {
  rows,
  testRows: Math.ceil(rows / 5),
  features: Number(flags.features),
  trees: Number(flags.trees ?? (flags.smoke ? 20 : 100)),
  leaves: Number(flags.leaves),
  learningRate: 0.1,
  l2: 0,
  minLeafRows: 20,
  seed: Number(flags.seed),
  lightgbmThreads: Number(process.env.LIGHTGBM_THREADS ?? 2),
};
const python = process.env.PYTHON ?? 'python3';

const { matrix, labels } = syntheticTable(job.rows + job.testRows, job.features, job.seed);
const part = (from: number, to: number): FeatureMatrix => ({
  rows: to - from,
  names: matrix.names,
  columns: matrix.columns.map((column) => column.subarray(from, to)),
});
const train = part(0, rows);
const test = part(rows, matrix.rows);
const testLabels = labels.subarray(rows);

const folder = mkdtempSync(join(tmpdir(), 'payrhythm-bench-'));
try {
  const bytes = matrix.columns.map((c) => Buffer.from(c.buffer, c.byteOffset, c.byteLength));
  writeFileSync(join(folder, 'columns.f32'), Buffer.concat(bytes));
  writeFileSync(join(folder, 'labels.u8'), labels);
  writeFileSync(join(folder, 'job.json'), JSON.stringify(job));
  const theirs = best(Number(flags.repeat), runLightgbm);
  const theirAuc = auc(readScores(join(folder, 'lightgbm.f64')), testLabels);
  const ours = best(Number(flags.repeat), runOurs);

  const ratio = ours.seconds / theirs.seconds;
  process.stdout.write(
    `${[
      `machine     ${cpus()[0]?.model.trim()} × ${cpus().length}, load ${loadavg()[0]?.toFixed(1)}, node ${process.version}`,
      `table       ${job.rows} rows × ${job.features} features, seed ${job.seed}; ${job.trees} trees × ${job.leaves} leaves`,
      `LightGBM    ${theirs.seconds.toFixed(2)} s train (${theirs.cpuSeconds.toFixed(2)} s CPU), ${theirs.scoreSeconds.toFixed(2)} s score, AUC ${theirAuc.toFixed(5)} (${theirs.version}, Python ${theirs.python}, ${job.lightgbmThreads} threads)`,
      `payrhythm   ${ours.seconds.toFixed(2)} s train (${ours.cpuSeconds.toFixed(2)} s CPU), ${ours.scoreSeconds.toFixed(2)} s score, AUC ${ours.auc.toFixed(5)} (1 thread)`,
      `ratio       ${ratio.toFixed(2)} train, ${(ours.scoreSeconds / theirs.scoreSeconds).toFixed(2)} score (below 1: ours is faster)`,
    ].join('\n')}\n`,
  );
  // Small tables differ by chance; a tenth of a point on 1 M rows would be a defect.
  const tolerance = Math.max(0.001, 0.3 / Math.sqrt(job.testRows));
  if (ours.auc < theirAuc - tolerance)
    fail(`AUC is ${(theirAuc - ours.auc).toFixed(5)} below LightGBM's; the times do not compare.`);
} finally {
  rmSync(folder, { recursive: true });
}

function runOurs() {
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
  });
  const cpu = process.cpuUsage();
  const begin = performance.now();
  const model = estimator.fit(train, labels.subarray(0, rows), { seed: job.seed });
  const trained = performance.now();
  const { user, system } = process.cpuUsage(cpu);
  const probabilities = model.predict(test);
  const scored = performance.now();
  return {
    seconds: (trained - begin) / 1000,
    cpuSeconds: (user + system) / 1e6,
    scoreSeconds: (scored - trained) / 1000,
    auc: auc(probabilities, testLabels),
  };
}

function runLightgbm() {
  const script = fileURLToPath(new URL('./lightgbm-reference.py', import.meta.url));
  const run = spawnSync(python, [script, folder], { encoding: 'utf8' });
  if (run.status === 9 || run.error)
    fail(
      `LightGBM is not there (${run.error?.message ?? run.stderr.trim()}). Install it, for example: python3 -m venv peers && peers/bin/pip install lightgbm numpy; then set PYTHON=peers/bin/python.`,
    );
  if (run.status !== 0) fail(`LightGBM failed:\n${run.stderr}`);
  const result = JSON.parse(run.stdout) as {
    version: string;
    python: string;
    binSeconds: number;
    trainSeconds: number;
    cpuSeconds: number;
    scoreSeconds: number;
  };
  return { ...result, seconds: result.binSeconds + result.trainSeconds };
}

function best<T extends { readonly seconds: number }>(times: number, run: () => T): T {
  return Array.from({ length: Math.max(1, times) }, run).reduce((a, b) => (b.seconds < a.seconds ? b : a));
}

function readScores(path: string): Float64Array {
  const file = readFileSync(path);
  return new Float64Array(file.buffer.slice(file.byteOffset, file.byteOffset + file.byteLength));
}

function fail(message: string): never {
  process.stderr.write(`${message}\n`);
  rmSync(folder, { recursive: true, force: true });
  process.exit(1);
}
