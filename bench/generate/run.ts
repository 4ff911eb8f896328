/**
 * Time and memory of generation: `npx tsx bench/generate/run.ts [--invoices N] [--threads N] [--format csv|parquet]
 * [--smoke]`. Runs the built package in a process of its own, so that memory is that of generation alone.
 * Wall time on a shared machine says little: CPU seconds are printed beside it.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';

const { values } = parseArgs({
  options: {
    invoices: { type: 'string', default: '10000000' },
    threads: { type: 'string', default: '2' },
    format: { type: 'string', default: 'parquet' },
    seed: { type: 'string', default: '7' },
    smoke: { type: 'boolean', default: false },
  },
});
const invoices = values.smoke ? 50_000 : Number(values.invoices);
const root = join(import.meta.dirname, '..', '..');
const isBuilt = existsSync(join(root, 'dist', 'io', 'generated', 'index.js'));
const module = isBuilt ? 'dist/io/generated/index.js' : 'src/io/generated/index.ts';
const out = mkdtempSync(join(tmpdir(), 'payrhythm-bench-'));

const program = `
  import { writeGeneratedLedger } from ${JSON.stringify(join(root, module))};
  const from = performance.now();
  let made = 0;
  const summary = await writeGeneratedLedger(
    { invoices: ${invoices}, seed: ${Number(values.seed)} },
    ${JSON.stringify(join(out, 'ledger'))},
    { format: ${JSON.stringify(values.format)}, threads: ${Number(values.threads)},
      onProgress: ({ step }) => { if (step === 'generate') made = performance.now() - from; } },
  );
  const { userCPUTime, systemCPUTime, maxRSS } = process.resourceUsage();
  console.log(JSON.stringify({ ...summary, madeSeconds: made / 1e3, seconds: (performance.now() - from) / 1e3,
    cpuSeconds: (userCPUTime + systemCPUTime) / 1e6, peakMegabytes: maxRSS / 1024 }));
`;

try {
  const loader = isBuilt ? [] : ['--import', 'tsx'];
  const file = join(out, 'program.mjs');
  writeFileSync(file, program);
  const run = spawnSync(process.execPath, [...loader, file], { cwd: root, encoding: 'utf8' });
  if (run.status !== 0) throw new Error(run.stderr);
  const measured = JSON.parse(run.stdout.trim().split('\n').at(-1) as string) as Record<string, number>;
  const ledger = join(out, 'ledger');
  const megabytes = readdirSync(ledger).reduce((sum, name) => sum + statSync(join(ledger, name)).size, 0) / 1e6;
  const show = (name: string, value: number | undefined, unit: string): void =>
    console.log(`${name.padEnd(22)} ${Number(value).toFixed(unit === '' ? 0 : 1)} ${unit}`);
  console.log(
    `generate, ${values.format}, ${values.threads} threads, ${isBuilt ? 'built package' : 'sources through tsx'}`,
  );
  show('invoices', measured.invoices, '');
  show('debtors', measured.debtors, '');
  show('made and staged', measured.madeSeconds, 's');
  show('total', measured.seconds, 's');
  show('CPU', measured.cpuSeconds, 's');
  show('peak memory', measured.peakMegabytes, 'MB');
  show('on disk', megabytes, 'MB');
  show('invoices a second', (measured.invoices as number) / (measured.seconds as number), '');
  const isSlow = (measured.seconds as number) > 60 && invoices >= 10_000_000;
  if (isSlow) console.log('above the aim of 60 s: look at the CPU seconds and at what else the machine does');
} finally {
  rmSync(out, { recursive: true });
}
