import { createHash } from 'node:crypto';
import { type PageAssets, readPageAssets } from './page-assets.ts';
import type { RankOutput } from './read-rank-output.ts';
import { reportData } from './report-data.ts';
import { scriptSafeJson } from './script-safe-json.ts';

/**
 * One HTML document that shows a `rank` output: style, script and data are in it, and its security policy lets nothing
 * else run or load. Text of the ledger stands in the data block alone. The same output gives the same bytes. O(rows).
 *
 * @throws {PayrhythmError} `NOT_REACHABLE` where the parts of the page were not built.
 */
export async function reportHtml(output: RankOutput): Promise<string> {
  return composePage(await readPageAssets(), scriptSafeJson(reportData(output)));
}

/** Puts the parts of the page together. `data` is JSON as {@link scriptSafeJson} writes it. */
export function composePage(assets: PageAssets, data: string): string {
  if (/<\/script|<!--/i.test(assets.js) || /<\/style/i.test(assets.css))
    throw new TypeError('the script or the style of the page would end its own element');
  const policy = [
    "default-src 'none'",
    `script-src '${sha256(assets.js)}'`,
    `style-src '${sha256(assets.css)}'`,
    "base-uri 'none'",
    "form-action 'none'",
  ].join('; ');
  const parts: Readonly<Record<string, string>> = { policy, css: assets.css, js: assets.js, data };
  return assets.html.replace(/\{\{(\w+)\}\}/g, (_, name: string) => {
    const part = parts[name];
    if (part === undefined) throw new TypeError(`page.html asks for ${name}, which is no part of the page`);
    return part;
  });
}

function sha256(text: string): string {
  return `sha256-${createHash('sha256').update(text, 'utf8').digest('base64')}`;
}
