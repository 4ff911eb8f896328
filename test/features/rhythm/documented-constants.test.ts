import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { DEFAULT_RUN_THRESHOLDS } from '../../../src/features/rhythm/index.ts';

const root = join(import.meta.dirname, '../../..');
const page = readFileSync(join(root, 'docs/payment-runs.md'), 'utf8');
const folder = join(root, 'src/features/rhythm');
const sources = readdirSync(folder)
  .map((name) => readFileSync(join(folder, name), 'utf8'))
  .join('\n');
const rows = [...page.matchAll(/^\| `([A-Z_]+)`\s+\| `([^`]+)`\s+\|/gm)].map(([, name, value]) => ({ name, value }));

describe('docs/payment-runs.md', () => {
  it('has a table of parameters', () => {
    expect(rows.length).toBeGreaterThan(15);
  });

  it.each(rows)('$name is $value in the sources too', ({ name, value }) => {
    const found = [...sources.matchAll(new RegExp(`const ${name}(?:: [^=]+)? = ([^;]+);`, 'g'))].map(
      (match) => match[1],
    );
    expect(found).toEqual([value]);
  });

  it('names the default false-discovery rate and the fewest dates', () => {
    expect(page).toContain(`q ≤ ${DEFAULT_RUN_THRESHOLDS.falseDiscoveryRate}`);
    expect(DEFAULT_RUN_THRESHOLDS.minimumDates).toBe(6);
    expect(page).toContain('fewer than six dates');
  });
});
