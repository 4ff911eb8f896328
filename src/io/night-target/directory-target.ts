import { randomBytes } from 'node:crypto';
import { lstat, open, readdir, readFile, readlink, rename, rm, stat, symlink } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { PayrhythmError } from '../../errors.ts';
import { makeDirectory } from '../make-directory.ts';
import { decisionFiles } from '../rank-output.ts';
import { holdTarget } from '../target-lock.ts';
import { notWritable, writeFileAtomically, writeWhole } from '../write-file.ts';
import type { HeldTarget, NightRun, NightTarget, StoredModel } from './night-target.ts';
import { readRunDocument } from './run-document.ts';
import { waitForTarget } from './wait-for-target.ts';

/** The file by which a nightly directory is known as ours. */
const MARKER = 'payrhythm-target.json';
const LAYOUT = 1;
const CURRENT = 'current';
const INCOMING = '.incoming';
/** Names that only an interrupted run of ours leaves. */
const UNFINISHED = /^\.(current|.*\.payrhythm)-[0-9a-f]{12}$/;
const DAY = /^\d{4}-\d{2}-\d{2}$/;

/**
 * A directory as target: `runs/<as-of>/<run-id>/` with the files of `rank`, `models/`, and `current`, a link to the run
 * that counts, switched in one step.
 */
export function directoryTarget(directory: string): NightTarget {
  const root = resolve(directory);
  return {
    label: directory,
    async hold(options) {
      try {
        await makeDirectory(root);
        await refuseForeign(root, directory);
        return await waitForTarget(async () => {
          const lock = await holdTarget(root);
          try {
            await writeMarker(root);
            return heldDirectory(root, directory, await clearLeftovers(root), lock);
          } catch (error) {
            await lock.release();
            throw error;
          }
        }, options);
      } catch (error) {
        throw notWritable(directory, error);
      }
    },
  };
}

function heldDirectory(
  root: string,
  named: string,
  leftovers: readonly string[],
  lock: { verify(): Promise<void>; release(): Promise<void> },
): HeldTarget {
  const runPath = (asOf: string, runId: string): string => join('runs', asOf, runId);
  const guarded = async <T>(work: () => Promise<T>): Promise<T> => {
    try {
      return await work();
    } catch (error) {
      throw notWritable(named, error);
    }
  };
  const switchTo = async (run: string): Promise<void> => {
    await lock.verify();
    const next = join(root, `.${CURRENT}-${randomBytes(6).toString('hex')}`);
    await symlink(run, next, 'dir');
    await rename(next, join(root, CURRENT));
    await flushDirectory(root);
  };
  return {
    leftovers,
    async currentRun() {
      const link = await readlink(join(root, CURRENT)).catch(() => undefined);
      if (link === undefined) return undefined;
      return readRunDocument(await readFile(join(root, link, 'run.json'), 'utf8').catch(() => ''), `${named}/current`);
    },
    async findRun(asOf, runId) {
      const text = await readFile(join(root, runPath(asOf, runId), 'run.json'), 'utf8').catch(() => undefined);
      if (text === undefined) return undefined;
      try {
        return readRunDocument(text, runPath(asOf, runId));
      } catch {
        return undefined;
      }
    },
    async readModel(id) {
      const document = await readFile(modelPath(root, id), 'utf8').catch(() => undefined);
      const profile = await readFile(profilePath(root, id), 'utf8').catch(() => '');
      return document === undefined ? undefined : { document, profile };
    },
    publish: (run, model) =>
      guarded(async () => {
        // Made anew, a directory that went away would hold one run and no past.
        await stat(join(root, MARKER));
        if (model) await keepModel(root, model);
        const { asOf, runId } = run.document;
        const fresh = join(root, INCOMING, runId);
        await rm(fresh, { recursive: true, force: true });
        await makeDirectory(fresh);
        await writeRun(fresh, run);
        await makeDirectory(join(root, 'runs', asOf));
        await lock.verify();
        // Only a damaged run can be there: a whole one of this id is not published again.
        const place = join(root, runPath(asOf, runId));
        await rename(place, `${fresh}-damaged`).catch((error: NodeJS.ErrnoException) => {
          if (error.code !== 'ENOENT') throw error;
        });
        await rename(fresh, place);
        await flushDirectory(join(root, 'runs', asOf));
        await switchTo(runPath(asOf, runId));
        await rm(join(root, INCOMING), { recursive: true, force: true });
      }),
    makeCurrent: (asOf, runId) => guarded(() => switchTo(runPath(asOf, runId))),
    removeBefore: (asOf) => guarded(() => removeBefore(root, asOf)),
    release: () => lock.release(),
  };
}

