import { type ExecFileOptions, execFile } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { mkdtemp } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import ts from 'typescript';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const ROOT = join(dirname(fileURLToPath(import.meta.url)), '../..');
const toolPath = (path: string): string => createRequire(import.meta.url).resolve(path);

/** Rows for the snippet of the contract: one debtor that always pays late, one that never does. */
const ROWS = `
const debtors = [{ debtor_id: 'D1', name: 'One', country: 'BE' }, { debtor_id: 'D2', name: 'Two', country: 'NL' }];
const invoices = [];
const payments = [];
for (let month = 1; month <= 12; month++) {
  const at = (day: number): string => \`2025-\${String(month).padStart(2, '0')}-\${String(day).padStart(2, '0')}\`;
  invoices.push({ invoice_id: \`F\${month}\`, debtor_id: 'D1', issue_date: at(1), due_date: at(15), amount: 100 });
  invoices.push({ invoice_id: \`G\${month}\`, debtor_id: 'D2', issue_date: at(1), due_date: at(15), amount: 200 });
  payments.push({ debtor_id: 'D1', invoice_id: \`F\${month}\`, paid_on: at(27), amount: 100 });
  payments.push({ debtor_id: 'D2', invoice_id: \`G\${month}\`, paid_on: at(12), amount: 200 });
}
invoices.push({ invoice_id: 'F13', debtor_id: 'D1', issue_date: '2026-01-05', due_date: '2026-02-04', amount: 300 });
const contacts = [{ debtor_id: 'D1', at: '2025-06-20', channel: 'call' as const, outcome: 'reached' as const }];
const promises: PromiseRow[] = [];
const disputes: DisputeRow[] = [];
`;

/** The snippet of the contract, section 5, word for word but for the file it reads from. */
const SNIPPET = `
const ledger = ledgerFromRows({ invoices, payments, contacts, promises, disputes, debtors });
const model = trainLatenessModel(ledger, { asOf: '2026-03-02', seed: 7 });
const { calls, suppressed, actions } = rankCallQueue({ ledger, model, asOf: '2026-03-02', policy: { callsPerDay: 40 } });
`;

const TYPED = `
import type { CallQueue, LatenessModel, Ledger, LedgerRows, PaymentRun, Policy, QueuedCall } from 'payrhythm';
import { ledgerFromRows, loadLatenessModel, PayrhythmError, rankCallQueue, trainLatenessModel } from 'payrhythm';
import { FEATURES } from 'payrhythm/features';
import { evaluateLateness } from 'payrhythm/models';
import { QUEUE_COLUMNS } from 'payrhythm/prioritise';
import { loadLedger } from 'payrhythm/io';
type PromiseRow = NonNullable<LedgerRows['promises']>[number];
type DisputeRow = NonNullable<LedgerRows['disputes']>[number];
${ROWS}
${SNIPPET}
const again: LatenessModel = loadLatenessModel(JSON.parse(JSON.stringify(model.toJSON())));
const typed: Ledger = ledger;
const queue: CallQueue = rankCallQueue({ ledger: typed, model: again, asOf: '2026-03-02', policy: { callsPerDay: 40 } });
const first: QueuedCall | undefined = queue.calls[0];
const names: readonly string[] = FEATURES.map((feature) => feature.name);
export type { PaymentRun, Policy };
export { actions, calls, evaluateLateness, first, loadLedger, names, PayrhythmError, QUEUE_COLUMNS, suppressed };
`;

let work = '';
let tarball = '';
let project = '';

/** Runs a program to its end; its output, whatever its exit code. */
async function run(program: string, args: readonly string[], options: ExecFileOptions = {}) {
  try {
    const { stdout, stderr } = await promisify(execFile)(program, [...args], {
      cwd: project,
      maxBuffer: 2 ** 26,
      ...options,
    });
    return { code: 0, stdout: String(stdout), stderr: String(stderr) };
  } catch (error) {
    const { code, stdout, stderr } = error as { code: number; stdout: string; stderr: string };
    return { code, stdout: String(stdout), stderr: String(stderr) };
  }
}

/** Runs a program that has to succeed. */
async function succeed(program: string, args: readonly string[], options: ExecFileOptions = {}): Promise<string> {
  const { code, stdout, stderr } = await run(program, args, options);
  expect(code, `${program} ${args.join(' ')}\n${stdout}\n${stderr}`).toBe(0);
  return stdout;
}

