import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parseNightlyConfig } from '../../src/nightly/nightly-config.ts';
import { readNightlyConfig } from '../../src/nightly/read-nightly-config.ts';
import { temporaryDirectory } from '../cli/command-line.ts';

describe('the configuration', () => {
  it('has a default for everything but source and target', () => {
    expect(parseNightlyConfig()).toMatchObject({
      targetSchema: 'payrhythm',
      model: { estimator: 'boosted-trees', seed: 7, retrain: { afterDays: 28, inputDrift: 0.25 } },
      freshness: { maximumBusinessDays: 'auto', holdDueCalls: true },
      retention: { days: null },
      read: { maximumRejects: 0.05, unpackedMegabytes: 128, unpackedRatio: 200 },
      policy: { callsPerDay: 40 },
    });
  });

  it.each([
    [{ freshnes: {} }, /no key "freshnes": did you mean "freshness"\?/],
    [{ model: { retrain: { afterDay: 3 } } }, /no key "model\.retrain\.afterDay": did you mean "afterDays"\?/],
    [{ read: { zzz: 1 } }, /no key "read\.zzz": the keys here are preset, dateOrder, /],
    [{ tables: { invoice: { columns: {} } } }, /"tables.*invoice/],
    [{ tables: { invoices: { tabel: 'x' } } }, /no key "tables\.invoices\.tabel": did you mean "table"\?/],
    [
      { policy: { agents: [{ name: 'A', langages: [] }] } },
      /no key "policy\.agents\.0\.langages": did you mean "languages"\?/,
    ],
    [{ policy: { callsPerDy: 3 } }, /no key "policy\.callsPerDy": did you mean "callsPerDay"\?/],
    [{ freshness: { maximumBusinessDays: -1 } }, /"freshness\.maximumBusinessDays" is not usable/],
    [
      { source: 'postgres://me:geheim@db/x' },
      /holds a password in "source": take it out, .* PAYRHYTHM_SOURCE_PASSWORD$/,
    ],
    [{ target: 'postgres://me@db/x?password=geheim' }, /holds a password in "target": .* PAYRHYTHM_TARGET_PASSWORD$/],
    [[], /is not usable/],
    [null, /is not usable/],
  ])('%j is refused', (document, message) => {
    let told = '';
    try {
      parseNightlyConfig(document);
    } catch (error) {
      told = (error as Error).message;
      expect(error).toMatchObject({ code: 'USAGE' });
    }
    expect(told).toMatch(message);
    expect(told).not.toContain('geheim');
  });

  it.each([
    '{"__proto__": {"polluted": true}}',
    '{"policy": {"__proto__": {"callsPerDay": 1}}}',
    '{"tables": {"invoices": {"columns": {"__proto__": "x"}}}}',
    '{"read": {"rates": {"constructor": 1}}}',
    '{"model": {"prototype": {}}}',
  ])('%s cannot reach into the program', (text) => {
    expect(() => parseNightlyConfig(JSON.parse(text))).toThrow(/the configuration has no key ".*": take it out/);
    expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
  });

  it('is read from a file, whose content is not quoted where it is broken', async () => {
    const path = join(temporaryDirectory(), 'c.json');
    writeFileSync(path, '{"source": "postgres://me:geheim@db/x",}');
    await expect(readNightlyConfig(path)).rejects.toThrow(/c\.json is no JSON document: look at /);
    await expect(readNightlyConfig(path)).rejects.not.toThrow(/geheim/);
    await expect(readNightlyConfig(`${path}.no`)).rejects.toMatchObject({ code: 'NOT_REACHABLE' });
    writeFileSync(path, '{"retention": {"days": 30}}');
    expect((await readNightlyConfig(path)).retention.days).toBe(30);
  });
});
