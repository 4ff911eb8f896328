import { readFile } from 'node:fs/promises';
import { PayrhythmError } from '../errors.ts';
import { type NightlyConfig, parseNightlyConfig } from './nightly-config.ts';

/** The configuration that is read where none is named, if it is there. */
export const DEFAULT_CONFIG_FILE = 'payrhythm.config.json';

/**
 * Reads a configuration file.
 *
 * @param path undefined = `payrhythm.config.json` of the working directory, or the defaults where there is none.
 * @throws {PayrhythmError} `NOT_REACHABLE` where a named file cannot be read; `USAGE` where its content is not usable.
 */
export async function readNightlyConfig(path: string | undefined): Promise<NightlyConfig> {
  const file = path ?? DEFAULT_CONFIG_FILE;
  let text: string;
  try {
    text = await readFile(file, 'utf8');
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (path === undefined && code === 'ENOENT') return parseNightlyConfig({});
    throw new PayrhythmError('NOT_REACHABLE', `--config ${file} cannot be read (${code}): check the path`, { file });
  }
  let document: unknown;
  try {
    document = JSON.parse(text);
  } catch (error) {
    // The message of the parser quotes the text, which may hold a password.
    const place =
      /position \d+( \(line \d+ column \d+\))?/.exec((error as Error).message)?.[0] ?? 'an unknown position';
    throw new PayrhythmError('USAGE', `--config ${file} is no JSON document: look at ${place}`, { file });
  }
  try {
    return parseNightlyConfig(document);
  } catch (error) {
    if (!(error instanceof PayrhythmError)) throw error;
    throw new PayrhythmError(error.code, `--config ${file}: ${error.message}`, error.details, { cause: error });
  }
}