beforeAll(async () => {
  work = await mkdtemp(join(tmpdir(), 'payrhythm-packed-'));
  await succeed('npm', ['pack', '--pack-destination', work], { cwd: ROOT });
  tarball = join(work, readdirSync(work).find((name) => name.endsWith('.tgz')) as string);
  project = join(work, 'project');
  mkdirSync(project);
  writeFileSync(join(project, 'package.json'), '{"name":"empty","version":"1.0.0","private":true,"type":"module"}\n');
  await succeed('npm', ['install', '--omit=optional', '--no-audit', '--no-fund', '--prefer-offline', tarball]);
});
afterAll(() => rmSync(work, { recursive: true, force: true }));

describe('the packed package in an empty project', () => {
  const installed = (...path: string[]): string => join(project, 'node_modules', ...path);

  it('is there without DuckDB', () => {
    expect(existsSync(installed('payrhythm', 'dist', 'index.js'))).toBe(true);
    expect(existsSync(installed('@duckdb'))).toBe(false);
  });

  it('holds no test, notebook, bench or script', () => {
    expect(readdirSync(installed('payrhythm')).sort()).toEqual(
      ['CHANGELOG.md', 'LICENSE', 'README.md', 'bin', 'data', 'dist', 'package.json', 'src'].sort(),
    );
  });

  it('runs the snippet of the contract, and with the model kept as the README says', async () => {
    const readme = readFileSync(join(installed('payrhythm'), 'README.md'), 'utf8');
    const keeping = [...readme.matchAll(/```ts\n([\s\S]*?)```/g)].map(([, block]) => block)[1];
    const code = `import { ledgerFromRows, rankCallQueue, trainLatenessModel } from 'payrhythm';
${ROWS}
${SNIPPET}
${keeping}
console.log(JSON.stringify({ calls, suppressed, actions, same: JSON.stringify(today.calls) === JSON.stringify(calls) }));
`;
    const compilerOptions = { module: ts.ModuleKind.ESNext, target: ts.ScriptTarget.ES2023 };
    writeFileSync(join(project, 'snippet.js'), ts.transpileModule(code, { compilerOptions }).outputText);
    const result = JSON.parse(await succeed(process.execPath, ['snippet.js']));
    expect(result.same).toBe(true);
    expect(result.calls).toMatchObject([
      { rank: 1, debtor_id: 'D1', invoice_ids: 'F13', overdue_amount: 300, habitual_late: true },
    ]);
    expect(result.suppressed).toEqual([]);
  });

  it('prints the demo', async () => {
    const stdout = await succeed('npx', ['--no-install', 'payrhythm', 'demo', '--quiet']);
    expect(stdout).toContain('Call today');
    expect(readFileSync(join(project, 'payrhythm-demo', 'queue.csv'), 'utf8')).toMatch(/^rank,debtor_id,/);
  });

  it('names the package to install where DuckDB is needed', async () => {
    const args = ['--no-install', 'payrhythm', 'rhythm', 'node_modules/payrhythm/data/sample', '--out', 'runs.parquet'];
    const { code, stderr } = await run('npx', args);
    expect(code).toBe(5);
    expect(stderr).toContain('npm install @duckdb/node-api');
    expect(existsSync(join(project, 'runs.parquet'))).toBe(false);
  });

  it('has types that resolve under nodenext, strict, its own declarations checked', async () => {
    writeFileSync(join(project, 'typed.ts'), TYPED);
    const options = [
      '--module',
      'nodenext',
      '--moduleResolution',
      'nodenext',
      '--target',
      'es2023',
      '--strict',
      '--noEmit',
    ];
    // Of libraries only ours is looked into: nothing but it and the language's own are loaded.
    await succeed(process.execPath, [
      toolPath('typescript/bin/tsc'),
      ...options,
      '--skipLibCheck',
      'false',
      'typed.ts',
    ]);
  });
});

describe('the tarball', () => {
  const bin = (name: string): string => join(ROOT, 'node_modules', '.bin', name);

  it('passes publint', async () => {
    await succeed(bin('publint'), [tarball, '--strict']);
  });

  it('passes are-the-types-wrong for ESM', async () => {
    await succeed(bin('attw'), [tarball, '--profile', 'esm-only', '--no-color', '--no-emoji']);
  });
});
