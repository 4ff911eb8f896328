import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { hasEnded, processIdentity, readIdentity } from '../process-identity.ts';

const PREFIX = 'payrhythm-parts-';
/** Says whose a directory is. */
const OWNER_FILE = 'owner.json';

/**
 * Makes a temporary directory for the parts of a ledger, after removing those of processes that were killed. A directory
 * whose owner is alive, or cannot be told, is left alone. O(entries of the temporary directory).
 */
export async function makePartsDirectory(parent = tmpdir()): Promise<string> {
  await removeDeadDirectories(parent);
  const directory = await mkdtemp(join(parent, PREFIX));
  await writeFile(join(directory, OWNER_FILE), JSON.stringify(await processIdentity(process.pid)));
  return directory;
}

async function removeDeadDirectories(parent: string): Promise<void> {
  const names = await readdir(parent).catch(() => []);
  for (const name of names.filter((one) => one.startsWith(PREFIX))) {
    const owner = await readIdentity(join(parent, name, OWNER_FILE));
    if (!owner || (await hasEnded(owner)) !== true) continue;
    // Another user's cannot be removed, and need not be: that user's next run does it.
    await rm(join(parent, name), { recursive: true, force: true }).catch(() => {});
  }
}
