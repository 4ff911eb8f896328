import { describe, expect, it } from 'vitest';
import { readRankOutput } from '../../src/report/index.ts';
import { AS_OF, hostileQueue, queueOf, rankedDirectory, rankedFiles } from './ranked-day.ts';

const QUEUE = queueOf(20, 30, 10);

describe('readRankOutput', () => {
  it.each([
    ['plain rows', QUEUE],
    ['no rows', queueOf(0, 0, 0)],
    ['hostile rows', hostileQueue()],
  ])('gives back what rank wrote: %s', async (_, queue) => {
    const output = await readRankOutput(rankedDirectory(queue));
    expect(output.calls).toEqual(queue.calls);
    expect(output.suppressed).toEqual(queue.suppressed);
    expect(output.actions).toEqual(queue.actions);
    expect(output.run).toMatchObject({ asOf: AS_OF, currency: 'EUR', model: { id: 'abc123' } });
  });

  const files = rankedFiles(QUEUE);
  const run = JSON.parse(files['run.json']);
  const json = (changes: object): string => JSON.stringify({ ...run, ...changes });
  it.each<[string, Record<string, string | null>, string, RegExp]>([
    ['no run.json', { 'run.json': null }, 'NOT_REACHABLE', /holds no run\.json.*rank --out/],
    ['half a run.json', { 'run.json': '{"tool": "payrhy' }, 'BAD_DATA', /only part of one: rank the day again/],
    ['a run.json of something else', { 'run.json': '{"tool": "other"}' }, 'USAGE', /not written by payrhythm/],
    [
      'a run of another command',
      { 'run.json': '{"tool": "payrhythm", "command": "generate"}' },
      'USAGE',
      /another command/,
    ],
    ['a run.json without its model', { 'run.json': json({ model: {} }) }, 'BAD_DATA', /model\..*another version/],
    ['no queue.csv', { 'queue.csv': null }, 'NOT_REACHABLE', /queue\.csv cannot be read.*rank the day again/],
    [
      'a column that is missing',
      { 'queue.csv': files['queue.csv'].replace('opening', 'greeting') },
      'BAD_DATA',
      /queue\.csv has no column opening.*another version/,
    ],
    [
      'a row that is missing',
      { 'suppressed.csv': files['suppressed.csv'].split('\n').slice(0, -3).join('\n') },
      'BAD_DATA',
      /has 28 rows where run\.json counted 30/,
    ],
    [
      'a number that is none',
      { 'queue.csv': files['queue.csv'].replace(/^1,/m, 'one,') },
      'BAD_DATA',
      /queue\.csv, record 1: rank is "one", which is no number/,
    ],
    [
      'a day that is none',
      { 'actions.csv': files['actions.csv'].replace('2026-01-06', '2026-02-30') },
      'BAD_DATA',
      /due_on is "2026-02-30", which is no day/,
    ],
    ['a file that is cut', { 'queue.csv': `${files['queue.csv']}1,"cut` }, 'BAD_DATA', /queue\.csv: .*cut since/],
  ])('refuses %s', async (_, changes, code, message) => {
    await expect(readRankOutput(rankedDirectory(QUEUE, changes))).rejects.toMatchObject({
      code,
      message: expect.stringMatching(message),
    });
  });

  it('refuses a file, and a directory that is not there', async () => {
    const directory = rankedDirectory(QUEUE);
    await expect(readRankOutput(`${directory}/queue.csv`)).rejects.toMatchObject({ code: 'NOT_REACHABLE' });
    await expect(readRankOutput(`${directory}/nowhere`)).rejects.toMatchObject({ code: 'NOT_REACHABLE' });
  });

  it('reads a table whose columns were added to', async () => {
    const wider = files['queue.csv']
      .trimEnd()
      .split('\n')
      .map((line, at) => `${at === 0 ? 'score' : '1'},${line}`)
      .join('\n');
    const output = await readRankOutput(rankedDirectory(QUEUE, { 'queue.csv': wider }));
    expect(output.calls).toEqual(QUEUE.calls);
  });
});
