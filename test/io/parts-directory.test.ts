import { existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { basename, join } from 'node:path';
import { expect, it } from 'vitest';
import { makePartsDirectory } from '../../src/io/parts/parts-directory.ts';
import { processIdentity } from '../../src/io/process-identity.ts';
import { temporaryDirectory } from './written-source.ts';

it('directories of killed processes are removed when the next one is made, and no others', async () => {
  const parent = temporaryDirectory();
  const own = await processIdentity(process.pid);
  const owners: Record<string, object | string> = {
    'payrhythm-parts-ended': { pid: 2 ** 30, host: hostname() },
    'payrhythm-parts-number-given-again': { ...own, started: '1' },
    'payrhythm-parts-alive': own,
    'payrhythm-parts-elsewhere': { pid: 2 ** 30, host: 'elsewhere' },
    'payrhythm-parts-unreadable': '{"pid":',
    'another-thing': { pid: 2 ** 30, host: hostname() },
  };
  for (const [name, owner] of Object.entries(owners)) {
    mkdirSync(join(parent, name));
    writeFileSync(join(parent, name, 'owner.json'), typeof owner === 'string' ? owner : JSON.stringify(owner));
  }
  const made = await makePartsDirectory(parent);
  expect(readdirSync(parent).sort()).toEqual(
    [
      'another-thing',
      basename(made),
      'payrhythm-parts-alive',
      'payrhythm-parts-elsewhere',
      'payrhythm-parts-unreadable',
    ].sort(),
  );
  expect(existsSync(join(made, 'owner.json'))).toBe(true);
});
