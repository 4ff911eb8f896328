import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { FeatureMatrix } from '../../src/models/estimators/index.ts';

/** A library from PyPI that the benches measure against. */
export type PythonPeer = 'lightgbm' | 'xgboost' | 'hist-gradient-boosting' | 'random-forest';

/** One training of a model and one scoring of the test rows. */
export interface Measured {
  readonly trainSeconds: number;
  readonly cpuSeconds: number;
  readonly scoreSeconds: number;
  readonly scores: Float64Array;
  readonly version: string;
}

/** What all contestants are told. */
export interface BenchJob {
  readonly rows: number;
  readonly testRows: number;
  readonly features: number;
  readonly trees: number;
  readonly leaves: number;
  readonly learningRate: number;
  readonly l2: number;
  readonly minLeafRows: number;
  readonly seed: number;
}

const python = process.env.PYTHON ?? 'python3';

/** Writes the table where the peers find it; `run` trains one of them, `close` clears up. */
export function pythonPeers(job: BenchJob, matrix: FeatureMatrix, labels: Uint8Array) {
  const folder = mkdtempSync(join(tmpdir(), 'payrhythm-bench-'));
  const bytes = matrix.columns.map((c) => Buffer.from(c.buffer, c.byteOffset, c.byteLength));
  writeFileSync(join(folder, 'columns.f32'), Buffer.concat(bytes));
  writeFileSync(join(folder, 'labels.u8'), labels);
  return {
    run(peer: PythonPeer, threads: number): Measured {
      writeFileSync(join(folder, 'job.json'), JSON.stringify({ ...job, threads }));
      const script = fileURLToPath(new URL('./peers.py', import.meta.url));
      // HistGradientBoosting takes its threads from OpenMP only.
      const env = { ...process.env, OMP_NUM_THREADS: String(threads) };
      const run = spawnSync(python, [script, folder, peer], { encoding: 'utf8', env });
      if (run.status === 9 || run.error)
        throw new Error(
          `${peer} is not there (${run.error?.message ?? run.stderr.trim()}). Install the peers, for example: python3 -m venv peers && peers/bin/pip install lightgbm xgboost scikit-learn numpy; then set PYTHON=peers/bin/python.`,
        );
      if (run.status !== 0) throw new Error(`${peer} failed:\n${run.stderr}`);
      const file = readFileSync(join(folder, `${peer}.f64`));
      const scores = new Float64Array(file.buffer.slice(file.byteOffset, file.byteOffset + file.byteLength));
      const result = JSON.parse(run.stdout) as Omit<Measured, 'scores'> & { readonly python: string };
      return { ...result, scores, version: `${result.version}, Python ${result.python}` };
    },
    close(): void {
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
