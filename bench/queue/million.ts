/**
 * Time and memory of a ranking of very many debtors that lie in memory, over threads, beside one thread on a tenth of
 * them.
 *
 *   npx tsx bench/queue/million.ts [--smoke] [--debtors N] [--invoices N] [--threads N] [--seed N] [--train-on N]
 *
 * A generated ledger is written as Parquet and read to shared memory; reading it is told, but not part of the ranking. The
 * model is trained on another, small ledger. Each ranking is the first one of its ledger in its threads. Needs
 * `npm run build`: the threads run the built package.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { cpus, loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { loadLedger, writeGeneratedLedger } from '../../src/io/index.ts';
import type { Ledger } from '../../src/ledger/index.ts';
import { trainLatenessModel } from '../../src/models/index.ts';
import { rankCallQueue } from '../../src/parallel/index.ts';
import { createWorld, ledgerFromTables } from '../../src/simulate/index.ts';

const { values: flags } = parseArgs({
  options: {
    smoke: { type: 'boolean', default: false },
    debtors: { type: 'string' },
    invoices: { type: 'string' },
    threads: { type: 'string', default: '2' },
    'train-on': { type: 'string' },
    seed: { type: 'string', default: '7' },
  },
});
const debtors = Number(flags.debtors ?? (flags.smoke ? 600 : 1_000_000));
const invoices = Number(flags.invoices ?? (flags.smoke ? 6000 : 10_000_000));
const trainOn = Number(flags['train-on'] ?? (flags.smoke ? 1500 : 20_000));
const threads = Number(flags.threads);
const seed = Number(flags.seed);
const asOf = '2026-01-01';
const BAR_SECONDS = 45;

const print = (text: string): void => void process.stdout.write(`${text}\n`);
const seconds = (since: number): string => `${((performance.now() - since) / 1000).toFixed(1)} s`;
print(
  `machine   ${cpus()[0]?.model.trim()} × ${cpus().length}, load ${loadavg()[0]?.toFixed(1)}, node ${process.version}`,
);
const training = ledgerFromTables(
  createWorld({ invoices: trainOn, debtors: Math.ceil(trainOn / 10), seed: seed + 1, from: asOf }).tablesAsOf(asOf),
);
const model = trainLatenessModel(training, { asOf, estimator: flags.smoke ? 'logistic' : 'boosted-trees' });
print(`model     ${model.estimator}, trained on ${training.invoices.count} invoices of another ledger, seed ${seed}`);

const folder = mkdtempSync(join(tmpdir(), 'payrhythm-bench-'));
try {
  const tenth = await read(debtors / 10, invoices / 10);
  await rank(tenth, 1);
  const ledger = await read(debtors, invoices);
  const took = await rank(ledger, threads);
  if (debtors >= 1_000_000)
    print(`bar       ${took.toFixed(0)} s of ${BAR_SECONDS}: ${took <= BAR_SECONDS ? 'met' : 'NOT met'}`);
} finally {
  rmSync(folder, { recursive: true, force: true });
}

async function read(debtors: number, invoices: number): Promise<Ledger> {
  const path = join(folder, String(debtors));
  await writeGeneratedLedger({ invoices, debtors, seed }, path, { format: 'parquet', threads });
  const started = performance.now();
  const { ledger } = await loadLedger(path, { allocate: (bytes) => new SharedArrayBuffer(bytes) });
  print(`ledger    ${ledger.debtors.count} debtors, ${ledger.invoices.count} invoices, read in ${seconds(started)}`);
  rmSync(path, { recursive: true });
  return ledger;
}

async function rank(ledger: Ledger, threads: number): Promise<number> {
  const before = process.cpuUsage();
  const started = performance.now();
  const { calls, suppressed } = await rankCallQueue({ ledger, model, asOf, threads });
  const took = (performance.now() - started) / 1000;
  const used = process.cpuUsage(before);
  const cpu = (used.user + used.system) / 1e6;
  const peak = process.resourceUsage().maxRSS / 1024;
  print(
    `ranking   ${took.toFixed(1)} s, ${cpu.toFixed(1)} s CPU on ${threads} thread(s), ${peak.toFixed(0)} MB at its peak; ${calls.length} calls, ${suppressed.length} left alone`,
  );
  return took;
}
