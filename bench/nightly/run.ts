/**
 * One night of a large ledger: generated Parquet files to a published queue with a model that an earlier night trained,
 * beside a Python pipeline (Polars and LightGBM) that reads the same files, computes a few of the same features, scores a
 * model of as many trees and leaves, and writes a ranked CSV. Needs `npm run build`.
 *
 *   npx tsx bench/nightly/run.ts [--smoke] [--sizes N,N] [--threads N] [--partitions N] [--ledger DIR] [--trained DIR] [--no-peer]
 *
 * PYTHON names the interpreter that has Polars and LightGBM (default python3). With several sizes it prints how far each
 * lies from a straight line through the origin and the largest. `--ledger` takes a ledger that `generate` wrote instead,
 * `--trained` the target of a night that was run on the eve (its model, and no training here).
 * Both ways run in processes of their own, so that peak memory is their own; CPU seconds stand beside wall time, which says
 * little on a machine that is shared.
 */
import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { cpus, loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { z } from 'zod';
import { writeGeneratedLedger } from '../../src/io/index.ts';

const { values: flags } = parseArgs({
  allowNegative: true,
  options: {
    smoke: { type: 'boolean', default: false },
    sizes: { type: 'string' },
    threads: { type: 'string', default: '2' },
    partitions: { type: 'string' },
    ledger: { type: 'string' },
    trained: { type: 'string' },
    peer: { type: 'boolean', default: true },
    estimator: { type: 'string' },
  },
});
const sizes = (flags.sizes ?? (flags.smoke ? '4000' : '10000000')).split(',').map(Number);
/** Invoices that the model is trained on; training is not what is measured here. */
const TRAINED_ON = flags.smoke ? 3000 : 100_000;
const INVOICES_A_DEBTOR = 40;
const [EVE, DAY] = ['2025-12-31', '2026-01-01'];
const BARS = { seconds: 30, megabytes: 4096, offLine: 0.15 };
const cli = fileURLToPath(new URL('../../bin/payrhythm.js', import.meta.url));
const usageHook =
  'import{isMainThread as m}from"node:worker_threads";import{writeFileSync as w}from"node:fs";if(m)process.on("exit",()=>w(process.env.BENCH_USAGE,JSON.stringify(process.resourceUsage())))';

interface Measured {
  readonly seconds: number;
  readonly cpuSeconds: number;
  readonly peakMegabytes: number;
  readonly stages: Readonly<Record<string, number>>;
  readonly said: string;
}

const nightRecord = z.looseObject({
  seconds: z.record(z.string(), z.number()),
  model: z.looseObject({ id: z.string(), origin: z.string() }),
  partitions: z.number(),
  totals: z.looseObject({ all: z.looseObject({ debtors: z.number() }), queue: z.looseObject({ debtors: z.number() }) }),
});
const usageRecord = z.looseObject({ userCPUTime: z.number(), systemCPUTime: z.number(), maxRSS: z.number() });

const folder = mkdtempSync(join(tmpdir(), 'payrhythm-bench-'));
console.log(
  `machine   ${cpus()[0]?.model.trim()} × ${cpus().length}, load ${loadavg()[0]?.toFixed(1)}, node ${process.version}, ${flags.threads} threads`,
);
try {
  const small = join(folder, 'small');
  await generate(TRAINED_ON, 2, small);
  const nights: [number, Measured][] = [];
  for (const size of sizes) {
    const ledger = flags.ledger ?? join(folder, `ledger-${size}`);
    if (flags.ledger === undefined) await generate(size, 1, ledger);
    const target = join(folder, `night-${size}`);
    if (flags.trained === undefined) night(small, target, EVE);
    else cpSync(flags.trained, target, { recursive: true, verbatimSymlinks: true });
    const measured = night(ledger, target, DAY);
    nights.push([size, measured]);
    console.log(`\n${flags.ledger ?? `${size} invoices asked for`}`);
    print('payrhythm', measured);
    if (flags.peer) print('Python', peer(small, ledger, target));
    if (size >= 10_000_000)
      console.log(
        `bars      ${judge(measured.seconds, BARS.seconds, 's')}, ${judge(measured.peakMegabytes, BARS.megabytes, 'MB')}`,
      );
    rmSync(target, { recursive: true });
    if (flags.ledger === undefined) rmSync(ledger, { recursive: true });
  }
  if (nights.length > 1) printLine(nights);
} finally {
  rmSync(folder, { recursive: true, force: true });
}

async function generate(invoices: number, seed: number, out: string): Promise<void> {
  const debtors = Math.max(10, Math.round(invoices / INVOICES_A_DEBTOR));
  await writeGeneratedLedger({ invoices, debtors, seed }, out, { format: 'parquet', threads: 2 });
}

/** One night in a process of its own. */
function night(ledger: string, target: string, asOf: string): Measured {
  const usageFile = join(folder, 'usage.json');
  const options = [
    '--source',
    ledger,
    '--target',
    target,
    '--as-of',
    asOf,
    '--threads',
    flags.threads,
    '--json',
    '--quiet',
  ];
  if (flags.partitions !== undefined && asOf === DAY) options.push('--partitions', flags.partitions);
  if (flags.estimator ?? flags.smoke) options.push('--estimator', flags.estimator ?? 'logistic');
  const started = performance.now();
  const run = spawnSync(
    process.execPath,
    ['--import', `data:text/javascript,${encodeURIComponent(usageHook)}`, cli, 'nightly', ...options],
    { encoding: 'utf8', env: { ...process.env, BENCH_USAGE: usageFile }, maxBuffer: 2 ** 28 },
  );
  const seconds = (performance.now() - started) / 1000;
  if (run.status !== 0) throw new Error(`nightly ended with ${run.status}:\n${run.stderr}`);
  const record = nightRecord.parse(JSON.parse(run.stdout));
  if (asOf === DAY && record.model.origin !== 'loaded')
    throw new Error(`the night trained a model of its own: ${run.stdout.slice(0, 2000)}`);
  const usage = usageRecord.parse(JSON.parse(readFileSync(usageFile, 'utf8')));
  const known = Object.values(record.seconds).reduce((sum, one) => sum + one, 0);
  return {
    seconds,
    cpuSeconds: (usage.userCPUTime + usage.systemCPUTime) / 1e6,
    peakMegabytes: usage.maxRSS / 1024,
    stages: { ...record.seconds, 'start and publish': seconds - known },
    said: `${record.totals.queue.debtors} calls, ${record.totals.all.debtors} debtors, ${record.partitions} part(s)`,
  };
}

/** The Python pipeline: it trains beforehand, on the small ledger; only its night is measured. */
function peer(small: string, ledger: string, target: string): Measured {
  const script = fileURLToPath(new URL('./pipeline.py', import.meta.url));
  const models = join(target, 'models');
  const model = readdirSync(models).find((name) => /^[0-9a-f]+\.json$/.test(name)) as string;
  const { trees, leaves } = sizeOf(JSON.parse(readFileSync(join(models, model), 'utf8')));
  const options = [small, ledger, join(folder, 'peer.csv'), DAY, String(trees), String(leaves), flags.threads];
  const run = spawnSync(process.env.PYTHON ?? 'python3', [script, ...options], {
    encoding: 'utf8',
    env: { ...process.env, POLARS_MAX_THREADS: flags.threads },
  });
  if (run.error || run.status !== 0)
    throw new Error(
      `the Python pipeline failed: ${run.error?.message ?? run.stderr}\nInstall it, for example: python3 -m venv peers && peers/bin/pip install polars lightgbm; then set PYTHON=peers/bin/python, or give --no-peer`,
    );
  return JSON.parse(run.stdout) as Measured;
}

/** Trees, and leaves of the largest tree, of the trees in a model document; LightGBM's defaults where it has none. */
function sizeOf(document: unknown): { trees: number; leaves: number } {
  let found = { trees: 100, leaves: 31 };
  const look = (value: unknown): void => {
    if (typeof value !== 'object' || value === null) return;
    const { roots, feature } = value as { roots?: number[]; feature?: number[] };
    if (Array.isArray(roots) && Array.isArray(feature)) {
      const ends = [...roots.slice(1), feature.length];
      found = {
        trees: roots.length,
        leaves: Math.max(...roots.map((root, at) => ((ends[at] as number) - root + 1) / 2)),
      };
    } else for (const part of Object.values(value)) look(part);
  };
  look(document);
  return { trees: found.trees, leaves: Math.max(2, Math.round(found.leaves)) };
}

function print(name: string, { seconds, cpuSeconds, peakMegabytes, stages, said }: Measured): void {
  console.log(
    `${name.padEnd(9)} ${seconds.toFixed(1)} s, ${cpuSeconds.toFixed(1)} s CPU, ${peakMegabytes.toFixed(0)} MB at its peak; ${said}`,
  );
  const told = Object.entries(stages).map(([stage, one]) => `${stage} ${one.toFixed(1)}`);
  console.log(`          seconds: ${told.join(', ')}`);
}

function judge(value: number, bar: number, unit: string): string {
  return `${value.toFixed(0)} ${unit} of ${bar}: ${value <= bar ? 'met' : 'NOT met'}`;
}

/** How far each size lies from a straight line from the origin to the largest one, in CPU seconds. */
function printLine(nights: readonly [number, Measured][]): void {
  const [largest, most] = nights.reduce((a, b) => (b[0] > a[0] ? b : a));
  for (const [size, { cpuSeconds }] of nights) {
    const straight = (most.cpuSeconds * size) / largest;
    const off = cpuSeconds / straight - 1;
    console.log(
      `line      ${size} invoices: ${cpuSeconds.toFixed(1)} s CPU, ${(100 * off).toFixed(0)} % off a straight line (bar ${100 * BARS.offLine} %)`,
    );
  }
}
