/**
 * Sixteen as-of features of every invoice at its issue: ours beside DuckDB SQL, Polars, pandas and Arquero.
 *
 *   npx tsx bench/features/run.ts [--smoke] [--sizes 100000,1000000] [--peers duckdb,polars,pandas,arquero]
 *     [--rounds N] [--threads N] [--seed N] [--limit SECONDS]
 *
 * PYTHON names the interpreter that has polars and pandas (default python3). All engines start from the same columns in
 * memory, in the same row order, and end with columns or a table in memory; loading and reading results are off the
 * clock. Each run is a process of its own, one after another, engine by engine in each round; up to 1 M invoices it runs
 * once off the clock first. Every value of every peer is compared with ours before any time is printed.
 */
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { cpus, loadavg, tmpdir, totalmem } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { BENCH_FEATURES } from './bench-features.ts';
import { generateColumns } from './generate-columns.ts';
import { readColumn, writeColumns } from './ledger-columns.ts';
import type { Measured } from './measure.ts';

/** Threads that `runOurs` uses. */
const OUR_THREADS = 2;
/** Largest size that is run once off the clock first: beyond it, warming up is a small part of a run. */
const WARM_UP_TO = 1_000_000;
const RELATIVE_TOLERANCE = 1e-9;
const PACKAGE_MISSING = 9;

const { values: flags } = parseArgs({
  options: {
    smoke: { type: 'boolean', default: false },
    sizes: { type: 'string' },
    peers: { type: 'string', default: 'duckdb,polars,pandas,arquero' },
    rounds: { type: 'string' },
    threads: { type: 'string', default: '2' },
    seed: { type: 'string', default: '7' },
    limit: { type: 'string', default: '900' },
  },
});
const sizes = (flags.sizes ?? (flags.smoke ? '10000' : '100000,1000000')).split(',').map(Number);
const rounds = Number(flags.rounds ?? (flags.smoke ? 1 : 3));
const threads = Number(flags.threads);
const python = process.env.PYTHON ?? 'python3';
const node = [process.execPath, '--max-old-space-size=16384', '--import', 'tsx'];
const at = (name: string): string => join(import.meta.dirname, name);
const REMEDY = 'python3 -m venv peers && peers/bin/pip install polars pandas numpy; then set PYTHON=peers/bin/python';

interface EngineProcess {
  readonly command: readonly string[];
  readonly threads: number;
  readonly remedy: string;
}
const ENGINES: Readonly<Record<string, EngineProcess>> = {
  ours: { command: [...node, at('ours.ts')], threads: OUR_THREADS, remedy: 'npm ci' },
  duckdb: { command: [...node, at('duckdb-peer.ts')], threads, remedy: 'npm install @duckdb/node-api' },
  polars: { command: [python, at('polars-peer.py')], threads, remedy: REMEDY },
  pandas: { command: [python, at('pandas-peer.py')], threads: 1, remedy: REMEDY },
  arquero: { command: [...node, at('arquero-peer.ts')], threads: 1, remedy: 'npm install arquero' },
};
const folder = mkdtempSync(join(tmpdir(), 'payrhythm-bench-'));
const peers = flags.peers.split(',').filter((name) => name !== '');
for (const name of peers)
  if (!Object.hasOwn(ENGINES, name) || name === 'ours') fail(`--peers ${name}: choose duckdb, polars, pandas, arquero`);
if (sizes.some((size) => !Number.isInteger(size) || size < 1)) fail(`--sizes ${flags.sizes}: give whole numbers`);
if (!Number.isInteger(rounds) || rounds < 1) fail(`--rounds ${flags.rounds}: give a whole number from 1`);

process.stdout.write(
  `machine   ${cpus()[0]?.model.trim()} × ${cpus().length}, ${Math.round(totalmem() / 2 ** 30)} GiB, load ${loadavg()[0]?.toFixed(1)}\n` +
    `features  ${BENCH_FEATURES.join(', ')}\n` +
    `rows      generated, seed ${flags.seed}, by debtor and issue date as our ledger holds them; due dates come rolled\n`,
);
try {
  for (const size of sizes) await compare(size);
} finally {
  rmSync(folder, { recursive: true, force: true });
}

