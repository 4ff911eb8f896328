/**
 * Time and memory of loading a generated ledger, beside what DuckDB and Polars take only to read its invoices and
 * payments; ours reads all seven tables and joins them. Each way runs in a process of its own, so that its peak memory is its own.
 *
 *   npx tsx bench/load/run.ts [--smoke] [--invoices N,N] [--format parquet,csv] [--seed N] [--repeat N]
 *
 * PYTHON names the interpreter that has Polars (default python3). The ways take turns; of `--repeat` runs the best
 * counts. Wall time on a shared machine says little: CPU seconds stand beside it.
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { cpus, loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { writeGeneratedLedger } from '../../src/io/index.ts';

const { values: flags } = parseArgs({
  options: {
    smoke: { type: 'boolean', default: false },
    invoices: { type: 'string' },
    format: { type: 'string', default: 'parquet,csv' },
    seed: { type: 'string', default: '3' },
    repeat: { type: 'string', default: '1' },
  },
});

interface Measured {
  readonly seconds: number;
  readonly cpuSeconds: number;
  readonly peakMegabytes: number;
  readonly invoices: number;
  readonly payments: number;
  readonly paidMinor: number;
  readonly rejected?: number;
  readonly version: string;
}

const sizes = (flags.invoices ?? (flags.smoke ? '20000' : '1000000,10000000')).split(',').map(Number);
const seed = Number(flags.seed);
const python = process.env.PYTHON ?? 'python3';
const WAYS = {
  payrhythm: (folder: string, format: string) =>
    run(process.execPath, ['--import', 'tsx', script('load-once.ts'), 'ours', folder, format]),
  DuckDB: (folder: string, format: string) =>
    run(process.execPath, ['--import', 'tsx', script('load-once.ts'), 'duckdb', folder, format]),
  Polars: (folder: string, format: string) => run(python, [script('polars-reference.py'), folder, format]),
} as const;

console.log(
  `machine     ${cpus()[0]?.model.trim()} × ${cpus().length}, load ${loadavg()[0]?.toFixed(1)}, node ${process.version}`,
);
for (const format of flags.format.split(',') as ('parquet' | 'csv')[])
  for (const invoices of sizes) {
    const folder = mkdtempSync(join(tmpdir(), 'payrhythm-bench-'));
    try {
      const ledger = join(folder, 'ledger');
      await writeGeneratedLedger({ invoices, seed }, ledger, { format, threads: 2 });
      compare(
        ledger,
        format,
        `${format}, ${invoices} invoices asked for, seed ${seed}, ${megabytes(ledger)} MB of files`,
      );
    } finally {
      rmSync(folder, { recursive: true });
    }
  }

function compare(ledger: string, format: string, what: string): void {
  const best = new Map<string, Measured>();
  for (let turn = 0; turn < Math.max(1, Number(flags.repeat)); turn++)
    for (const [name, measure] of Object.entries(WAYS)) {
      const measured = measure(ledger, format);
      if (measured.seconds < (best.get(name)?.seconds ?? Number.POSITIVE_INFINITY)) best.set(name, measured);
    }
  const ours = best.get('payrhythm') as Measured;
  console.log(`\n${what}: ${ours.invoices} invoices, ${ours.payments} payments`);
  for (const [name, measured] of best) {
    const { seconds, cpuSeconds, peakMegabytes, version } = measured;
    console.log(
      `${name.padEnd(11)} ${seconds.toFixed(2)} s, ${cpuSeconds.toFixed(2)} s CPU, ${peakMegabytes.toFixed(0)} MB at its peak (${version})` +
        (name === 'payrhythm' ? '' : `; ours takes ${(ours.seconds / seconds).toFixed(2)} times as long`),
    );
    for (const key of ['invoices', 'payments', 'paidMinor'] as const)
      if (measured[key] !== ours[key])
        throw new Error(`${name} read ${key} ${measured[key]}, payrhythm ${ours[key]}: the times do not compare`);
  }
  if (ours.rejected !== 0) throw new Error(`${ours.rejected} rows of a well-formed ledger were rejected`);
}

function run(command: string, args: readonly string[]): Measured {
  const done = spawnSync(command, args, { encoding: 'utf8', maxBuffer: 2 ** 26 });
  if (done.error || done.status !== 0)
    throw new Error(
      `${command} ${args.join(' ')} failed: ${done.error?.message ?? done.stderr}` +
        (command === python
          ? '\nPolars is needed: python3 -m venv peers && peers/bin/pip install polars; then PYTHON=peers/bin/python'
          : ''),
    );
  return JSON.parse(done.stdout.trim().split('\n').at(-1) as string) as Measured;
}

function script(name: string): string {
  return join(import.meta.dirname, name);
}

function megabytes(folder: string): string {
  return (readdirSync(folder).reduce((sum, name) => sum + statSync(join(folder, name)).size, 0) / 1e6).toFixed(0);
}
