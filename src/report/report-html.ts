import { createHash } from 'node:crypto';
import { type PackedColumn, unpackColumn } from './packed-column.ts';
import { type PageAssets, readPageAssets } from './page-assets.ts';
import type { RankOutput } from './read-rank-output.ts';
import { reportData } from './report-data.ts';
import { scriptSafeJson } from './script-safe-json.ts';

/** Bytes that a page never exceeds. */
export const MOST_PAGE_BYTES = 3e6 - 1;

/** A page, and the rows of the day that it had no room for. */
export interface ReportPage {
  readonly html: string;
  readonly leftOut: { readonly calls: number; readonly suppressed: number; readonly actions: number };
}

/**
 * One HTML document that shows a `rank` output: style, script and data are in it, and its security policy lets nothing
 * else run or load. Text of the ledger stands in the data block alone. Below 3 MB: of a day with more rows than that has
 * room for it shows the most important, and says how many there are. The same output gives the same bytes. O(rows · log rows).
 *
 * @throws {PayrhythmError} `NOT_REACHABLE` where the parts of the page were not built.
 */
export async function reportPage(output: RankOutput): Promise<ReportPage> {
  const assets = await readPageAssets();
  const composed = (rowBytes: number): { page: ReportPage; tooMuch: number } => {
    const data = reportData(output, rowBytes);
    const html = composePage(assets, scriptSafeJson(data));
    const leftOut = {
      calls: output.calls.length - cellCount(data.calls.rank),
      suppressed: output.suppressed.length - cellCount(data.suppressed.debtor_id),
      actions: output.actions.length - cellCount(data.actions.debtor_id),
    };
    return { page: { html, leftOut }, tooMuch: Buffer.byteLength(html) - MOST_PAGE_BYTES };
  };
  let room = -composed(0).tooMuch;
  for (;;) {
    const { page, tooMuch } = composed(room);
    if (tooMuch <= 0 || room <= 0) return page;
    // Rows of a part repeat less than all do, so that they may take a little more than was reckoned.
    room -= tooMuch;
  }
}

/** The document of {@link reportPage}. */
export async function reportHtml(output: RankOutput): Promise<string> {
  return (await reportPage(output)).html;
}

function cellCount(column: PackedColumn<unknown>): number {
  return unpackColumn(column).length;
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
