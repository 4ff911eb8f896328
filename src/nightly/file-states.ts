import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { PayrhythmError } from '../errors.ts';

/** Size and time of the files of a source, by path; empty for a source that is no file or directory. */
export type FileStates = ReadonlyMap<string, string>;

/** Looks at the files of a source. O(files). */
export async function fileStates(source: string): Promise<FileStates> {
  const states = new Map<string, string>();
  const found = await stat(source).catch(() => undefined);
  if (!found) return states;
  const paths = found.isDirectory() ? (await readdir(source)).map((name) => join(source, name)) : [source];
  for (const path of paths.sort()) {
    const file = await stat(path).catch(() => undefined);
    if (file?.isFile()) states.set(path, `${file.ino} ${file.size} ${file.mtimeMs}`);
  }
  return states;
}

/**
 * Refuses a source that was written to while it was read: what was read is neither the old nor the new ledger.
 *
 * @throws {PayrhythmError} `NOT_REACHABLE`, with the file that changed.
 */
export async function refuseChanged(before: FileStates, source: string): Promise<void> {
  const after = await fileStates(source);
  const changed = [...new Set([...before.keys(), ...after.keys()])].find(
    (path) => before.get(path) !== after.get(path),
  );
  if (changed === undefined) return;
  throw new PayrhythmError(
    'NOT_REACHABLE',
    `${changed} was written to while it was read: nothing is published; run again when the export is done (export under another name, and rename)`,
    { path: changed },
  );
}
