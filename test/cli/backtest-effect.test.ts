import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { payrhythm, readJson, temporaryDirectory } from './command-line.ts';

const ledger = join(temporaryDirectory(), 'ledger');
const SPAN = ['--from', '2025-06-02', '--to', '2025-06-06', '--capacity', '2', '--quiet'];
const widest = (text: string): number => Math.max(...text.split('\n').map((line) => line.length));

beforeAll(async () => {
  const made = await payrhythm('generate', '--invoices', '2500', '--debtors', '100', '--out', ledger, '--quiet');
  expect(made.code).toBe(0);
});

describe('effect', () => {
  it('tells what calls changed, and writes a policy with the measured rates', async () => {
    const policy = join(temporaryDirectory(), 'policy.json');
    const { code, stdout } = await payrhythm('effect', ledger, '--quiet', '--policy-out', policy);
    expect(code).toBe(0);
    expect(stdout).toContain('days by which money came sooner');
    expect(stdout).toContain('overdue, first contact');
    expect(widest(stdout.replaceAll(policy, ''))).toBeLessThanOrEqual(80);
    expect(readJson(policy).value.effectsFrom).toBe('holdouts');
    const json = JSON.parse((await payrhythm('effect', ledger, '--quiet', '--json')).stdout);
    expect(json.daysSooner.low).toBeLessThan(json.daysSooner.high);
  });

  it('refuses a ledger without hold-outs with exit code 3', async () => {
    const { code, stderr } = await payrhythm('effect', join(ledger, 'invoices.csv'), '--quiet');
    expect(code).toBe(3);
    expect(stderr).toContain('no contact records a random assignment');
  });
});

describe('backtest', () => {
  it('plays a generated ledger’s worlds', async () => {
    const args = ['backtest', ledger, ...SPAN, '--worlds', '1', '--policies', 'oldest-first,type-oracle'];
    const { code, stdout } = await payrhythm(...args);
    expect(code).toBe(0);
    expect(stdout).toMatch(/oldest-first +\d+/);
    expect(widest(stdout)).toBeLessThanOrEqual(80);
  });

  it('replays a ledger without a world, for what can be known', async () => {
    rmSync(join(ledger, 'generate.json'));
    const { code, stdout } = await payrhythm('backtest', ledger, ...SPAN, '--policies', 'ours,none', '--json');
    expect(code).toBe(0);
    const { policies } = JSON.parse(stdout);
    expect(policies.map((row: { policy: string }) => row.policy)).toEqual(['ours', 'none']);
    expect(policies[0].calls).toBeGreaterThan(0);
    expect(policies[0].calls).toBeLessThanOrEqual(10);
    expect(policies[1].calls).toBe(0);
    const refused = await payrhythm('backtest', ledger, ...SPAN, '--policies', 'type-oracle');
    expect(refused.code).toBe(2);
    expect(refused.stderr).toContain('there is no policy "type-oracle" here');
  });
});
