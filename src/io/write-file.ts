import { randomBytes } from 'node:crypto';
import { open, rename, rm } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { PayrhythmError } from '../errors.ts';
import { type CsvCell, csvText } from './csv-text.ts';
import { makeDirectory } from './make-directory.ts';

/** What a file is to hold: all of it, or its pieces in order. */
export type FileContent = string | Uint8Array | Iterable<string | Uint8Array>;

/**
 * Writes a file so that its name never stands for half of it: a temporary sibling is written, flushed to the disk and
 * renamed over the name. Missing directories are made. O(bytes).
 *
 * @throws {PayrhythmError} `NOT_REACHABLE` where the place cannot be written.
 */
export async function writeFileAtomically(path: string, content: FileContent): Promise<void> {
  const temporary = temporaryBeside(path);
  try {
    await makeDirectory(dirname(path));
    await writeWhole(temporary, content);
    await rename(temporary, path);
  } catch (error) {
    await rm(temporary, { force: true }).catch(() => {});
    throw notWritable(path, error);
  }
}

/**
 * Writes a CSV file atomically; see `csvText` for its form.
 *
 * @throws {PayrhythmError} `NOT_REACHABLE` where the place cannot be written.
 */
export function writeCsv(path: string, columns: readonly string[], rows: Iterable<readonly CsvCell[]>): Promise<void> {
  return writeFileAtomically(path, csvText(columns, rows));
}

/** A name in the same directory that no other write uses, so that a rename over `path` is one step. */
export function temporaryBeside(path: string): string {
  return join(dirname(path), `.${basename(path)}.payrhythm-${randomBytes(6).toString('hex')}`);
}

/** Writes and flushes a file under its own name. Strings become UTF-8. */
export async function writeWhole(path: string, content: FileContent): Promise<void> {
  const file = await open(path, 'w');
  try {
    if (typeof content === 'string' || content instanceof Uint8Array) await file.writeFile(content);
    else for (const piece of content) await file.writeFile(piece);
    await file.sync();
  } finally {
    await file.close();
  }
}

/** The error of a place that cannot be written; errors that are no file-system errors pass as they are. */
export function notWritable(path: string, error: unknown): unknown {
  const { code, message } = error as NodeJS.ErrnoException;
  if (error instanceof PayrhythmError || typeof code !== 'string' || !/^E[A-Z]+$/.test(code)) return error;
  return new PayrhythmError('NOT_REACHABLE', `${path} cannot be written: ${message}`, { path }, { cause: error });
}
