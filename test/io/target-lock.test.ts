import { readdirSync, readFileSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { processIdentity } from '../../src/io/process-identity.ts';
import { holdTarget } from '../../src/io/target-lock.ts';
import { temporaryDirectory } from './written-source.ts';

/** A target whose lock file holds this. */
function lockedBy(holder: object | string, ageHours = 0): { target: string; lock: string } {
  const target = join(temporaryDirectory(), 'night');
  const lock = join(target, '..', '.night.payrhythm-lock');
  writeFileSync(lock, typeof holder === 'string' ? holder : JSON.stringify(holder));
  const touched = new Date(Date.now() - ageHours * 3_600_000);
  utimesSync(lock, touched, touched);
  return { target, lock };
}

const own = await processIdentity(process.pid);

it.each([
  ['a process that has ended', { pid: 2 ** 30, host: hostname() }, 0],
  ['another process of the same number', { ...own, started: '1' }, 0],
  ['another machine, silent for seven hours', { pid: 1, host: 'elsewhere' }, 7],
  ['another container, silent for seven hours', { ...own, space: 'pid:[1]' }, 7],
  ['nobody, since it was cut short, for seven hours', '{"pid":', 7],
])('a lock of %s is taken over', async (_, holder, ageHours) => {
  const { target, lock } = lockedBy(holder, ageHours);
  const hold = await holdTarget(target);
  expect(JSON.parse(readFileSync(lock, 'utf8')).pid).toBe(process.pid);
  await hold.verify();
  await hold.release();
  expect(readdirSync(join(target, '..'))).toEqual([]);
});

it.each([
  ['this process', own, 0],
  ['this process, however long it is busy', own, 100],
  ['another machine', { pid: 1, host: 'elsewhere' }, 5],
  ['another container', { ...own, pid: 2 ** 30, space: 'pid:[1]' }, 5],
  ['nobody, cut short just now', '{"pid":', 0],
])('a lock of %s is not', async (_, holder, ageHours) => {
  const { target, lock } = lockedBy(holder, ageHours);
  const before = readFileSync(lock, 'utf8');
  await expect(holdTarget(target)).rejects.toMatchObject({ code: 'TARGET_BUSY' });
  expect(readFileSync(lock, 'utf8')).toBe(before);
  expect(readdirSync(join(target, '..'))).toEqual(['.night.payrhythm-lock']);
});

it('of many that ask at once for a dead lock, one holds', async () => {
  for (let round = 0; round < 20; round++) {
    const { target } = lockedBy({ pid: 2 ** 30, host: hostname() });
    const asked = await Promise.allSettled(Array.from({ length: 8 }, () => holdTarget(target)));
    const holds = asked.filter((result) => result.status === 'fulfilled').map((result) => result.value);
    const valid = await Promise.allSettled(holds.map((hold) => hold.verify()));
    expect(valid.filter((result) => result.status === 'fulfilled')).toHaveLength(1);
    for (const hold of holds) await hold.release();
  }
});

it('a hold that was lost is noticed before anything is published, and not released for the new holder', async () => {
  const target = join(temporaryDirectory(), 'night');
  const first = await holdTarget(target);
  rmSync(join(target, '..', '.night.payrhythm-lock'));
  const second = await holdTarget(target);
  await expect(first.verify()).rejects.toMatchObject({ code: 'TARGET_BUSY' });
  await first.release();
  await second.verify();
  await second.release();
});
