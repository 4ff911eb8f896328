import { mkdir, stat } from 'node:fs/promises';
import { dirname } from 'node:path';

/**
 * Makes a directory and the missing ones above it, one after the other. The runtime's own recursive way never ends where a
 * file system, such as `/proc`, says "no such directory" of a directory that it has. O(levels).
 *
 * @throws the file-system error of the level that cannot be made.
 */
export async function makeDirectory(path: string): Promise<void> {
  try {
    await mkdir(path);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'EEXIST' && (await stat(path)).isDirectory()) return;
    const parent = dirname(path);
    if (code !== 'ENOENT' || parent === path) throw error;
    if (await isDirectory(parent)) throw error;
    await makeDirectory(parent);
    // Another run may make it in the meantime.
    await mkdir(path).catch(async (failure: NodeJS.ErrnoException) => {
      if (failure.code !== 'EEXIST' || !(await isDirectory(path))) throw failure;
    });
  }
}

async function isDirectory(path: string): Promise<boolean> {
  return stat(path).then(
    (found) => found.isDirectory(),
    () => false,
  );
}
