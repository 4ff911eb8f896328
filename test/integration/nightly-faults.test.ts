import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import {
  appendFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  renameSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { DuckDBInstance } from '@duckdb/node-api';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { writeGeneratedLedger } from '../../src/io/index.ts';
import { payrhythm, readCsv, readJson, temporaryDirectory } from '../cli/command-line.ts';
import { SMALL_AS_OF, smallLedger, writeSmallLedger } from '../nightly/small-ledger.ts';
import { type PostgresCluster, startPostgres } from './postgres-cluster.ts';

const ROOT = join(dirname(fileURLToPath(import.meta.url)), '../..');
const BIN = join(ROOT, 'bin/payrhythm.js');
/** Faults that were survived, by name: printed at the end. */
const survived = new Map<string, number>();
const count = (fault: string): void => {
  survived.set(fault, (survived.get(fault) ?? 0) + 1);
};

beforeAll(() => {
  const newest = (directory: string): number =>
    Math.max(
      ...readdirSync(directory, { recursive: true, encoding: 'utf8' }).map(
        (path) => statSync(join(directory, path)).mtimeMs,
      ),
    );
  if (!existsSync(join(ROOT, 'dist')) || newest(join(ROOT, 'dist')) < newest(join(ROOT, 'src')))
    throw new Error('these tests kill the built program: run npm run build first');
});
afterAll(() => {
  const total = [...survived.values()].reduce((sum, n) => sum + n, 0);
  console.log(`${total} faults survived: ${[...survived].map(([fault, n]) => `${fault} ${n}`).join(', ')}`);
});

interface Ended {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly events: readonly { readonly event: string; readonly message: string }[];
  readonly text: string;
}

/** Starts the built program; `onEvent` hears each event as it is logged. */
function start(
  args: readonly string[],
  onEvent: (event: string, child: ChildProcess) => void = () => {},
  through: readonly string[] = [],
): { child: ChildProcess; ended: Promise<Ended> } {
  const command = [...through, process.execPath, BIN, ...args, '--log-format', 'json'];
  const child = spawn(command[0], command.slice(1), { stdio: ['ignore', 'ignore', 'pipe'] });
  let text = '';
  let told = 0;
  child.stderr?.setEncoding('utf8').on('data', (piece: string) => {
    text += piece;
    const lines = text.split('\n');
    for (; told < lines.length - 1; told++) onEvent(eventOf(lines[told]).event, child);
  });
  const ended = new Promise<Ended>((done) => {
    child.once('close', (code, signal) =>
      done({ code, signal, text, events: text.split('\n').filter(Boolean).map(eventOf) }),
    );
  });
  return { child, ended };
}

function eventOf(line: string): { event: string; message: string } {
  try {
    return JSON.parse(line) as { event: string; message: string };
  } catch {
    return { event: 'no_json', message: line };
  }
}

const command = (source: string, target: string, ...more: readonly string[]): string[] => [
  ...['nightly', '--source', source, '--target', target, '--as-of', SMALL_AS_OF, ...more],
];

/** Runs in this process and expects success. */
async function succeeds(source: string, target: string, ...more: readonly string[]): Promise<readonly string[]> {
  const { code, stderr } = await payrhythm(...command(source, target, ...more), '--log-format', 'json');
  expect(code, stderr).toBe(0);
  return stderr
    .trimEnd()
    .split('\n')
    .map((line) => eventOf(line).event);
}

/** What callers see, checked to be one whole run. */
function currentOf(target: string): { readonly link: string; readonly bytes: string } {
  const link = readlinkSync(join(target, 'current'));
  const names = ['actions.csv', 'queue.csv', 'rejects.csv', 'run.json', 'suppressed.csv'];
  expect(readdirSync(join(target, link)).sort()).toEqual(names);
  const run = readJson(join(target, link, 'run.json'));
  expect(readCsv(join(target, link, 'queue.csv'))).toHaveLength(run.totals.queue.debtors);
  expect(readCsv(join(target, link, 'suppressed.csv'))).toHaveLength(run.totals.suppressed.debtors);
  return { link, bytes: names.map((name) => readFileSync(join(target, link, name), 'utf8')).join('\n--\n') };
}

async function currentRows(file: string): Promise<unknown> {
  const instance = await DuckDBInstance.create(file);
  const connection = await instance.connect();
  try {
    const sql =
      'SELECT r.run_id, r.calls = (SELECT count(*) FROM current_queue) AS is_whole, r.suppressed = (SELECT count(*) FROM current_suppressed) AS all_left FROM runs r JOIN current_run c ON c.run_id = r.run_id';
    return (await connection.runAndReadAll(sql)).getRowObjectsJson();
  } finally {
    connection.closeSync();
    instance.closeSync();
  }
}

/** The small ledger with one payment more, so that its fingerprint is a new one. */
function withPayment(n: number) {
  const ledger = smallLedger();
  return { ...ledger, payments: [...ledger.payments, `PX${n},D1,,2026-02-2${n % 8},${n + 1}`] };
}

/** Park & Miller's generator: the same moments each time. */
function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 48271) % 2147483647;
    return state / 2147483647;
  };
}

