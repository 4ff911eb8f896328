/**
 * Time from nothing to the first chart of a large ledger: the cells of the first notebook, as they are stored, up to its first
 * picture, over a generated ledger, in a process of its own. Then the other charts of a ledger.
 *
 *   npx tsx bench/charts/run.ts [--smoke] [--invoices N] [--seed N] [--repeat N] [--ledger DIR]
 *
 * Jupyter's kernel adds its start and the type check of the first cell, which do not depend on the ledger. Wall time on a
 * shared machine says little: CPU seconds stand beside it.
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { cpus, loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { writeGeneratedLedger } from '../../src/io/index.ts';

const { values: flags } = parseArgs({
  options: {
    smoke: { type: 'boolean', default: false },
    invoices: { type: 'string' },
    seed: { type: 'string', default: '7' },
    repeat: { type: 'string', default: '1' },
    ledger: { type: 'string' },
  },
});

interface Shown {
  readonly what: string;
  readonly seconds: number;
  readonly cpuSeconds: number;
  readonly characters: number;
}

const ROOT = join(import.meta.dirname, '../..');
const NOTEBOOK = 'notebooks/1-first-look-at-a-ledger.ipynb';
const folder = mkdtempSync(join(tmpdir(), 'payrhythm-bench-'));
try {
  const invoices = Number(flags.invoices ?? (flags.smoke ? 5000 : 1_000_000));
  const ledger = flags.ledger ?? join(folder, 'ledger');
  if (flags.ledger === undefined)
    await writeGeneratedLedger({ invoices, seed: Number(flags.seed) }, ledger, { format: 'parquet', threads: 2 });
  const program = join(folder, 'first-look.mts');
  writeFileSync(program, programOf(join(ROOT, NOTEBOOK), ledger));
  console.log(
    `machine     ${cpus()[0]?.model.trim()} × ${cpus().length}, load ${loadavg()[0]?.toFixed(1)}, node ${process.version}`,
  );
  console.log(`ledger      ${flags.ledger ?? `${invoices} invoices asked for, seed ${flags.seed}, Parquet`}`);
  for (let turn = 0; turn < Number(flags.repeat); turn++)
    for (const { what, seconds, cpuSeconds, characters } of run(program)) {
      if (characters < 1000) throw new Error(`${what}: only ${characters} characters were shown`);
      console.log(`${what.padEnd(11)} ${seconds.toFixed(2)} s, ${cpuSeconds.toFixed(2)} s CPU after the start`);
    }
} finally {
  rmSync(folder, { recursive: true });
}

/** The code of a notebook as a program that tells when each picture was shown. */
function programOf(notebook: string, ledger: string): string {
  const { cells } = JSON.parse(readFileSync(notebook, 'utf8')) as { cells: { cell_type: string; source: string[] }[] };
  const code = cells
    .filter((cell) => cell.cell_type === 'code')
    .map((cell) => cell.source.join(''))
    .join('\n');
  const local = code
    .replace(/const LEDGER = '[^']*'/, `const LEDGER = ${JSON.stringify(ledger)}`)
    .replace(
      /from 'payrhythm(?:\/(\w+))?'/g,
      (_, part = '') => `from '${pathToFileURL(join(ROOT, 'src', part, 'index.ts')).href}'`,
    )
    .replace(
      /import \{ display \} from 'tslab';/,
      `let pictures = 0;
const begin = performance.timeOrigin;
const display = {
  html: () => {},
  svg: (text) => {
    const { user, system } = process.cpuUsage();
    const what = ++pictures === 1 ? 'first chart' : \`chart \${pictures}\`;
    console.log(JSON.stringify({ what, seconds: (Date.now() - begin) / 1e3, cpuSeconds: (user + system) / 1e6, characters: text.length }));
  },
};`,
    );
  if (!local.includes(JSON.stringify(ledger)) || local.includes("from 'tslab'"))
    throw new Error(`${notebook} has no line "const LEDGER" or shows nothing: its first cell was changed`);
  return local;
}

function run(program: string): Shown[] {
  const done = spawnSync(process.execPath, ['--import', 'tsx', program], { cwd: ROOT, encoding: 'utf8' });
  if (done.error || done.status !== 0) throw new Error(done.error?.message ?? done.stderr);
  return done.stdout
    .split('\n')
    .filter((line) => line.startsWith('{"what"'))
    .map((line) => JSON.parse(line) as Shown);
}
