import {
  existsSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import {
  decisionBytes,
  payrhythm,
  readCsv,
  readJson,
  temporaryDirectory,
  watchedPayrhythm,
} from '../cli/command-line.ts';
import { SMALL_AS_OF, smallLedger, writeSmallLedger } from './small-ledger.ts';

function nightly(source: string, target: string, ...more: readonly string[]) {
  return watchedNightly(() => {}, source, target, ...more);
}

async function watchedNightly(
  onMessage: (text: string) => void,
  source: string,
  target: string,
  ...more: readonly string[]
) {
  const result = await watchedPayrhythm(
    onMessage,
    ...['nightly', '--source', source, '--target', target, '--as-of', SMALL_AS_OF, '--log-format', 'json', ...more],
  );
  const events = result.stderr
    .trimEnd()
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as { event: string; message: string });
  return { ...result, events: events.map(({ event }) => event), message: events.at(-1)?.message ?? '' };
}

describe('nightly to a directory', () => {
  it('publishes what rank says, under runs/<as-of>/<run-id>, with current as a link to it', async () => {
    const source = writeSmallLedger();
    const target = join(temporaryDirectory(), 'night');
    const { code, events, stderr } = await nightly(source, target);
    expect(code, stderr).toBe(0);
    expect(lstatSync(join(target, 'current')).isSymbolicLink()).toBe(true);
    const run = readJson(join(target, 'current', 'run.json'));
    expect(readlinkSync(join(target, 'current'))).toBe(join('runs', SMALL_AS_OF, run.runId));
    expect(readdirSync(join(target, 'current')).sort()).toEqual([
      ...['actions.csv', 'queue.csv', 'rejects.csv', 'run.json', 'suppressed.csv'],
    ]);
    expect(events.filter((event) => event !== 'import_warning' && event !== 'queue_warning')).toEqual([
      ...['run_started', 'ledger_loaded', 'model_due', 'model_replaced', 'thin_history', 'queue_ranked'],
      'run_published',
    ]);
    expect(run).toMatchObject({ tool: 'payrhythm', command: 'nightly', status: 'ok', asOf: SMALL_AS_OF });
    expect(run.model.decision).toMatchObject({ outcome: 'first', reasons: ['there is no model yet'] });
    expect(run.totals.all.debtors).toBe(run.totals.queue.debtors + run.totals.suppressed.debtors);
    const ranked = join(temporaryDirectory(), 'ranked');
    const model = join(target, 'models', `${run.model.id}.json`);
    expect(
      (await payrhythm('rank', source, '--as-of', SMALL_AS_OF, '--model', model, '--out', ranked, '--quiet')).code,
    ).toBe(0);
    expect(decisionBytes(join(target, 'current'))).toBe(decisionBytes(ranked));
  });

  it('publishes nothing new for the same day and inputs, and a new run for changed inputs', async () => {
    const ledger = smallLedger();
    const source = writeSmallLedger(ledger);
    const target = temporaryDirectory();
    const published = await nightly(source, target);
    expect(published.code).toBe(0);
    expect(published.stdout).toContain('there was no usable model to compare with');
    const first = readlinkSync(join(target, 'current'));
    const bytes = readFileSync(join(target, 'current', 'run.json'));
    const again = await nightly(source, target);
    expect(again.code).toBe(0);
    expect(again.events.at(-1)).toBe('run_already_published');
    expect(again.stdout).not.toContain('no usable model');
    expect(again.message).toMatch(
      /^the same inputs were published for 2026-03-02 as run [0-9a-f]{16}: nothing new is written$/,
    );
    expect(readFileSync(join(target, 'current', 'run.json'))).toEqual(bytes);

    writeSmallLedger({ ...ledger, payments: [...ledger.payments, 'PX,D3,D3-12,2026-02-26,1200'] }, source);
    expect((await nightly(source, target)).events).toContain('run_published');
    const second = readlinkSync(join(target, 'current'));
    expect(second).not.toBe(first);
    expect(existsSync(join(target, first, 'run.json'))).toBe(true);

    writeSmallLedger(ledger, source);
    const back = await nightly(source, target);
    expect(back.message).toMatch(/and that run is current again$/);
    expect(readlinkSync(join(target, 'current'))).toBe(first);
  });

  it('is another run where the ledger is read in another way', async () => {
    const source = writeSmallLedger();
    const target = temporaryDirectory();
    expect((await nightly(source, target)).code).toBe(0);
    const other = await nightly(source, target, '--rates', 'EUR=1,USD=0.9');
    expect(other.code, other.stderr).toBe(0);
    expect(other.events).toContain('run_published');
    expect((await nightly(source, target, '--capacity', '1')).events).toContain('run_published');
    expect(readdirSync(join(target, 'runs', SMALL_AS_OF))).toHaveLength(3);
  });

  it('waits for another run that holds the target, and gives up with exit code 6', async () => {
    const source = writeSmallLedger();
    const parent = temporaryDirectory();
    const target = join(parent, 'night');
    const lock = join(parent, '.night.payrhythm-lock');
    writeFileSync(lock, JSON.stringify({ pid: process.pid, host: hostname() }));
    const refused = await nightly(source, target);
    expect(refused.code).toBe(6);
    expect(refused.message).toMatch(/is held by another run .* wait until it ends; if none is running, remove /);
    const releaseWhenAsked = (text: string): void => {
      if (text.includes('target_waiting')) rmSync(lock);
    };
    const waited = await watchedNightly(releaseWhenAsked, source, target, '--wait', '20');
    expect(waited.code).toBe(0);
    expect(waited.events.slice(0, 2)).toEqual(['run_started', 'target_waiting']);
  });

  it('never writes into a directory that it did not make', async () => {
    const target = temporaryDirectory();
    writeFileSync(join(target, 'letters.txt'), 'dear');
    const { code, message } = await nightly(writeSmallLedger(), target);
    expect(code).toBe(2);
    expect(message).toMatch(/holds files that payrhythm nightly did not make, so nothing is written there/);
    expect(readdirSync(target)).toEqual(['letters.txt']);
  });

  it('a newer layout is refused', async () => {
    const target = temporaryDirectory();
    writeFileSync(join(target, 'payrhythm-target.json'), '{"tool":"payrhythm","kind":"nightly","layout":9}');
    const { code, message } = await nightly(writeSmallLedger(), target);
    expect(code).toBe(2);
    expect(message).toMatch(/has layout 9 .* install the newer payrhythm/);
  });

  it('removes what an interrupted run left, and says so', async () => {
    const source = writeSmallLedger();
    const target = temporaryDirectory();
    expect((await nightly(source, target)).code).toBe(0);
    mkdirSync(join(target, '.incoming', 'abc'), { recursive: true });
    writeFileSync(join(target, '.incoming', 'abc', 'queue.csv'), 'half');
    writeFileSync(join(target, 'models', '.x.json.payrhythm-0123456789ab'), 'half');
    const { code, events } = await nightly(source, target);
    expect(code).toBe(0);
    expect(events.filter((event) => event === 'leftovers_removed')).toHaveLength(2);
    expect(existsSync(join(target, '.incoming'))).toBe(false);
    expect(readdirSync(join(target, 'models')).filter((name) => name.startsWith('.'))).toEqual([]);
  });

  it('stale cash holds every call about money that is due, unless the configuration says not to', async () => {
    const source = writeSmallLedger();
    const target = temporaryDirectory();
    const late = await nightly(source, target, '--as-of', '2026-06-15');
    expect(late.code, late.stderr).toBe(0);
    expect(late.events).toContain('cash_stale');
    const run = readJson(join(target, 'current', 'run.json'));
    expect(run).toMatchObject({ status: 'stale_cash', freshness: { state: 'stale', newestBooked: '2026-02-27' } });
    expect(readCsv(join(target, 'current', 'queue.csv'))).toEqual([]);
    expect(readCsv(join(target, 'current', 'suppressed.csv')).map((row) => row['reason'])).toContain('stale_cash');
    const config = join(temporaryDirectory(), 'c.json');
    writeFileSync(config, JSON.stringify({ freshness: { holdDueCalls: false } }));
    const calls = await nightly(source, temporaryDirectory(), '--as-of', '2026-06-15', '--config', config, '--json');
    expect(JSON.parse(calls.stdout).totals.queue.debtors).toBeGreaterThan(0);
  });

  it('a day before the current one is refused while the ledger knows later days', async () => {
    const source = writeSmallLedger();
    const target = temporaryDirectory();
    expect((await nightly(source, target)).code).toBe(0);
    const current = readlinkSync(join(target, 'current'));
    const refused = await nightly(source, target, '--as-of', '2026-02-02');
    expect(refused.code).toBe(2);
    expect(refused.message).toMatch(
      /^the current run is as of 2026-03-02, and the ledger knows 1 payments and contacts on or after 2026-02-02: set this machine's clock/,
    );
    expect(readlinkSync(join(target, 'current'))).toBe(current);
    const replay = await nightly(source, target, '--as-of', '2026-02-02', '--allow-earlier');
    expect(replay.code, replay.stderr).toBe(0);
    expect(replay.events).toContain('as_of_went_back');
  });

  it('a run made ahead of its time is replaced by that of the right day', async () => {
    const source = writeSmallLedger();
    const target = temporaryDirectory();
    expect((await nightly(source, target, '--as-of', '2031-01-06')).code).toBe(0);
    const right = await nightly(source, target);
    expect(right.code, right.stderr).toBe(0);
    expect(right.events).toContain('as_of_went_back');
    expect(readJson(join(target, 'current', 'run.json')).asOf).toBe(SMALL_AS_OF);
  });

  it('removes runs older than the retention, and the models that no run is left of', async () => {
    const source = writeSmallLedger();
    const target = temporaryDirectory();
    const config = join(temporaryDirectory(), 'c.json');
    writeFileSync(config, JSON.stringify({ retention: { days: 2 } }));
    for (const day of ['2026-02-23', '2026-02-24', '2026-03-02'])
      expect((await nightly(source, target, '--as-of', day, '--config', config)).code).toBe(0);
    expect(readdirSync(join(target, 'runs'))).toEqual(['2026-03-02']);
    const { model } = readJson(join(target, 'current', 'run.json'));
    expect(readdirSync(join(target, 'models')).sort()).toEqual([`${model.id}.json`, `${model.id}.profile.json`]);
  });

  it('writes figures of the run, also of one that failed', async () => {
    const source = writeSmallLedger();
    const metrics = join(temporaryDirectory(), 'payrhythm.prom');
    expect((await nightly(source, temporaryDirectory(), '--metrics', metrics)).code).toBe(0);
    const text = readFileSync(metrics, 'utf8');
    expect(text).toMatch(/^# TYPE payrhythm_run_success gauge\n# HELP .+\npayrhythm_run_success 1\n/);
    expect(text).toMatch(/payrhythm_stage_seconds\{stage="load"\} \d/);
    expect(text.endsWith('# EOF\n')).toBe(true);
    for (const line of text.trimEnd().split('\n'))
      expect(line).toMatch(
        /^(# (TYPE|HELP) payrhythm_\w+ .+|payrhythm_\w+(\{\w+="[^"]*"\})? -?[\d.]+(e[+-]\d+)?|# EOF)$/,
      );
    expect((await nightly('/nowhere', temporaryDirectory(), '--metrics', metrics)).code).toBe(5);
    expect(readFileSync(metrics, 'utf8')).toMatch(/payrhythm_run_success 0\n(.*\n)*payrhythm_run_exit_code 5\n/);
  });

  it('needs a source and a target', async () => {
    const { code, stderr } = await payrhythm('nightly', '--source', 'x');
    expect(code).toBe(2);
    expect(stderr).toMatch(/nightly needs a target: give --target DIR, FILE\.duckdb or postgres:/);
  });
});