describe('SIGKILL', () => {
  it('at 10 moments anywhere and 10 around the publishing leaves one whole run current, and the next run succeeds', async () => {
    const random = seeded(20260302);
    const target = join(temporaryDirectory(), 'night');
    const source = writeSmallLedger();
    await succeeds(source, target);
    const began = performance.now();
    expect((await start(command(writeSmallLedger(withPayment(0), source), target)).ended).code).toBe(0);
    const wholeMs = performance.now() - began;
    let intact = 0;
    let published = 0;
    for (let n = 1; n <= 20; n++) {
      const before = currentOf(target);
      writeSmallLedger(withPayment(n), source);
      const aroundPublishing = n % 2 === 0;
      const delayMs = aroundPublishing ? random() * 25 : random() * wholeMs;
      const { child, ended } = start(command(source, target, '--retrain'), (event, running) => {
        if (aroundPublishing && event === 'queue_ranked') setTimeout(() => running.kill('SIGKILL'), delayMs);
      });
      if (!aroundPublishing) setTimeout(() => child.kill('SIGKILL'), delayMs);
      await ended;
      const after = currentOf(target);
      if (after.link === before.link) {
        expect(after.bytes).toBe(before.bytes);
        intact++;
      } else published++;
      expect(await succeeds(source, target)).toContain(after.link === before.link ? 'run_published' : 'run_started');
      expect(existsSync(join(target, '.incoming'))).toBe(false);
      expect(readdirSync(dirname(target)).filter((name) => name.startsWith('.'))).toEqual([]);
      count('SIGKILL (directory)');
    }
    console.log(
      `SIGKILL, directory: the previous run stayed current ${intact} times, the new one was whole ${published} times`,
    );
    expect(intact).toBeGreaterThan(5);
  });

  it('at 6 moments around the publishing leaves a DuckDB file with one whole run', async () => {
    const random = seeded(7);
    const target = join(temporaryDirectory(), 'night.duckdb');
    const source = writeSmallLedger();
    await succeeds(source, target);
    for (let n = 1; n <= 6; n++) {
      writeSmallLedger(withPayment(n), source);
      const delayMs = random() * 60;
      await start(command(source, target), (event, running) => {
        if (event === 'queue_ranked') setTimeout(() => running.kill('SIGKILL'), delayMs);
      }).ended;
      expect(await currentRows(target)).toEqual([{ run_id: expect.any(String), is_whole: true, all_left: true }]);
      await succeeds(source, target);
      count('SIGKILL (DuckDB)');
    }
  });
});

