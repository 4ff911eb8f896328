import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';

/** Short: the path of a database's socket has little room. */
const PREFIX = 'pr-';

/**
 * Gives a test run a temporary directory of its own, removed at its end: files that share a worker share its modules, so
 * what a module removes after the tests of the file that loaded it is not all that is made later.
 */
export default function makeTemporaryRoot(): () => void {
  const before = process.env['TMPDIR'];
  // Asked for once for the run and once for each of its projects: these share one.
  if (before !== undefined && basename(before).startsWith(PREFIX)) return () => {};
  const root = mkdtempSync(join(tmpdir(), PREFIX));
  // The server of a database may run as another user, and has to get to what is within.
  chmodSync(root, 0o711);
  process.env['TMPDIR'] = root;
  return () => {
    if (before === undefined) delete process.env['TMPDIR'];
    else process.env['TMPDIR'] = before;
    rmSync(root, { recursive: true, force: true });
  };
}
