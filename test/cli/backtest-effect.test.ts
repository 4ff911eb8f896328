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

  it('writes effects that rank takes over and labels in run.json', async () => {
    const [effects, out] = [join(temporaryDirectory(), 'effects.json'), join(temporaryDirectory(), 'out')];
    const asOf = ['--as-of', '2025-12-01', '--quiet'];
    expect((await payrhythm('effect', ledger, ...asOf, '--out', effects)).code).toBe(0);
    const rank = ['rank', ledger, '--estimator', 'prior', '--effects', effects];
    expect((await payrhythm(...rank, ...asOf, '--out', out)).code).toBe(0);
    const { assumptions, policy } = readJson(join(out, 'run.json'));
    expect(policy.value.effectsFrom).toBe('holdouts');
    expect(assumptions.measuredStages.length).toBeGreaterThan(0);
    expect(assumptions.measured.groups[0].shrunkError).toBeGreaterThan(0);
    expect(assumptions.note).toContain('was measured from hold-outs as of 2025-12-01');
    const early = await payrhythm(...rank, '--as-of', '2025-11-03', '--quiet', '--out', `${out}-early`);
    expect([early.code, early.stderr]).toEqual([2, expect.stringContaining('they have seen what was to come')]);
    const wrong = await payrhythm(...rank.slice(0, -1), join(out, 'run.json'), ...asOf, '--out', `${out}-wrong`);
    expect([wrong.code, wrong.stderr]).toEqual([2, expect.stringContaining('not the effects that payrhythm effect')]);
  });

  it('refuses a ledger without hold-outs with exit code 3', async () => {
    const { code, stderr } = await payrhythm('effect', join(ledger, 'invoices.csv'), '--quiet');
    expect(code).toBe(3);
    expect(stderr).toContain('no contact records a random assignment');
  });
});

describe('backtest', () => {
  it('replays a generated ledger, and plays its worlds', async () => {
    const args = ['backtest', ledger, ...SPAN, '--worlds', '1', '--policies', 'oldest-first,type-oracle'];
    const { code, stdout } = await payrhythm(...args);
    expect(code).toBe(0);
    expect(stdout).toMatch(/wasted +run +caught\noldest-first +\d+/);
    expect(stdout).toMatch(/oldest-first +\d+/);
    expect(stdout).toMatch(/wasted +run +pre-due +of oracle/);
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
    const early = await payrhythm('backtest', ledger, ...SPAN, '--as-of', '2025-06-06');
    expect([early.code, early.stderr]).toEqual([2, expect.stringContaining('must lie after --to 2025-06-06')]);
    const refused = await payrhythm('backtest', ledger, ...SPAN, '--policies', 'type-oracle');
    expect(refused.code).toBe(2);
    expect(refused.stderr).toContain('there is no policy "type-oracle" here');
  });
});