describe('a full disk', () => {
  /** A shell that lets no file grow beyond so many blocks of 512 bytes; writing more fails as on a full disk. */
  const limited = (blocks: number): string[] => ['/bin/sh', '-c', `trap '' XFSZ; ulimit -f ${blocks}; exec "$@"`, 'sh'];

  it.each(['night', 'night.duckdb'])(
    'leaves the previous run of %s, says so, and the next run succeeds',
    async (name) => {
      const target = join(temporaryDirectory(), name);
      const source = writeSmallLedger();
      await succeeds(source, target);
      const before = name === 'night' ? currentOf(target) : await currentRows(target);
      writeSmallLedger(withPayment(1), source);
      const { code, events, text } = await start(command(source, target, '--retrain'), undefined, limited(4)).ended;
      expect(code, text).toBe(5);
      expect(events.at(-1)).toMatchObject({
        event: 'not_reachable',
        message: expect.stringMatching(/cannot be written: .*(EFBIG|too large)/i),
      });
      expect(name === 'night' ? currentOf(target) : await currentRows(target)).toEqual(before);
      expect(await succeeds(source, target)).toContain('run_published');
      count('no space for a file');
    },
  );

  it.each([
    ['of the source', 20],
    ['of its columns', 400],
  ])('where the partitions are put aside (%s) is told with its place', async (_, blocks) => {
    const ledger = join(temporaryDirectory(), 'ledger');
    await writeGeneratedLedger({ invoices: 4000, debtors: 100, seed: 5 }, ledger, { format: 'parquet' });
    const target = join(temporaryDirectory(), 'night');
    const asOf = ['--as-of', '2026-01-01', '--estimator', 'prior', '--partitions', '2', '--threads', '1'];
    const night = ['nightly', '--source', ledger, '--target', target, ...asOf];
    const { code, events, text } = await start(night, undefined, limited(blocks)).ended;
    expect(code, text).toBe(5);
    const { event, message } = events.at(-1) ?? { event: '', message: '' };
    expect(event).toBe('not_reachable');
    expect(message).toMatch(/^there is no space left in \S+payrhythm-parts-\S+,.*TMPDIR/);
    expect(existsSync(/\S+payrhythm-parts-[^\s,]+/.exec(message)?.[0] ?? '/')).toBe(false);
    expect((await start(night).ended).code).toBe(0);
    count('no space for partitions');
  });

  it('of a file system of its own', async () => {
    const mount = join(temporaryDirectory(), 'small');
    mkdirSync(mount);
    try {
      execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=256k', 'tmpfs', mount], { stdio: 'pipe' });
    } catch (error) {
      // Said, and counted as what it is: without the right to mount, the limit on files above stands for it.
      console.log(
        `a file system cannot be mounted here (${(error as Error).message.split('\n')[0]}): the file limit stands for it`,
      );
      expect(survived.get('no space for a file')).toBe(2);
      return;
    }
    try {
      const target = join(mount, 'night');
      const source = writeSmallLedger();
      await succeeds(source, target);
      const before = currentOf(target);
      expect(() => writeFileSync(join(mount, 'ballast'), Buffer.alloc(1 << 20, 1))).toThrow('ENOSPC');
      writeSmallLedger(withPayment(1), source);
      const { code, events } = await start(command(source, target, '--retrain')).ended;
      expect(code).toBe(5);
      expect(events.at(-1)?.message).toMatch(/ENOSPC: no space left on device/);
      expect(currentOf(target)).toEqual(before);
      rmSync(join(mount, 'ballast'));
      expect(await succeeds(source, target)).toContain('run_published');
      count('disk full');
    } finally {
      execFileSync('umount', [mount]);
    }
  });
});

