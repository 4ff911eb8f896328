import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { payrhythm, temporaryDirectory } from '../cli/command-line.ts';
import { queueOf, rankedDirectory } from './ranked-day.ts';

describe('report', () => {
  it('writes one page, and says what is on it', async () => {
    const out = join(temporaryDirectory(), 'new', 'page.html');
    const { code, stdout, stderr } = await payrhythm('report', rankedDirectory(queueOf(3, 2, 1)), '--out', out);
    expect(stderr).toBe('');
    expect(code).toBe(0);
    expect(stdout).toMatch(/page\.html: 3 calls, 2 debtors left alone, 1 action of 2026-01-05; 0\.\d\d MB\n$/);
    expect(readFileSync(out, 'utf8')).toMatch(/^<!doctype html>/);
    expect(readdirSync(join(out, '..'))).toEqual(['page.html']);
  });

  it('prints one JSON document with --json', async () => {
    const out = join(temporaryDirectory(), 'page.html');
    const { stdout } = await payrhythm('report', rankedDirectory(queueOf(3, 2, 1)), '--out', out, '--json');
    expect(JSON.parse(stdout)).toEqual({
      out,
      bytes: readFileSync(out).length,
      asOf: '2026-01-05',
      calls: 3,
      suppressed: 2,
      actions: 1,
      leftOut: { calls: 0, suppressed: 0, actions: 0 },
    });
  });

  it('keeps the old page where the new one cannot be made', async () => {
    const out = join(temporaryDirectory(), 'page.html');
    writeFileSync(out, 'old');
    const broken = rankedDirectory(queueOf(3, 2, 1), { 'queue.csv': null });
    const { code, stderr } = await payrhythm('report', broken, '--out', out);
    expect(code).toBe(5);
    expect(stderr).toMatch(/queue\.csv cannot be read/);
    expect(readFileSync(out, 'utf8')).toBe('old');
  });

  it.each([
    ['no --out', [], 2, /--out/],
    ['an ending that is not HTML', ['--out', 'page.pdf'], 2, /ends in \.html/],
  ])('refuses %s', async (_, args, exit, message) => {
    const { code, stderr } = await payrhythm('report', rankedDirectory(queueOf(1, 0, 0)), ...args);
    expect(code).toBe(exit);
    expect(stderr).toMatch(message);
    expect(existsSync('page.pdf')).toBe(false);
  });

  it('refuses a directory as its file, and a directory that rank did not write', async () => {
    const directory = temporaryDirectory();
    mkdirSync(join(directory, 'dir.html'));
    const day = rankedDirectory(queueOf(1, 0, 0));
    expect(await payrhythm('report', day, '--out', join(directory, 'dir.html'))).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('is a directory'),
    });
    expect(await payrhythm('report', directory, '--out', join(directory, 'page.html'))).toMatchObject({
      code: 5,
      stderr: expect.stringContaining('holds no run.json'),
    });
    expect(existsSync(join(directory, 'page.html'))).toBe(false);
  });
});
