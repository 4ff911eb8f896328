import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { Writable } from 'node:stream';
import { parse } from 'csv-parse/sync';
import { afterAll } from 'vitest';
import { runCommandLine } from '../../src/cli/main.ts';

const made: string[] = [];
afterAll(() => {
  for (const directory of made.splice(0)) rmSync(directory, { recursive: true, force: true });
});

/** A new empty directory, removed after the test file. */
export function temporaryDirectory(): string {
  const directory = mkdtempSync(join(tmpdir(), 'payrhythm-cli-'));
  made.push(directory);
  return directory;
}

/** Writes files into a directory (a new one where none is named). */
export function writeFiles(files: Readonly<Record<string, string | Uint8Array>>, into = temporaryDirectory()): string {
  for (const [name, content] of Object.entries(files)) {
    mkdirSync(dirname(join(into, name)), { recursive: true });
    writeFileSync(join(into, name), content);
  }
  return into;
}

/** What a command line gave back. */
export interface CommandResult {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

function collector(onText: (text: string) => void = () => {}): { stream: Writable; text: () => string } {
  const pieces: Buffer[] = [];
  const stream = new Writable({
    write(chunk, _encoding, done) {
      pieces.push(Buffer.from(chunk));
      onText(String(chunk));
      done();
    },
  });
  return { stream, text: () => Buffer.concat(pieces).toString('utf8') };
}

/** Streams whose text nobody asks for. */
export function collectingStreams(): { stdout: Writable; stderr: Writable } {
  return { stdout: collector().stream, stderr: collector().stream };
}

/** Runs a command line in this process, its streams captured. */
export function payrhythm(...args: readonly string[]): Promise<CommandResult> {
  return watchedPayrhythm(() => {}, ...args);
}

/** Runs a command line as {@link payrhythm} does; `onMessage` hears each piece of stderr as it is written. */
export async function watchedPayrhythm(
  onMessage: (text: string) => void,
  ...args: readonly string[]
): Promise<CommandResult> {
  const stdout = collector();
  const stderr = collector(onMessage);
  const code = await runCommandLine(args, { stdout: stdout.stream, stderr: stderr.stream });
  return { code, stdout: stdout.text(), stderr: stderr.text() };
}

/** A CSV file as records by header. */
export function readCsv(path: string): Record<string, string>[] {
  return parse(readFileSync(path), { columns: true }) as Record<string, string>[];
}

/** The header of a CSV file. */
export function headerOf(path: string): string[] {
  return readFileSync(path, 'utf8').split('\n')[0].split(',');
}

// biome-ignore lint/suspicious/noExplicitAny: a JSON document of any shape, which the test looks into
export const readJson = (path: string): any => JSON.parse(readFileSync(path, 'utf8'));

/** The files of `rank` that are the same bytes for the same inputs. */
export const DECISION_FILES = ['queue.csv', 'suppressed.csv', 'actions.csv'] as const;

/** The three decision files of a directory, as one text. */
export function decisionBytes(directory: string): string {
  return DECISION_FILES.map((name) => readFileSync(join(directory, name), 'utf8')).join('\n--\n');
}