describe('the source', () => {
  it('truncated (Parquet) is refused with its name, and read when it is whole again', async () => {
    const work = temporaryDirectory();
    const source = join(work, 'ledger');
    const made = ['generate', '--invoices', '300', '--out', source, '--format', 'parquet', '--quiet'];
    expect((await payrhythm(...made)).code).toBe(0);
    const target = join(work, 'night');
    const more = ['--as-of', '2026-01-05', '--estimator', 'prior'];
    await succeeds(source, target, ...more);
    const before = currentOf(target);
    const file = join(source, 'payments.parquet');
    const whole = readFileSync(file);
    truncateSync(file, Math.floor(whole.length / 2));
    const { code, events } = await start(command(source, target, ...more)).ended;
    expect(code).toBe(3);
    expect(events.at(-1)?.message).toMatch(/payments\.parquet cannot be read as Parquet: /);
    expect(currentOf(target)).toEqual(before);
    writeFileSync(file, whole);
    expect(await succeeds(source, target, ...more)).toContain('run_already_published');
    count('truncated Parquet');
  });

  it('that is written to while it is read is not believed', async () => {
    const target = temporaryDirectory();
    const source = writeSmallLedger();
    await succeeds(source, target);
    const before = currentOf(target);
    const many = Array.from({ length: 60_000 }, (_, n) => `N${n},N${n % 5000},2026-02-01,2026-03-15,10,EUR`);
    writeSmallLedger({ ...smallLedger(), invoices: [...smallLedger().invoices, ...many] }, source);
    const { code, events, text } = await start(command(source, target), (event) => {
      if (event === 'run_started')
        setTimeout(() => appendFileSync(join(source, 'payments.csv'), 'PZ,D1,,2026-02-25,5\n'), 60);
    }).ended;
    expect(code, text).toBe(5);
    expect(events.at(-1)?.message).toMatch(
      /payments\.csv was written to while it was read: nothing is published; run again/,
    );
    expect(currentOf(target)).toEqual(before);
    expect(await succeeds(source, target)).toContain('run_published');
    count('source changed mid-read');
  });

  it('that lost or changed a row between two runs gives a new run, and the old one stays to compare', async () => {
    const target = temporaryDirectory();
    const ledger = smallLedger();
    const source = writeSmallLedger(ledger);
    await succeeds(source, target);
    const first = currentOf(target);
    writeSmallLedger({ ...ledger, payments: ledger.payments.slice(1) }, source);
    expect(await succeeds(source, target)).toContain('run_published');
    const second = currentOf(target);
    writeSmallLedger({ ...ledger, invoices: ledger.invoices.map((row) => row.replace(',300,', ',301,')) }, source);
    expect(await succeeds(source, target)).toContain('run_published');
    expect(new Set([first.link, second.link, currentOf(target).link]).size).toBe(3);
    expect(readFileSync(join(target, first.link, 'queue.csv'), 'utf8').length).toBeGreaterThan(0);
    count('source row deleted');
    count('source row changed');
  });
});

