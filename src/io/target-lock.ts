import { randomBytes } from 'node:crypto';
import { link, open, rename, rm, stat, utimes } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { PayrhythmError } from '../errors.ts';
import { hasEnded, type ProcessIdentity, processIdentity, readIdentity } from './process-identity.ts';

/** A target that this process holds. */
export interface TargetHold {
  /** @throws {PayrhythmError} `TARGET_BUSY` where the hold was lost: the lock was removed, or taken over. */
  verify(): Promise<void>;
  release(): Promise<void>;
}

/** Choices of {@link holdTarget}. */
export interface HoldOptions {
  /** A lock of another machine or container without a sign of life for so long is taken over; default 6 hours. */
  readonly staleMs?: number;
}

interface Holder extends ProcessIdentity {
  /** Tells this hold from every other one. */
  readonly token?: string;
}

const STALE_MS = 6 * 3_600_000;
const SIGN_OF_LIFE_MS = 60_000;

/**
 * Holds a target for this process by a lock file beside it, until it is released. A lock whose process has ended is
 * taken over at once; one of another machine or container only after hours without a sign of life, which a holder gives
 * every minute that it is not busy. O(1).
 *
 * @throws {PayrhythmError} `TARGET_BUSY` where another run holds it.
 */
export async function holdTarget(target: string, options: HoldOptions = {}): Promise<TargetHold> {
  const path = join(dirname(target), `.${basename(target)}.payrhythm-lock`);
  const token = randomBytes(8).toString('hex');
  const own: Holder = { ...(await processIdentity(process.pid)), token };
  for (let attempt = 0; ; attempt++) {
    if (await createLock(path, JSON.stringify(own))) break;
    const holder = await readIdentity<Holder>(path);
    if (attempt > 0 || !(await isDead(holder, path, options.staleMs ?? STALE_MS))) throw busy(target, path, holder);
    await takeOver(path, holder);
  }
  const beat = setInterval(() => {
    const now = new Date();
    utimes(path, now, now).catch(() => {});
  }, SIGN_OF_LIFE_MS);
  beat.unref();
  const isOwn = async (): Promise<boolean> => (await readIdentity<Holder>(path))?.token === token;
  return {
    async verify() {
      if (!(await isOwn())) throw busy(target, path, await readIdentity<Holder>(path));
    },
    async release() {
      clearInterval(beat);
      if (await isOwn()) await rm(path, { force: true });
    },
  };
}

/** Puts a lock file in its place with all its content, in one step; false where one is there. */
async function createLock(path: string, content: string): Promise<boolean> {
  const draft = `${path}-${randomBytes(6).toString('hex')}`;
  const file = await open(draft, 'wx');
  try {
    await file.writeFile(content);
    await file.close();
    await link(draft, path);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  } finally {
    await rm(draft, { force: true });
  }
}

/** Removes a dead lock; where a rival was faster and the lock is a living one by now, it is put back. */
async function takeOver(path: string, dead: Holder | undefined): Promise<void> {
  const aside = `${path}-${randomBytes(6).toString('hex')}`;
  try {
    await rename(path, aside);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return;
    throw error;
  }
  const taken = await readIdentity<Holder>(aside);
  if (taken?.token !== dead?.token || taken?.pid !== dead?.pid) await link(aside, path).catch(() => {});
  await rm(aside, { force: true });
}

async function isDead(holder: Holder | undefined, path: string, staleMs: number): Promise<boolean> {
  const touched = await stat(path).then(
    (found) => found.mtimeMs,
    () => Number.POSITIVE_INFINITY,
  );
  const silentMs = Date.now() - touched;
  return (holder && (await hasEnded(holder))) ?? silentMs > staleMs;
}

function busy(target: string, lock: string, holder: Holder | undefined): PayrhythmError {
  return new PayrhythmError(
    'TARGET_BUSY',
    `${target} is held by another run${holder ? ` (process ${holder.pid} on ${holder.host})` : ''}: wait until it ends; ` +
      `if none is running, remove ${lock}`,
    { target, lock },
  );
}
