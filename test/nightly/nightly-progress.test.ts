import { Writable } from 'node:stream';
import { describe, expect, it } from 'vitest';
import { createNightProgress } from '../../src/cli/commands/nightly-progress.ts';
import { createConsoleLog } from '../../src/cli/console-log.ts';

function terminal(isTTY: boolean) {
  let text = '';
  const stderr = Object.assign(
    new Writable({
      write(chunk, _encoding, done) {
        text += String(chunk);
        done();
      },
    }),
    { isTTY, columns: 100, cursorTo: () => true, clearLine: () => true },
  );
  const streams = { stdout: new Writable({ write: (_chunk, _encoding, done) => done() }), stderr };
  return { streams, text: () => text };
}

function showNight(isTTY: boolean, options: { quiet?: boolean; logFormat: 'text' | 'json' }, known: boolean): string {
  const { streams, text } = terminal(isTTY);
  const log = createConsoleLog(streams, { quiet: Boolean(options.quiet), format: options.logFormat });
  const progress = createNightProgress(log, streams, options);
  progress.stage('hold');
  if (known) progress.expect({ load: 60, rank: 30, publish: 10 }, 1_000_000);
  progress.stage('load');
  progress.stage('rank');
  progress.end();
  return text();
}

describe('progress of a night', () => {
  it('shows stage, rate and time left on a terminal, reckoned from the last run', () => {
    const text = showNight(true, { logFormat: 'text' }, true);
    expect(text).toMatch(/60% rank, \d+ rows\/s, about 40 s left/);
  });

  it('counts the stages on the first run', () => {
    const text = showNight(true, { logFormat: 'text' }, false);
    expect(text).toMatch(/66% rank, first run: no estimate/);
  });

  it.each([
    [false, { logFormat: 'text' }],
    [true, { logFormat: 'json' }],
    [true, { logFormat: 'text', quiet: true }],
  ] as const)('is not drawn elsewhere (terminal %s, %j)', (isTTY, options) => {
    expect(showNight(isTTY, options, true)).toBe('');
  });
});
