import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { readRankOutput, reportData, reportHtml } from '../../src/report/index.ts';
import { readPageAssets } from '../../src/report/page-assets.ts';
import { composePage, reportPage } from '../../src/report/report-html.ts';
import { scriptSafeJson } from '../../src/report/script-safe-json.ts';
import { HOSTILE, hostileQueue, queueOf, rankedDirectory } from './ranked-day.ts';

const between = (text: string, from: string, to: string): string => {
  const start = text.indexOf(from) + from.length;
  return text.slice(start, text.indexOf(to, start));
};
const DATA = '<script type="application/json" id="data">';

describe('scriptSafeJson', () => {
  it('says the same, without a character that HTML reads', () => {
    const anything = fc.jsonValue({ stringUnit: 'binary' });
    fc.assert(
      fc.property(anything, fc.constantFrom(...HOSTILE), (value, text) => {
        const safe = scriptSafeJson({ value, text });
        expect(safe).not.toMatch(/[<>&\u2028\u2029]/);
        expect(JSON.parse(safe)).toEqual(JSON.parse(JSON.stringify({ value, text })));
      }),
    );
  });
});

describe('the page', () => {
  let html: string;
  beforeAll(async () => {
    html = await reportHtml(await readRankOutput(rankedDirectory(hostileQueue())));
  });

  it('lets its own style and script run by their hashes, and nothing else', () => {
    const policy = between(html, 'Content-Security-Policy" content="', '"');
    const hash = (text: string): string => `'sha256-${createHash('sha256').update(text).digest('base64')}'`;
    const script = html.slice(html.lastIndexOf('<script>') + '<script>'.length, html.lastIndexOf('</script>'));
    expect(policy.split('; ')).toEqual([
      "default-src 'none'",
      `script-src ${hash(script)}`,
      `style-src ${hash(between(html, '<style>', '</style>'))}`,
      "base-uri 'none'",
      "form-action 'none'",
    ]);
  });

  it('holds hostile text in its data block alone, where it ends nothing', async () => {
    const data = between(html, DATA, '</script>');
    expect(JSON.parse(data)).toEqual(
      JSON.parse(JSON.stringify(reportData(await readRankOutput(rankedDirectory(hostileQueue()))))),
    );
    expect(html.replace(data, '')).not.toMatch(/hacked|evil/);
    expect(html.match(/<script/g)).toHaveLength(2);
  });

  it('loads nothing and links nowhere', () => {
    const code = html.replace(between(html, DATA, '</script>'), '');
    expect(code.match(/https?:\/\/[^"'\s]+/g)).toEqual(['http://www.w3.org/2000/svg']);
    expect(code).not.toMatch(/\b(?:src|href)=|@import|url\(|fetch\(|XMLHttpRequest|WebSocket/);
  });

  it('puts text in as text only', async () => {
    const { js } = await readPageAssets();
    expect(js).not.toMatch(/innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\(|new Function/);
  });

  it('tells nothing of the machine that the day was ranked on', () => {
    expect(html).not.toContain('/home/someone');
  });

  it('is the same bytes for the same day', async () => {
    expect(await reportHtml(await readRankOutput(rankedDirectory(hostileQueue())))).toBe(html);
  });

  it('of 5,000 calls shows them all under 3 MB', async () => {
    const large = await reportPage(await readRankOutput(rankedDirectory(queueOf(5000, 4000, 1500))));
    expect(large.leftOut).toEqual({ calls: 0, suppressed: 0, actions: 0 });
    expect(Buffer.byteLength(large.html)).toBeLessThan(3e6);
    expect(Buffer.byteLength(large.html)).toBeGreaterThan(0.5e6);
  });

  it('refuses a script that would end its own element', () => {
    const assets = { html: '{{policy}}{{css}}{{data}}{{js}}', css: '', js: 'const x = "</script>";' };
    expect(() => composePage(assets, '{}')).toThrow(/end its own element/);
    expect(() => composePage({ ...assets, js: '', html: '{{nothing}}' }, '{}')).toThrow(/asks for nothing/);
  });
});

describe('the built parts of the page', () => {
  it('are those of the sources', async () => {
    const script = new URL('../../scripts/bundle-page.js', import.meta.url).href;
    const { bundlePage } = (await import(/* @vite-ignore */ script)) as { bundlePage: (dist: string) => void };
    const fresh = mkdtempSync(join(tmpdir(), 'payrhythm-page-'));
    try {
      bundlePage(fresh);
      for (const name of ['page.js', 'page.css', 'page.html']) {
        const built = fileURLToPath(new URL(`../../dist/report/${name}`, import.meta.url));
        const isSame = readFileSync(join(fresh, 'report', name), 'utf8') === readFileSync(built, 'utf8');
        expect(isSame, `${name} in dist is older than src/report/page: run npm run build`).toBe(true);
      }
    } finally {
      rmSync(fresh, { recursive: true, force: true });
    }
  });
});
