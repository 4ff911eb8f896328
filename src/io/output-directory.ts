import { mkdir, open, readdir, readFile, realpath, rename, rm, stat } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import { PayrhythmError } from '../errors.ts';
import { makeDirectory } from './make-directory.ts';
import { holdTarget } from './target-lock.ts';
import { type FileContent, notWritable, writeWhole } from './write-file.ts';

/** A file of an output directory; its name may have folders in it (`a/b.csv`). */
export interface OutputFile {
  readonly name: string;
  readonly content: FileContent;
}

/** The file that makes a directory ours. */
export const RUN_FILE = 'run.json';

/**
 * Publishes a directory as a whole: the files are written into a sibling, `run.json` last, and the sibling takes the
 * name; what stood there is set aside until then and removed afterwards. A crash leaves the old or the new directory,
 * and an old one left aside is put back by the next call. Two calls never write one directory at a time.
 *
 * @param files must include `run.json` with `"tool": "payrhythm"`, by which the next run knows the directory as ours.
 * @throws {PayrhythmError} `USAGE` where the target exists and is neither empty nor ours; `TARGET_BUSY` where another
 * run holds it; `NOT_REACHABLE` where it cannot be written.
 */
export async function writeOutputDirectory(directory: string, files: readonly OutputFile[]): Promise<void> {
  const run = files.find((file) => file.name === RUN_FILE);
  if (typeof run?.content !== 'string' || !isOurRun(run.content))
    throw new TypeError('the files of an output directory include run.json with "tool": "payrhythm"');
  const target = await realpath(directory).catch(() => resolve(directory));
  const parent = dirname(target);
  const fresh = join(parent, `.${basename(target)}.payrhythm-new`);
  const aside = join(parent, `.${basename(target)}.payrhythm-old`);
  try {
    await makeDirectory(parent);
    const hold = await holdTarget(target);
    try {
      await recover(target, aside);
      await refuseForeign(target, directory);
      await rm(fresh, { recursive: true, force: true });
      await mkdir(fresh);
      for (const file of [...files.filter((other) => other !== run), run]) await writeInto(fresh, file);
      await flushDirectory(fresh);
      await hold.verify();
      await swapIn(fresh, target, aside);
      await flushDirectory(parent);
      await rm(aside, { recursive: true, force: true });
    } finally {
      await rm(fresh, { recursive: true, force: true }).catch(() => {});
      await hold.release();
    }
  } catch (error) {
    throw notWritable(directory, error);
  }
}

/**
 * Refuses a target that {@link writeOutputDirectory} would refuse, before any work is done for it.
 *
 * @throws {PayrhythmError} `USAGE` where the target exists and is neither empty nor ours; `NOT_REACHABLE` where a part of
 * its path is a file.
 */
export async function checkOutputDirectory(directory: string): Promise<void> {
  const target = await realpath(directory).catch(() => resolve(directory));
  try {
    await refuseForeign(target, directory);
  } catch (error) {
    throw notWritable(directory, error);
  }
}

async function swapIn(fresh: string, target: string, aside: string): Promise<void> {
  const replaces = await exists(target);
  if (replaces) await rename(target, aside);
  try {
    await rename(fresh, target);
  } catch (error) {
    if (replaces) await rename(aside, target);
    throw error;
  }
}

/** After a crash between the two renames the old directory stands aside and nothing in its place. */
async function recover(target: string, aside: string): Promise<void> {
  if (!(await exists(aside))) return;
  if (await exists(target)) await rm(aside, { recursive: true, force: true });
  else await rename(aside, target);
}

async function refuseForeign(target: string, named: string): Promise<void> {
  if (!(await exists(target))) return;
  if (!(await stat(target)).isDirectory())
    throw new PayrhythmError('USAGE', `${named} is a file: give --out a directory`, { directory: named });
  if ((await readdir(target)).length === 0) return;
  const run = await readFile(join(target, RUN_FILE), 'utf8').catch(() => '');
  if (!isOurRun(run))
    throw new PayrhythmError(
      'USAGE',
      `${named} is not empty and holds no run.json of payrhythm, so it is not overwritten: give --out another directory, or empty it`,
      { directory: named },
    );
}

function isOurRun(text: string): boolean {
  try {
    return (JSON.parse(text) as { tool?: unknown } | null)?.tool === 'payrhythm';
  } catch {
    return false;
  }
}

async function writeInto(directory: string, file: OutputFile): Promise<void> {
  const path = join(directory, file.name);
  if (!path.startsWith(directory)) throw new TypeError(`${file.name} leaves the output directory`);
  await makeDirectory(dirname(path));
  await writeWhole(path, file.content);
}

/** Makes renames last through a power cut; systems that cannot flush a directory do without. */
async function flushDirectory(path: string): Promise<void> {
  const handle = await open(path, 'r').catch(() => undefined);
  await handle?.sync().catch(() => {});
  await handle?.close();
}

async function exists(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    (error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOENT') return false;
      throw error;
    },
  );
}
