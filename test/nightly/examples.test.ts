import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { createProgram } from '../../src/cli/main.ts';
import { TABLES } from '../../src/ledger/index.ts';
import { readNightlyConfig } from '../../src/nightly/read-nightly-config.ts';
import { collectingStreams } from '../cli/command-line.ts';

const DIRECTORY = join(dirname(fileURLToPath(import.meta.url)), '../../examples/nightly');
const read = (name: string): string => readFileSync(join(DIRECTORY, name), 'utf8');

/** Options that `nightly` knows. */
const OPTIONS: readonly string[] = createProgram(collectingStreams())
  .commands.find((command) => command.name() === 'nightly')
  ?.options.map((option) => option.long ?? '') as string[];

/** Checks that a command line calls `payrhythm nightly` with options that there are. */
function checkCommand(line: string): void {
  const words = line.split(/\s+/);
  expect(words.slice(0, 2)).toEqual(['payrhythm', 'nightly']);
  const options = words.filter((word) => word.startsWith('--'));
  expect(options.length).toBeGreaterThan(1);
  for (const option of options) expect(OPTIONS).toContain(option);
}

describe('the examples of the batch', () => {
  it('are all tested', () => {
    expect(readdirSync(DIRECTORY).sort()).toEqual([
      ...['Containerfile', 'crontab', 'payrhythm-nightly.service', 'payrhythm-nightly.timer', 'payrhythm.config.json'],
      ...['secrets.env', 'source-tables.sql'],
    ]);
  });

  it('the configuration is one that is read', async () => {
    const config = await readNightlyConfig(join(DIRECTORY, 'payrhythm.config.json'));
    expect(config).toMatchObject({ policy: { callsPerDay: 40 }, retention: { days: 400 } });
  });

  it('the cron line has five fields of time and a command that there is', () => {
    const lines = read('crontab')
      .split('\n')
      .filter((line) => line !== '' && !line.startsWith('#'));
    const [schedule] = lines.filter((line) => !/^[A-Z]+=/.test(line));
    const match = /^((?:[\d*,/-]+\s+){5})\. \S+ && cd \S+ && (.+?) 2>> \S+$/.exec(schedule);
    expect(match?.[1].trim()).toBe('30 5 * * 1-5');
    // In a crontab a percent sign ends the command.
    expect(schedule).not.toContain('%');
    checkCommand(match?.[2] ?? '');
  });

  it('the secrets are shell, and name the variables that are read', () => {
    const names = execFileSync('/bin/sh', ['-c', '. "$1"; env', 'sh', join(DIRECTORY, 'secrets.env')], { env: {} })
      .toString()
      .split('\n')
      .map((line) => line.split('=')[0]);
    expect(names).toEqual(expect.arrayContaining(['PAYRHYTHM_SOURCE_PASSWORD', 'PAYRHYTHM_TARGET_PASSWORD']));
  });

  it('the systemd units have the keys and values they need, and systemd finds no fault where it is there', () => {
    const service = read('payrhythm-nightly.service');
    checkCommand(/^ExecStart=\/usr\/bin\/env (.+)$/m.exec(service)?.[1] ?? '');
    expect(service).toMatch(/^Type=exec$/m);
    expect(read('payrhythm-nightly.timer')).toMatch(/^OnCalendar=Mon\.\.Fri 05:30$/m);
    for (const name of ['payrhythm-nightly.service', 'payrhythm-nightly.timer'])
      for (const line of read(name).split('\n'))
        expect(line).toMatch(/^(#.*|\[(Unit|Service|Timer|Install)\]|[A-Z]\w+=.+|)$/);
    const analyze = ['/usr/bin/systemd-analyze', '/bin/systemd-analyze'].find((path) => existsSync(path));
    if (!analyze) {
      console.log('systemd-analyze is not installed: the units were checked line by line only');
      return;
    }
    for (const name of ['payrhythm-nightly.service', 'payrhythm-nightly.timer'])
      expect(execFileSync(analyze, ['verify', '--man=no', join(DIRECTORY, name)], { stdio: 'pipe' }).toString()).toBe(
        '',
      );
  });

  it('the container file has the instructions in their order and starts the batch as a user of its own', () => {
    const instructions = read('Containerfile')
      .replaceAll(/\\\n\s*/g, '')
      .split('\n')
      .filter((line) => line !== '' && !line.startsWith('#'));
    expect(instructions.map((line) => line.split(' ')[0])).toEqual([
      ...['FROM', 'RUN', 'RUN', 'USER', 'WORKDIR', 'VOLUME', 'ENTRYPOINT', 'CMD'],
    ]);
    const words = ['ENTRYPOINT', 'CMD'].flatMap((name) =>
      JSON.parse(instructions.find((line) => line.startsWith(name))?.slice(name.length + 1) ?? ''),
    );
    checkCommand(words.join(' '));
    expect(instructions).toContain('USER payrhythm');
    expect(Number(/node:(\d+)/.exec(instructions[0])?.[1])).toBeGreaterThanOrEqual(20);
  });

  it('the tables have the columns of the contract, required ones NOT NULL', () => {
    const sql = read('source-tables.sql');
    for (const [name, { columns }] of Object.entries(TABLES)) {
      const body = new RegExp(`CREATE TABLE receivables\\.${name} \\(\\n([^;]*)\\n\\);`).exec(sql)?.[1] ?? '';
      const declared = body.split('\n').map((line) => line.trim());
      for (const line of declared) expect(columns.map((column) => column.name)).toContain(line.split(' ')[0]);
      for (const column of columns.filter(({ required }) => required))
        expect(declared.find((line) => line.startsWith(`${column.name} `))).toMatch(/NOT NULL|PRIMARY KEY/);
    }
  });
});
