import { open, readFile, rm } from 'node:fs/promises';
import { hostname } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { PayrhythmError } from '../errors.ts';

/**
 * Holds a target for this process by a lock file beside it, until the returned function is called. A lock whose process
 * has ended is taken over; one of another machine is not.
 *
 * @throws {PayrhythmError} `TARGET_BUSY` where another run holds it.
 */
export async function holdTarget(target: string): Promise<() => Promise<void>> {
  const path = join(dirname(target), `.${basename(target)}.payrhythm-lock`);
  for (let attempt = 0; ; attempt++) {
    try {
      const file = await open(path, 'wx');
      await file.writeFile(JSON.stringify({ pid: process.pid, host: hostname() }));
      await file.close();
      return () => rm(path, { force: true });
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    }
    const holder = await readHolder(path);
    if (attempt > 0 || holder === undefined || isAlive(holder))
      throw new PayrhythmError(
        'TARGET_BUSY',
        `${target} is held by another run${holder ? ` (process ${holder.pid} on ${holder.host})` : ''}: wait until it ends; ` +
          `if none is running, remove ${path}`,
        { target, lock: path },
      );
    await rm(path, { force: true });
  }
}

interface Holder {
  readonly pid: number;
  readonly host: string;
}

async function readHolder(path: string): Promise<Holder | undefined> {
  try {
    const holder = JSON.parse(await readFile(path, 'utf8')) as Partial<Holder>;
    return typeof holder.pid === 'number' && typeof holder.host === 'string' ? (holder as Holder) : undefined;
  } catch {
    return undefined;
  }
}

function isAlive(holder: Holder): boolean {
  if (holder.host !== hostname()) return true;
  try {
    process.kill(holder.pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
