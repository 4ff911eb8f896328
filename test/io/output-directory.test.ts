import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, symlinkSync, writeFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { checkOutputDirectory, type OutputFile, writeOutputDirectory } from '../../src/io/index.ts';
import { temporaryDirectory } from './written-source.ts';

const RUN = '{"tool":"payrhythm"}';
const files = (text: string): OutputFile[] => [
  { name: 'run.json', content: RUN },
  { name: 'queue.csv', content: text },
  { name: 'deep/x.csv', content: ['a', 'b'] },
];
const queueIn = (directory: string) => readFileSync(`${directory}/queue.csv`, 'utf8');

describe('an output directory', () => {
  it('is written, and replaced as a whole', async () => {
    const parent = temporaryDirectory();
    const target = `${parent}/new/out`;
    await writeOutputDirectory(target, files('one'));
    writeFileSync(`${target}/stale.csv`, 'x');
    await writeOutputDirectory(target, files('two'));
    expect(queueIn(target)).toBe('two');
    expect(readFileSync(`${target}/deep/x.csv`, 'utf8')).toBe('ab');
    expect(readdirSync(target).sort()).toEqual(['deep', 'queue.csv', 'run.json']);
    expect(readdirSync(`${parent}/new`)).toEqual(['out']);
  });

  it('may exist when it is empty, or be a link to one of ours', async () => {
    const parent = temporaryDirectory();
    mkdirSync(`${parent}/out`);
    symlinkSync('out', `${parent}/link`);
    await writeOutputDirectory(`${parent}/link`, files('one'));
    expect(queueIn(`${parent}/out`)).toBe('one');
    expect(readdirSync(parent).sort()).toEqual(['link', 'out']);
  });

  it.each([
    ['without a run.json', { 'mine.txt': 'x' }],
    ['with another run.json', { 'run.json': '{"tool":"other"}' }],
    ['with a broken run.json', { 'run.json': '{' }],
  ])('that is not ours is left alone: %s', async (_what, content) => {
    const target = temporaryDirectory();
    for (const [name, text] of Object.entries(content)) writeFileSync(`${target}/${name}`, text);
    const refusal = {
      code: 'USAGE',
      message: `${target} is not empty and holds no run.json of payrhythm, so it is not overwritten: give --out another directory, or empty it`,
    };
    await expect(writeOutputDirectory(target, files('one'))).rejects.toMatchObject(refusal);
    await expect(checkOutputDirectory(target)).rejects.toMatchObject(refusal);
    expect(readdirSync(target)).toEqual(Object.keys(content));
  });

  it('cannot be a file', async () => {
    const target = `${temporaryDirectory()}/out`;
    writeFileSync(target, 'x');
    await expect(writeOutputDirectory(target, files('one'))).rejects.toMatchObject({
      code: 'USAGE',
      message: `${target} is a file: give --out a directory`,
    });
  });

  it('keeps the old result when writing the new one fails', async () => {
    const parent = temporaryDirectory();
    await writeOutputDirectory(`${parent}/out`, files('one'));
    const failing: OutputFile = {
      name: 'x.csv',
      content: (function* () {
        yield 'a';
        throw new Error('stop');
      })(),
    };
    await expect(writeOutputDirectory(`${parent}/out`, [...files('two'), failing])).rejects.toThrow('stop');
    expect(queueIn(`${parent}/out`)).toBe('one');
    expect(readdirSync(parent)).toEqual(['out']);
  });

  it('is put back where a crash left it aside', async () => {
    const parent = temporaryDirectory();
    await writeOutputDirectory(`${parent}/out`, files('one'));
    renameSync(`${parent}/out`, `${parent}/.out.payrhythm-old`);
    mkdirSync(`${parent}/.out.payrhythm-new`);
    const failing: OutputFile = {
      name: 'x.csv',
      content: (function* (): Generator<string> {
        yield '';
        throw new Error('stop');
      })(),
    };
    await expect(writeOutputDirectory(`${parent}/out`, [...files('two'), failing])).rejects.toThrow('stop');
    expect(queueIn(`${parent}/out`)).toBe('one');
    expect(readdirSync(parent)).toEqual(['out']);
  });

  it('survives a crash after the new one took its place', async () => {
    const parent = temporaryDirectory();
    await writeOutputDirectory(`${parent}/out`, files('two'));
    await writeOutputDirectory(`${parent}/.out.payrhythm-old`, files('one'));
    await writeOutputDirectory(`${parent}/out`, files('three'));
    expect(queueIn(`${parent}/out`)).toBe('three');
    expect(existsSync(`${parent}/.out.payrhythm-old`)).toBe(false);
  });

  it('is written by one run at a time', async () => {
    const parent = temporaryDirectory();
    const both = await Promise.allSettled([
      writeOutputDirectory(`${parent}/out`, files('one')),
      writeOutputDirectory(`${parent}/out`, files('two')),
    ]);
    expect(both.map((result) => result.status).sort()).toEqual(['fulfilled', 'rejected']);
    expect(both.find((result) => result.status === 'rejected')).toMatchObject({
      reason: { code: 'TARGET_BUSY', message: expect.stringContaining('is held by another run') },
    });
  });

  it('takes over the lock of a process that has ended', async () => {
    const parent = temporaryDirectory();
    const { hostname } = await import('node:os');
    writeFileSync(`${parent}/.out.payrhythm-lock`, JSON.stringify({ pid: 2 ** 30, host: hostname() }));
    await writeOutputDirectory(`${parent}/out`, files('one'));
    writeFileSync(`${parent}/.out.payrhythm-lock`, JSON.stringify({ pid: 1, host: 'elsewhere' }));
    await expect(writeOutputDirectory(`${parent}/out`, files('two'))).rejects.toMatchObject({
      code: 'TARGET_BUSY',
      message: `${parent}/out is held by another run (process 1 on elsewhere): wait until it ends; if none is running, remove ${parent}/.out.payrhythm-lock`,
    });
    expect(queueIn(`${parent}/out`)).toBe('one');
  });

  it('needs the run.json by which it is known, and names that stay inside', async () => {
    const target = `${temporaryDirectory()}/out`;
    await expect(writeOutputDirectory(target, files('x').slice(1))).rejects.toThrow('include run.json');
    await expect(writeOutputDirectory(target, [...files('x'), { name: '../y', content: '' }])).rejects.toThrow(
      '../y leaves the output directory',
    );
    expect(existsSync(target)).toBe(false);
  });

  it.runIf(process.platform === 'linux')(
    'under a place that takes no directories is refused, and does not hang',
    async () => {
      for (const target of ['/proc/payrhythm-out', '/proc/payrhythm/deeper/out'])
        await expect(writeOutputDirectory(target, files('one'))).rejects.toMatchObject({
          code: 'NOT_REACHABLE',
          message: expect.stringContaining(`${target} cannot be written: ENOENT`),
        });
    },
  );
});
