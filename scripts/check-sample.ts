// Generates the bundled sample afresh and fails where a byte differs from data/sample.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const made = mkdtempSync(join(tmpdir(), 'payrhythm-sample-'));
try {
  execFileSync(process.execPath, ['--import', 'tsx', 'scripts/make-sample.ts', made], { stdio: 'ignore' });
  const files = readdirSync(made, { recursive: true, encoding: 'utf8' }).filter((name) => /\.(csv|md)$/.test(name));
  if (!files.includes('invoices.csv')) throw new Error('the generator wrote no invoices.csv');
  for (const name of files) {
    if (readFileSync(join(made, name)).equals(readFileSync(join('data/sample', name)))) continue;
    console.error(`data/sample/${name} is not what the generator makes: run npm run sample`);
    process.exitCode = 1;
  }
} finally {
  rmSync(made, { recursive: true });
}
