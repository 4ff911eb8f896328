import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { PayrhythmError } from '../errors.ts';

/** The fixed parts of the page. */
export interface PageAssets {
  /** The document, with `{{name}}` where the other parts go. */
  readonly html: string;
  readonly css: string;
  /** One classic script without imports. */
  readonly js: string;
}

/**
 * The parts of the page that the build puts beside this module: `page.html`, `page.css` and `page.js`, which is
 * `page/main.ts` with all that it imports.
 *
 * @throws {PayrhythmError} `NOT_REACHABLE` where the build has not made them.
 */
export async function readPageAssets(): Promise<PageAssets> {
  // From the sources (tests, tsx) the parts are taken from the build too: a browser runs no TypeScript.
  const folder = new URL(import.meta.url.endsWith('.ts') ? '../../dist/report/' : './', import.meta.url);
  const read = async (name: string): Promise<string> => {
    const place = new URL(name, folder);
    try {
      return await readFile(place, 'utf8');
    } catch (error) {
      throw new PayrhythmError(
        'NOT_REACHABLE',
        `${fileURLToPath(place)}, a part of the page, cannot be read: run npm run build, or install the package again`,
        { path: fileURLToPath(place) },
        { cause: error },
      );
    }
  };
  const [html, css, js] = await Promise.all([read('page.html'), read('page.css'), read('page.js')]);
  return { html, css, js };
}