async function compare(size: number): Promise<void> {
  const data = join(folder, String(size));
  mkdirSync(data);
  const columns = await generateColumns(size, Number(flags.seed), threads);
  writeColumns(data, columns);
  process.stdout.write(
    `\n${columns.invoices.debtor.length} invoices, ${columns.payments.debtor.length} payments, ${columns.debtors} debtors; median of ${rounds}\n`,
  );
  const runs = new Map<string, Measured[]>();
  const lost = new Map<string, string>();
  for (let round = 0; round < rounds; round++)
    for (const name of ['ours', ...peers]) {
      if (lost.has(name)) continue;
      const out = round === 0 ? join(data, name) : undefined;
      if (out) mkdirSync(out);
      const measured = runEngine(name, data, size, out);
      if (typeof measured === 'string') {
        if (name === 'ours') fail(`ours did not finish: ${measured}`);
        lost.set(name, measured);
        continue;
      }
      runs.set(name, [...(runs.get(name) ?? []), measured]);
      if (!out || name === 'ours') continue;
      checkEqual(name, join(data, 'ours'), out);
      rmSync(out, { recursive: true });
    }
  process.stdout.write(`          ${BENCH_FEATURES.length} features of ${runs.size} engines equal, every value\n`);
  print(runs, lost);
  rmSync(data, { recursive: true });
}

/** One process of an engine; a text where it did not survive this size. */
function runEngine(name: string, data: string, size: number, out: string | undefined): Measured | string {
  const { command, threads: own, remedy } = ENGINES[name];
  const [program, ...rest] = command;
  const run = spawnSync(
    program,
    [
      ...rest,
      ...['--folder', data, '--threads', String(own), '--warm', size > WARM_UP_TO ? '0' : '1'],
      ...(out ? ['--out', out] : []),
    ],
    {
      encoding: 'utf8',
      timeout: Number(flags.limit) * 1000,
      killSignal: 'SIGKILL',
      cwd: join(import.meta.dirname, '../..'),
    },
  );
  const isMissing = run.status === PACKAGE_MISSING || /ERR_MODULE_NOT_FOUND/.test(run.stderr ?? '');
  if (isMissing || (run.error as NodeJS.ErrnoException | undefined)?.code === 'ENOENT')
    fail(`${name} is not there (${run.error?.message ?? run.stderr.trim().split('\n').at(-1)}). Install it: ${remedy}`);
  if ((run.error as NodeJS.ErrnoException | undefined)?.code === 'ETIMEDOUT') return `more than ${flags.limit} s`;
  // A process that the system kills, or whose heap is full, is what "does not survive" means; anything else is a fault.
  if (run.signal === 'SIGKILL' || /heap out of memory|MemoryError|Out of Memory/.test(run.stderr))
    return 'out of memory';
  if (run.status !== 0) fail(`${name} failed (status ${run.status ?? run.signal}):\n${run.stderr}`);
  return JSON.parse(run.stdout.trim().split('\n').at(-1) as string) as Measured;
}

function checkEqual(name: string, ours: string, theirs: string): void {
  for (const feature of BENCH_FEATURES) {
    const a = readColumn(join(ours, `${feature}.f64`));
    const b = readColumn(join(theirs, `${feature}.f64`));
    if (a.length !== b.length) fail(`${name}: ${b.length} rows of ${feature}, ours ${a.length}`);
    for (let i = 0; i < a.length; i++) {
      const isEqual = Number.isNaN(a[i])
        ? Number.isNaN(b[i])
        : Math.abs(a[i] - b[i]) <= RELATIVE_TOLERANCE * Math.max(1, Math.abs(a[i]));
      if (!isEqual) fail(`${name}: ${feature} of invoice ${i} is ${b[i]}, ours ${a[i]}; the times do not compare`);
    }
  }
}

function print(runs: ReadonlyMap<string, readonly Measured[]>, lost: ReadonlyMap<string, string>): void {
  const wall = (name: string): number => median((runs.get(name) ?? []).flatMap((run) => run.seconds));
  const cpu = (name: string): number => median((runs.get(name) ?? []).flatMap((run) => run.cpuSeconds));
  for (const [name, measured] of runs) {
    const peak = Math.max(...measured.map((run) => run.peakMegabytes));
    const loaded = Math.max(...measured.map((run) => run.loadedMegabytes));
    const ratio =
      name === 'ours'
        ? ''
        : `  × ${(wall(name) / wall('ours')).toFixed(2)} (CPU × ${(cpu(name) / cpu('ours')).toFixed(2)})`;
    process.stdout.write(
      `${name.padEnd(9)} ${wall(name).toFixed(2).padStart(7)} s, ${cpu(name).toFixed(2).padStart(7)} s CPU, ${ENGINES[name].threads} thread${ENGINES[name].threads === 1 ? ' ' : 's'}, peak ${peak.toFixed(0).padStart(5)} MB (${loaded.toFixed(0)} when loaded)  ${measured[0].version}${ratio}\n`,
    );
  }
  for (const [name, why] of lost) process.stdout.write(`${name.padEnd(9)} does not survive this size: ${why}\n`);
  if (runs.size > 1) process.stdout.write('          × above 1: ours is faster\n');
}

function median(numbers: readonly number[]): number {
  const sorted = [...numbers].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}

function fail(message: string): never {
  process.stderr.write(`${message}\n`);
  rmSync(folder, { recursive: true, force: true });
  process.exit(1);
}