async function writeRun(directory: string, run: NightRun): Promise<void> {
  for (const file of decisionFiles(run.queue, run.rejects)) await writeWhole(join(directory, file.name), file.content);
  await flushDirectory(directory);
  await writeWhole(join(directory, 'run.json'), `${JSON.stringify(run.document, undefined, 2)}\n`);
  await flushDirectory(directory);
}

async function keepModel(root: string, model: StoredModel): Promise<void> {
  await writeFileAtomically(profilePath(root, model.id), `${model.profile}\n`);
  await writeFileAtomically(modelPath(root, model.id), `${model.document}\n`);
}

/** Ids are digests; anything else in a record is no file of ours. */
function modelPath(root: string, id: string): string {
  return join(root, 'models', `${/^[0-9a-f]{16}$/.test(id) ? id : 'none'}.json`);
}

function profilePath(root: string, id: string): string {
  return modelPath(root, id).replace(/json$/, 'profile.json');
}

/** What an interrupted run left is gone before the next begins; a run that was whole but not yet current stays. */
async function clearLeftovers(root: string): Promise<string[]> {
  const cleared: string[] = [];
  for (const name of await readdir(join(root, INCOMING)).catch(() => []))
    cleared.push(`the unfinished run ${name} was removed`);
  await rm(join(root, INCOMING), { recursive: true, force: true });
  for (const directory of ['', 'models'])
    for (const name of await readdir(join(root, directory)).catch(() => [])) {
      if (!UNFINISHED.test(name)) continue;
      await rm(join(root, directory, name), { force: true });
      cleared.push(`the unfinished file ${name} was removed`);
    }
  return cleared;
}

async function removeBefore(root: string, asOf: string): Promise<number> {
  const current = await readlink(join(root, CURRENT)).catch(() => '');
  let removed = 0;
  const kept = new Set<string>();
  for (const day of await listDays(root)) {
    const runs = await readdir(join(root, 'runs', day));
    for (const run of runs) {
      const path = join('runs', day, run);
      if (day < asOf && path !== current) {
        await rm(join(root, path), { recursive: true, force: true });
        removed++;
        continue;
      }
      const document = await readFile(join(root, path, 'run.json'), 'utf8').catch(() => '');
      kept.add(/"model":\s*\{\s*"id":\s*"([0-9a-f]{16})"/.exec(document)?.[1] ?? '');
    }
    if ((await readdir(join(root, 'runs', day))).length === 0) await rm(join(root, 'runs', day), { recursive: true });
  }
  for (const name of await readdir(join(root, 'models')).catch(() => []))
    if (/^[0-9a-f]{16}\./.test(name) && !kept.has(name.slice(0, 16))) await rm(join(root, 'models', name));
  return removed;
}

async function listDays(root: string): Promise<string[]> {
  const names = await readdir(join(root, 'runs')).catch(() => []);
  return names.filter((name) => DAY.test(name)).sort();
}

async function refuseForeign(root: string, named: string): Promise<void> {
  if (!(await stat(root)).isDirectory())
    throw new PayrhythmError('USAGE', `--target ${named} is a file: give a directory, a .duckdb file or postgres://…`, {
      target: named,
    });
  const names = (await readdir(root)).filter((name) => name !== 'lost+found' && !UNFINISHED.test(name));
  const current = await lstat(join(root, CURRENT)).catch(() => undefined);
  const isForeign = names.length > 0 && !names.includes(MARKER);
  if (isForeign || (current && !current.isSymbolicLink()))
    throw new PayrhythmError(
      'USAGE',
      `--target ${named} holds files that payrhythm nightly did not make, so nothing is written there: give another directory, or empty it`,
      { target: named },
    );
  const marker = await readFile(join(root, MARKER), 'utf8').catch(() => undefined);
  const layout = marker === undefined ? LAYOUT : layoutOf(marker);
  if (layout !== LAYOUT)
    throw new PayrhythmError(
      'USAGE',
      `--target ${named} has layout ${layout} in ${MARKER}, this version writes layout ${LAYOUT}: install the newer payrhythm, or give another directory`,
      { target: named },
    );
}

function layoutOf(marker: string): unknown {
  try {
    return (JSON.parse(marker) as { layout?: unknown } | null)?.layout;
  } catch {
    return 'unreadable';
  }
}

async function writeMarker(root: string): Promise<void> {
  const path = join(root, MARKER);
  if (await stat(path).catch(() => undefined)) return;
  await writeFileAtomically(path, `${JSON.stringify({ tool: 'payrhythm', kind: 'nightly', layout: LAYOUT })}\n`);
}

/** Makes renames last through a power cut; systems that cannot flush a directory do without. */
async function flushDirectory(path: string): Promise<void> {
  const handle = await open(path, 'r').catch(() => undefined);
  await handle?.sync().catch(() => {});
  await handle?.close();
}
