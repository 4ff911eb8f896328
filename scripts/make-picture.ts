// Draws what `payrhythm demo` prints as docs/demo.svg: npm run build && npx tsx scripts/make-picture.ts
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const LINES = 44;
const LINE_HEIGHT = 17;
const WIDTH = 690;
const out = mkdtempSync(join(tmpdir(), 'payrhythm-picture-'));
const printed = execFileSync(process.execPath, ['bin/payrhythm.js', 'demo', '--quiet', '--out', join(out, 'demo')], {
  encoding: 'utf8',
});
rmSync(out, { recursive: true });
const from = printed.split('\n').findIndex((line) => line.startsWith('Call today'));
const lines = ['$ npm run demo', '', ...printed.split('\n').slice(from)].slice(0, LINES);
const escapeXml = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
const isTitle = (line: string): boolean => /^(Call today|Leave alone|\$)/.test(line);
const text = lines
  .map(
    (line, at) =>
      `<text x="20" y="${30 + at * LINE_HEIGHT}"${isTitle(line) ? ' class="title"' : ''}>${escapeXml(line)}</text>`,
  )
  .join('\n');
const height = 30 + lines.length * LINE_HEIGHT;
writeFileSync(
  'docs/demo.svg',
  `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${height}" width="${WIDTH}" height="${height}" role="img" xml:space="preserve">
<title>The demo's queue: whom to call today and why, and who is left alone until when</title>
<style>text{font:13px ui-monospace,Menlo,Consolas,"DejaVu Sans Mono",monospace;fill:#e6edf3;white-space:pre}.title{fill:#7ee787;font-weight:bold}</style>
<rect width="100%" height="100%" rx="8" fill="#0d1117"/>
${text}
</svg>
`,
);
