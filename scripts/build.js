// Compiles src to a fresh directory beside dist and swaps it in, so that an interrupted build never leaves half a dist.
import { execFileSync } from 'node:child_process';
import { existsSync, renameSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { bundlePage } from './bundle-page.js';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const tsc = createRequire(import.meta.url).resolve('typescript/bin/tsc');
const next = join(root, `.payrhythm-build-${process.pid}`);
const dist = join(root, 'dist');

try {
  execFileSync(process.execPath, [tsc, '-p', join(root, 'tsconfig.build.json'), '--outDir', next], {
    cwd: root,
    stdio: 'inherit',
  });
  bundlePage(next);
  if (existsSync(dist)) rmSync(dist, { recursive: true });
  renameSync(next, dist);
} catch (error) {
  // The compiler has told its own faults already.
  if (error.status === undefined) console.error(error.message);
  rmSync(next, { recursive: true, force: true });
  process.exitCode = 1;
}
