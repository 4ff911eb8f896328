import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { GENERATED_TABLES } from '../../src/simulate/index.ts';

const root = join(import.meta.dirname, '..', '..');

describe('docs/simulation.md', () => {
  it('explains every column of the truth', () => {
    const text = readFileSync(join(root, 'docs', 'simulation.md'), 'utf8');
    for (const { name } of [...GENERATED_TABLES.truth, ...GENERATED_TABLES.truth_invoices]) {
      const isAfterDrift = /^run_.*_after$/.test(name);
      expect(text).toContain(isAfterDrift ? '`…_after`' : `\`${name}\``);
    }
  });
});

describe('examples/debtor-timelines.ts', () => {
  it('tells the story of a run payer', () => {
    const file = join(root, 'examples', 'debtor-timelines.ts');
    const out = execFileSync(process.execPath, ['--import', 'tsx', file, 'month_end_after_due'], {
      cwd: root,
      encoding: 'utf8',
    });
    expect(out).toContain('hidden: run month_end_after_due');
    expect(out).toMatch(/payment +\d+\.\d\d on \w{3} for F/);
    expect(out.trim().split('\n').length).toBeGreaterThan(8);
  });
});
