import { readFile, readlink } from 'node:fs/promises';
import { hostname } from 'node:os';

/** What tells one process from every other one, now and later; what a system does not tell is left out. */
export interface ProcessIdentity {
  readonly pid: number;
  readonly host: string;
  readonly isAlive?: boolean;
  /** Start time in ticks since the machine started (Linux): a number that was given out again is another process. */
  readonly started?: string;
  /** The start of the machine (Linux). */
  readonly boot?: string;
  /** The space in which process numbers count: one a container (Linux). */
  readonly space?: string;
}

/** Looks up a process of this machine. A process that has ended and only waits to be collected counts as ended. O(1). */
export async function processIdentity(pid: number): Promise<ProcessIdentity> {
  const [status, boot, space] = await Promise.all([
    readFile(`/proc/${pid}/stat`, 'utf8').catch(() => undefined),
    readFile('/proc/sys/kernel/random/boot_id', 'utf8').catch(() => undefined),
    readlink('/proc/self/ns/pid').catch(() => undefined),
  ]);
  // The second field is the name in brackets and may itself hold brackets and blanks.
  const fields = status?.slice(status.lastIndexOf(')') + 2).split(' ');
  const isEnded = fields?.[0] === 'Z' || fields?.[0] === 'X';
  const started = fields?.[19];
  return {
    pid,
    host: hostname(),
    isAlive: !isEnded && isRunning(pid),
    ...(started === undefined ? {} : { started }),
    ...(boot === undefined ? {} : { boot: boot.trim() }),
    ...(space === undefined ? {} : { space }),
  };
}

/**
 * Whether a process that was looked up earlier has ended; undefined where this cannot be told from here, because it runs on
 * another machine or in another container, which may bear the same name. O(1).
 */
export async function hasEnded(known: ProcessIdentity): Promise<boolean | undefined> {
  if (known.host !== hostname()) return undefined;
  const own = await processIdentity(process.pid);
  if ((known.boot ?? own.boot) === own.boot && (known.space ?? own.space) !== own.space) return undefined;
  const now = await processIdentity(known.pid);
  return !now.isAlive || (known.started !== undefined && now.started !== known.started);
}

/** What a process wrote of itself into a file, and whatever else it wrote there; undefined where that cannot be read. O(1). */
export async function readIdentity<T extends ProcessIdentity>(path: string): Promise<T | undefined> {
  try {
    const known = JSON.parse(await readFile(path, 'utf8')) as Partial<T> | null;
    return typeof known?.pid === 'number' && typeof known.host === 'string' ? (known as T) : undefined;
  } catch {
    return undefined;
  }
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
