import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { payrhythm, temporaryDirectory } from './command-line.ts';

const LEDGER = join(import.meta.dirname, '../../data/sample');

describe('--out of a command that prints', () => {
  it('takes what would be printed, as JSON where its name says so', async () => {
    const asOf = ['--as-of', '2026-01-05', '--quiet'];
    const [text, json] = [join(temporaryDirectory(), 'facts.txt'), join(temporaryDirectory(), 'facts.json')];
    const printed = await payrhythm('inspect', LEDGER, ...asOf);
    const silent = await payrhythm('inspect', LEDGER, ...asOf, '--out', text);
    expect([silent.code, silent.stdout]).toEqual([0, '']);
    expect(readFileSync(text, 'utf8')).toBe(printed.stdout);
    expect((await payrhythm('inspect', LEDGER, ...asOf, '--out', json)).code).toBe(0);
    expect(JSON.parse(readFileSync(json, 'utf8')).asOf).toBe('2026-01-05');
  });

  it('is told where it cannot be written', async () => {
    const { code, stderr } = await payrhythm('inspect', LEDGER, '--quiet', '--out', LEDGER);
    expect([code, stderr]).toEqual([5, expect.stringContaining(`${LEDGER} cannot be written`)]);
  });
});

describe('options that would do nothing', () => {
  it.each([
    ['--estimator', ['rank', LEDGER, '--model', 'm.json', '--estimator', 'prior', '--out', 'out']],
    ['--estimator', ['explain', LEDGER, '--model', 'm.json', '--estimator', 'prior', '--debtor', 'D014']],
    ['--date-order', ['demo', '--date-order', 'dmy']],
    ['--columns', ['demo', '--columns', 'invoice_id=x']],
  ])('%s is refused', async (option, args) => {
    const { code, stderr } = await payrhythm(...args);
    expect([code, stderr]).toEqual([2, expect.stringContaining(option)]);
  });
});