describe('the target', () => {
  it('with a damaged model: said, trained anew', async () => {
    const target = temporaryDirectory();
    const source = writeSmallLedger();
    for (const [n, damage] of [
      (path: string) => truncateSync(path, 200),
      (path: string) => writeFileSync(path, readFileSync(path, 'utf8').replace('"seed":7', '"seed":8')),
      (path: string) => rmSync(path),
    ].entries()) {
      writeSmallLedger(withPayment(n), source);
      await succeeds(source, target);
      const { model } = readJson(join(target, 'current', 'run.json'));
      damage(join(target, 'models', `${model.id}.json`));
      writeSmallLedger(withPayment(n + 10), source);
      const { code, events } = await start(command(source, target)).ended;
      expect(code).toBe(0);
      const told = events.find(({ event }) => event === 'model_damaged');
      expect(told?.message).toMatch(
        /^the kept model is not used: the model [0-9a-f]{16} (cannot be read|is no longer)/,
      );
      expect(readJson(join(target, 'current', 'run.json')).model.origin).toBe('trained');
      currentOf(target);
      count('damaged model');
    }
  });

  it('with a damaged record of the current run: said, and replaced', async () => {
    const target = temporaryDirectory();
    const source = writeSmallLedger();
    await succeeds(source, target);
    truncateSync(join(target, 'current', 'run.json'), 100);
    const events = await succeeds(source, target);
    expect(events).toContain('current_damaged');
    expect(events).toContain('run_published');
    currentOf(target);
    count('damaged record');
  });

  it('that goes away mid-run is told, and nothing is published elsewhere', async () => {
    const parent = temporaryDirectory();
    const target = join(parent, 'night');
    const source = writeSmallLedger();
    await succeeds(source, target);
    const before = currentOf(target);
    writeSmallLedger(withPayment(1), source);
    const { code, events } = await start(command(source, target), (event) => {
      if (event === 'ledger_loaded') renameSync(target, join(parent, 'gone'));
    }).ended;
    expect(code).toBe(5);
    expect(events.at(-1)?.message).toMatch(/night cannot be written: ENOENT/);
    expect(existsSync(target)).toBe(false);
    renameSync(join(parent, 'gone'), target);
    expect(currentOf(target)).toEqual(before);
    expect(await succeeds(source, target)).toContain('run_published');
    count('target directory gone');
  });

  it('asked for by two runs at once: one publishes, the other waits or gives up', async () => {
    const target = join(temporaryDirectory(), 'night');
    const source = writeSmallLedger();
    await succeeds(source, target);
    writeSmallLedger(withPayment(1), source);
    const both = [start(command(source, target, '--wait', '120')), start(command(source, target, '--wait', '120'))];
    const ended = await Promise.all(both.map((run) => run.ended));
    expect(ended.map(({ code }) => code)).toEqual([0, 0]);
    const outcomes = ended.map(({ events }) => events.at(-1)?.event).sort();
    expect(outcomes).toEqual(['run_already_published', 'run_published']);
    currentOf(target);
    count('two runs at once');
  });

  it('that already holds this day is not written again', async () => {
    const target = temporaryDirectory();
    const source = writeSmallLedger();
    await succeeds(source, target);
    const before = currentOf(target);
    const { code, events } = await start(command(source, target)).ended;
    expect(code).toBe(0);
    expect(events.at(-1)?.message).toMatch(
      /the same inputs were published for 2026-03-02 as run .*: nothing new is written/,
    );
    expect(currentOf(target)).toEqual(before);
    expect(readdirSync(join(target, 'runs', SMALL_AS_OF))).toHaveLength(1);
    count('day already published');
  });

  it('under a clock that goes ahead and back', async () => {
    const target = temporaryDirectory();
    const source = writeSmallLedger();
    await succeeds(source, target);
    const before = currentOf(target);
    const behind = await start(command(source, target, '--as-of', '2025-06-02')).ended;
    expect(behind.code).toBe(2);
    expect(behind.events.at(-1)?.message).toMatch(
      /the current run is as of 2026-03-02, and the ledger knows \d+ payments .* set this machine's clock/,
    );
    expect(currentOf(target)).toEqual(before);
    count('clock behind');
    await succeeds(source, target, '--as-of', '2033-03-07');
    expect(readJson(join(target, 'current', 'run.json')).status).toBe('stale_cash');
    expect(await succeeds(source, target)).toContain('as_of_went_back');
    expect(currentOf(target)).toEqual(before);
    count('clock ahead');
  });
});

