// Puts the parts of the HTML page into a build: script and style as one file each, without imports, and the document.
import { copyFileSync, mkdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { buildSync } from 'esbuild';

const page = join(dirname(dirname(fileURLToPath(import.meta.url))), 'src/report/page');

/** Writes `report/page.js`, `page.html` and `page.css` below `dist`. */
export function bundlePage(dist) {
  const out = join(dist, 'report');
  mkdirSync(out, { recursive: true });
  buildSync({
    entryPoints: { page: join(page, 'main.ts') },
    outdir: out,
    bundle: true,
    format: 'iife',
    target: 'es2022',
    charset: 'utf8',
    legalComments: 'none',
    tsconfigRaw: {},
    logLevel: 'warning',
  });
  buildSync({ entryPoints: [join(page, 'page.css')], outdir: out, bundle: true, charset: 'utf8', logLevel: 'warning' });
  copyFileSync(join(page, 'page.html'), join(out, 'page.html'));
}
