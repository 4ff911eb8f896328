import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';

const root = join(import.meta.dirname, '..', '..');
const sample = join(root, 'data', 'sample');
const files = (directory: string): string[] => readdirSync(directory, { recursive: true }).map(String).sort();

describe('the bundled sample', () => {
  it('is what scripts/make-sample.ts writes, to the byte', () => {
    const out = mkdtempSync(join(tmpdir(), 'payrhythm-sample-'));
    try {
      execFileSync(process.execPath, ['--import', 'tsx', join(root, 'scripts', 'make-sample.ts'), out], { cwd: root });
      expect(files(out)).toEqual(files(sample));
      for (const file of files(sample).filter((name) => name.includes('.')))
        expect(readFileSync(join(out, file)).equals(readFileSync(join(sample, file))), file).toBe(true);
    } finally {
      rmSync(out, { recursive: true });
    }
  });

  it('is about 5,000 invoices of 200 debtors in under 700 KB', () => {
    const sized = files(sample).filter((name) => name.endsWith('.csv'));
    expect(sized).toHaveLength(9);
    expect(sized.reduce((sum, name) => sum + readFileSync(join(sample, name)).length, 0)).toBeLessThan(700_000);
    const lines = (name: string): number => readFileSync(join(sample, name), 'utf8').trimEnd().split('\n').length - 1;
    expect(lines('debtors.csv')).toBe(200);
    expect(lines('invoices.csv')).toBeGreaterThanOrEqual(4800);
    expect(lines('invoices.csv')).toBeLessThanOrEqual(5100);
  });

  it('states its seed, version and command', () => {
    const readme = readFileSync(join(sample, 'README.md'), 'utf8');
    const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { version: string };
    for (const text of [`payrhythm ${version}`, 'seed 942', 'scripts/make-sample.ts', '2026-01-05'])
      expect(readme).toContain(text);
  });
});