describe('PostgreSQL', () => {
  let server: PostgresCluster;
  beforeAll(async () => {
    server = await startPostgres();
    await server.createDatabase('books');
    await server.createDatabase('callers');
    const { invoices, payments } = smallLedger();
    const values = (lines: readonly string[]): string =>
      lines
        .map(
          (line) =>
            `(${line
              .split(',')
              .map((cell) => (cell === '' ? 'NULL' : `'${cell}'`))
              .join(',')})`,
        )
        .join(',');
    await server.run(
      `CREATE TABLE rows_of_invoices (invoice_id text, debtor_id text, issue_date date, due_date date, amount numeric, currency text);
       CREATE VIEW invoices AS SELECT i.* FROM rows_of_invoices i;
       CREATE TABLE payments (payment_id text, debtor_id text, invoice_id text, paid_on date, amount numeric);
       INSERT INTO rows_of_invoices VALUES ${values(invoices)}; INSERT INTO payments VALUES ${values(payments)}`,
      'books',
    );
  });
  afterAll(async () => {
    await server?.stop();
  });
  const current = () =>
    server.run('SELECT run_id, debtor_id, rank FROM payrhythm.current_queue ORDER BY rank', 'callers');
  const pay = (n: number) =>
    server.run(`INSERT INTO payments VALUES ('PF${n}', 'D1', NULL, '2026-02-24', ${n})`, 'books');

  it('source dropped mid-read: the previous run stays, and the next run succeeds', async () => {
    await succeeds(server.url('books'), server.url('callers'));
    const before = await current();
    await pay(1);
    await server.run(
      'CREATE OR REPLACE VIEW invoices AS SELECT i.* FROM rows_of_invoices i, LATERAL (SELECT pg_sleep(0.2 + 0 * length(i.invoice_id))) s',
      'books',
    );
    const run = start(command(server.url('books'), server.url('callers')));
    const kill =
      "SELECT pg_terminate_backend(pid) AS done FROM pg_stat_activity WHERE datname = 'books' AND application_name = 'payrhythm' AND query LIKE 'COPY%'";
    for (let killed = 0; killed === 0; ) {
      await new Promise((done) => setTimeout(done, 100));
      killed = (await server.run(kill)).length;
    }
    const { code, events, text } = await run.ended;
    expect(code, text).toBe(5);
    expect(events.at(-1)?.message).toMatch(
      /^postgres:\/\/caller@127\.0\.0\.1:\d+\/books: reading table public\.invoices failed: .*terminat/i,
    );
    expect(text).not.toContain(server.password);
    expect(await current()).toEqual(before);
    await server.run('CREATE OR REPLACE VIEW invoices AS SELECT i.* FROM rows_of_invoices i', 'books');
    expect(await succeeds(server.url('books'), server.url('callers'))).toContain('run_published');
    count('source dropped mid-read');
  });

  it.each([
    ['target gone mid-publish', () => server.crash(), 5],
    ['killed mid-publish', (child: ChildProcess) => Promise.resolve(void child.kill('SIGKILL')), null],
  ] as const)('%s: the previous run stays, and the next run succeeds', async (fault, strike, expected) => {
    const before = await current();
    await pay(fault.length);
    await server.run(
      `CREATE OR REPLACE FUNCTION payrhythm.slow() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN PERFORM pg_sleep(1); RETURN NEW; END $$;
       CREATE TRIGGER slow BEFORE INSERT ON payrhythm.queue FOR EACH ROW EXECUTE FUNCTION payrhythm.slow()`,
      'callers',
    );
    let struck: Promise<void> | undefined;
    const run = start(command(server.url('books'), server.url('callers')), (event, child) => {
      if (event === 'queue_ranked') struck = new Promise((done) => setTimeout(() => strike(child).then(done), 400));
    });
    const { code, events, text } = await run.ended;
    await struck;
    expect(struck).toBeDefined();
    expect(code, text).toBe(expected);
    if (expected === 5) {
      expect(events.at(-1)?.message).toMatch(/callers: writing schema payrhythm failed: /);
      expect(text).not.toContain(server.password);
      await server.start();
    }
    await server.run('DROP TRIGGER IF EXISTS slow ON payrhythm.queue', 'callers');
    expect(await current()).toEqual(before);
    expect(await succeeds(server.url('books'), server.url('callers'), '--wait', '20')).toContain('run_published');
    expect(await current()).not.toEqual(before);
    count(fault);
  });
});
