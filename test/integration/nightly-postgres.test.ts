import { createReadStream, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { fileURLToPath } from 'node:url';
import { Client } from 'pg';
import copyStreams from 'pg-copy-streams';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { loadLedger, readLedgerParts } from '../../src/io/index.ts';
import { trainLatenessModel } from '../../src/models/index.ts';
import { rankLedgerParts } from '../../src/parallel/index.ts';
import { rankCallQueue } from '../../src/prioritise/index.ts';
import { decisionBytes, payrhythm, readCsv, temporaryDirectory } from '../cli/command-line.ts';
import { SMALL_AS_OF, smallLedger } from '../nightly/small-ledger.ts';
import { type PostgresCluster, startPostgres } from './postgres-cluster.ts';

const ROOT = join(dirname(fileURLToPath(import.meta.url)), '../..');
const SOURCE_TABLES = readFileSync(join(ROOT, 'examples/nightly/source-tables.sql'), 'utf8');
const TABLES = ['debtors', 'invoices', 'payments', 'contacts', 'promises', 'disputes', 'plans'];

let server: PostgresCluster;
beforeAll(async () => {
  server = await startPostgres();
});
afterAll(async () => {
  await server?.stop();
});

/** Copies CSV files into a schema's tables, by the header of each file. */
async function copyIn(database: string, schema: string, directory: string, tables: readonly string[]): Promise<void> {
  const client = new Client({ connectionString: server.url(database) });
  await client.connect();
  try {
    for (const table of tables) {
      const path = join(directory, `${table}.csv`);
      const [header] = readFileSync(path, { encoding: 'utf8' }).split('\n', 1);
      const into = client.query(
        copyStreams.from(`COPY ${schema}.${table} (${header}) FROM STDIN (FORMAT csv, HEADER true)`),
      );
      await pipeline(createReadStream(path), into);
    }
  } finally {
    await client.end();
  }
}

const inSchema = (url: string, schema: string): string => `${url}?schema=${schema}`;

describe('a ledger in PostgreSQL', () => {
  it('made by the example, gives the same queue as the same rows in files', async () => {
    await server.createDatabase('sample');
    await server.run(SOURCE_TABLES, 'sample');
    await copyIn('sample', 'receivables', join(ROOT, 'data/sample'), TABLES);
    const work = temporaryDirectory();
    const options = ['--as-of', '2026-01-05', '--estimator', 'logistic', '--quiet'];
    const source = inSchema(server.url('sample'), 'receivables');
    const { code, stderr } = await payrhythm('rank', source, ...options, '--out', join(work, 'database'));
    expect(code, stderr).toBe(0);
    expect((await payrhythm('rank', join(ROOT, 'data/sample'), ...options, '--out', join(work, 'files'))).code).toBe(0);
    expect(decisionBytes(join(work, 'database'))).toBe(decisionBytes(join(work, 'files')));
    const run = readFileSync(join(work, 'database', 'run.json'), 'utf8');
    expect(run).toContain('"format": "postgres"');
    expect(run).not.toContain(encodeURIComponent(server.password));
    expect(run).not.toContain(server.password);
  });

  it('under other names is read by the mapping of the configuration', async () => {
    await server.createDatabase('erp');
    await server.run(
      `CREATE SCHEMA "Boek""houding"; CREATE TABLE "Boek""houding"."Fact-uren; DROP TABLE x" ("Nr." text, "Klant" int, "d""1" date, "vervalt op" date, "bedrag €" numeric, blob bytea);
       INSERT INTO "Boek""houding"."Fact-uren; DROP TABLE x" VALUES ('F1', 7, '2026-01-05', '2026-02-04', 120.50, '\\x00'), (E'F\\t2\\\\N', 8, '2026-01-07', '2026-02-06', 60, NULL);
       CREATE TABLE x (y int); INSERT INTO x VALUES (1)`,
      'erp',
    );
    const work = temporaryDirectory();
    const config = join(work, 'payrhythm.config.json');
    const columns = {
      invoice_id: 'Nr.',
      debtor_id: 'Klant',
      issue_date: 'd"1',
      due_date: 'vervalt op',
      amount: 'bedrag €',
    };
    const invoices = { schema: 'Boek"houding', table: 'Fact-uren; DROP TABLE x', columns };
    writeFileSync(config, JSON.stringify({ tables: { invoices } }));
    const { code, stderr } = await payrhythm(
      ...['nightly', '--source', server.url('erp'), '--target', join(work, 'night'), '--as-of', SMALL_AS_OF],
      ...['--config', config, '--quiet'],
    );
    expect(code, stderr).toBe(0);
    const listed = readCsv(join(work, 'night/current/queue.csv'));
    expect(listed.map((row) => [row['debtor_id'], row['open_amount'], row['invoice_ids']])).toEqual([
      ['7', '120.5', 'F1'],
      // Ids that stand in one cell are parted by |, and a backslash is written twice.
      ['8', '60', 'F\t2\\\\N'],
    ]);
    expect(await server.run('SELECT count(*)::int AS n FROM x', 'erp')).toEqual([{ n: 1 }]);
  });

  it('in partitions, is the ledger that it is as a whole', async () => {
    await server.createDatabase('parts');
    await server.run(
      `CREATE TABLE invoices ("Nr." text, debtor_id int, issue_date date, due_date timestamp, amount numeric, open_amount numeric(12, 2), note json);
       INSERT INTO invoices SELECT 'I' || d || '-' || n, d, DATE '2025-06-01' + n * 17 + d, DATE '2025-07-01' + n * 17 + d, 100.125 + d * 3 + n, CASE WHEN n = 14 THEN 90 ELSE 0 END
         FROM generate_series(1, 40) d, generate_series(0, 14) n;
       INSERT INTO invoices VALUES (E'F\\t2\\\\N', 8, '2026-01-07', '2026-02-06', 60, 60), (E'two\\nlines', 9, '2026-01-07', '2026-02-06', 61, 61), ('', 9, '2026-01-07', '2026-02-06', 62, 62), (NULL, 9, '2026-01-07', '2026-02-06', 63, 63), (NULL, NULL, NULL, NULL, NULL, NULL);
       CREATE TABLE payments (payment_id text, debtor_id int, invoice_id text, paid_on date, amount numeric);
       INSERT INTO payments SELECT 'P' || "Nr.", debtor_id, "Nr.", due_date + debtor_id % 9 * interval '1 day', amount FROM invoices WHERE open_amount = 0`,
      'parts',
    );
    const columns = 'invoices.invoice_id=Nr.';
    const whole = await loadLedger(server.url('parts'), { columns, maxRejects: 0.5 });
    const parts = await readLedgerParts(server.url('parts'), 3, { columns, maxRejects: 0.5 });
    try {
      expect(parts.count).toBe(3);
      expect(parts.report.tables).toEqual(whole.report.tables);
      expect(parts.report.rejects).toEqual(whole.report.rejects);
      expect(parts.source.inputs).toEqual(whole.source.inputs);
      expect(parts.source.mapping).toEqual(whole.source.mapping);
      const model = trainLatenessModel(whole.ledger, { asOf: SMALL_AS_OF, seed: 7, estimator: 'logistic' });
      const { queue } = await rankLedgerParts(parts, { model, asOf: SMALL_AS_OF });
      const expected = rankCallQueue({ ledger: whole.ledger, model, asOf: SMALL_AS_OF });
      expect(JSON.stringify(queue)).toBe(JSON.stringify(expected));
      // Ids that stand in one cell are parted by |, and a backslash is written twice.
      expect(JSON.stringify(queue)).toContain(JSON.stringify('F\t2\\\\N').slice(1, -1));
    } finally {
      await parts.close();
    }
  });

  it('is read in no partitions where a text must be proved, or names differ in case only', async () => {
    await server.createDatabase('texts');
    await server.run(
      `CREATE TABLE invoices (invoice_id text, debtor_id text, issue_date text, due_date date, amount numeric);
       INSERT INTO invoices VALUES ('A', 'D', '01/02/2026', '2026-02-01', 5);
       CREATE SCHEMA twins; CREATE TABLE twins.invoices (invoice_id text, "Invoice_Id" text)`,
      'texts',
    );
    const refused = (url: string) =>
      payrhythm('rank', url, '--as-of', SMALL_AS_OF, '--partitions', '2', '--out', join(temporaryDirectory(), 'out'));
    const proof = await refused(server.url('texts'));
    expect([proof.code, proof.stderr]).toEqual([2, expect.stringMatching(/issue_date is a text, .*--date-order/)]);
    const twins = await refused(inSchema(server.url('texts'), 'twins'));
    expect([twins.code, twins.stderr]).toEqual([2, expect.stringMatching(/"Invoice_Id" differ in case only/)]);
    for (const { stderr } of [proof, twins]) expect(stderr).not.toContain(server.password);
  });

  it('is told by the order of no row, and by each changed cell', async () => {
    const digests: string[] = [];
    for (const [name, rows] of [
      ['first', "('A','D','2026-01-01','2026-01-31',5), ('B','D','2026-01-02','2026-02-01',6)"],
      ['turned', "('B','D','2026-01-02','2026-02-01',6), ('A','D','2026-01-01','2026-01-31',5)"],
      ['changed', "('B','D','2026-01-02','2026-02-01',6), ('A','D','2026-01-01','2026-01-31',7)"],
    ]) {
      await server.createDatabase(name);
      await server.run(
        `CREATE TABLE invoices (invoice_id text, debtor_id text, issue_date date, due_date date, amount numeric); INSERT INTO invoices VALUES ${rows}`,
        name,
      );
      const { stdout } = await payrhythm('inspect', server.url(name), '--as-of', SMALL_AS_OF, '--json');
      digests.push(JSON.parse(stdout).inputs[0].sha256);
    }
    expect(digests[0]).toMatch(/^[0-9a-f]{64}$/);
    expect(digests[1]).toBe(digests[0]);
    expect(digests[2]).not.toBe(digests[0]);
  });

  it.each([
    ['a wrong password', () => server.url().replace(/:[^:@]*@/, ':wrong-secret@'), 5, /password authentication failed/],
    ['no such database', () => server.url('nowhere'), 5, /database "nowhere" does not exist/],
    [
      'no invoices',
      () => inSchema(server.url(), 'pg_catalog'),
      3,
      /holds no table or view invoices in schema pg_catalog/,
    ],
    ['an unknown parameter', () => `${server.url()}?sslmod=require`, 2, /the parameter "sslmod" is not known/],
  ])('%s is told with the remedy and without the password', async (_, url, code, message) => {
    const result = await payrhythm('inspect', url());
    expect(result.code).toBe(code);
    expect(result.stderr).toMatch(message);
    for (const secret of [server.password, encodeURIComponent(server.password), 'wrong-secret'])
      expect(result.stderr).not.toContain(secret);
  });
});

/** Writes the small ledger into a database of its own. */
async function smallDatabase(name: string): Promise<string> {
  await server.createDatabase(name);
  await server.run(
    `CREATE TABLE invoices (invoice_id text, debtor_id text, issue_date date, due_date date, amount numeric, currency text);
     CREATE TABLE payments (payment_id text, debtor_id text, invoice_id text, paid_on date, amount numeric)`,
    name,
  );
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
    `INSERT INTO invoices VALUES ${values(invoices)}; INSERT INTO payments VALUES ${values(payments)}`,
    name,
  );
  return server.url(name);
}

describe('a target in PostgreSQL', () => {
  it('makes its schema, publishes, keeps the previous run, and names no password', async () => {
    const source = await smallDatabase('books');
    await server.createDatabase('callers');
    const target = server.url('callers');
    const nightly = (...more: readonly string[]) =>
      payrhythm('nightly', '--source', source, '--target', target, '--as-of', SMALL_AS_OF, '--json', ...more);
    const first = await nightly();
    expect(first.code, first.stderr).toBe(0);
    const queue = await server.run('SELECT * FROM payrhythm.current_queue', 'callers');
    expect(queue.map((row) => row['debtor_id'])).toEqual(['D3', 'D1']);
    expect(queue[0]).toMatchObject({ rank: 1, open_amount: '1200.0000', habitual_late: expect.any(Boolean) });
    expect((await nightly()).stdout).toContain('"outcome": "already_published"');
    await server.run("INSERT INTO payments VALUES ('PX', 'D3', 'D3-12', '2026-02-26', 1200)", 'books');
    expect((await nightly()).stdout).toContain('"outcome": "published"');
    expect(await server.run('SELECT debtor_id FROM payrhythm.current_queue', 'callers')).toEqual([{ debtor_id: 'D1' }]);
    expect(await server.run('SELECT count(*)::int AS n FROM payrhythm.runs', 'callers')).toEqual([{ n: 2 }]);
    expect(await server.run('SELECT count(*)::int AS n FROM payrhythm.queue', 'callers')).toEqual([{ n: 3 }]);
    const kept = JSON.stringify(await server.run('SELECT document FROM payrhythm.runs', 'callers'));
    for (const secret of [server.password, encodeURIComponent(server.password)]) {
      expect(first.stdout + first.stderr).not.toContain(secret);
      expect(kept).not.toContain(secret);
    }
    expect(JSON.parse(first.stdout).target).toMatch(
      /^postgres:\/\/caller@127\.0\.0\.1:\d+\/callers, schema payrhythm$/,
    );
  });

  it('takes the passwords from the environment', async () => {
    await server.createDatabase('secretless');
    const source = await smallDatabase('secretless_books');
    const bare = (url: string): string => url.replace(/:[^:@]*@/, '@');
    const nightly = () =>
      payrhythm(
        ...['nightly', '--source', bare(source), '--target', bare(server.url('secretless'))],
        ...['--as-of', SMALL_AS_OF, '--quiet'],
      );
    expect((await nightly()).code).toBe(5);
    process.env['PAYRHYTHM_SOURCE_PASSWORD'] = server.password;
    process.env['PAYRHYTHM_TARGET_PASSWORD'] = server.password;
    try {
      const { code, stderr } = await nightly();
      expect(code, stderr).toBe(0);
    } finally {
      delete process.env['PAYRHYTHM_SOURCE_PASSWORD'];
      delete process.env['PAYRHYTHM_TARGET_PASSWORD'];
    }
  });

  it('a second run waits for the first, and gives up with exit code 6', async () => {
    const source = await smallDatabase('waiting_books');
    await server.createDatabase('waiting');
    const target = server.url('waiting');
    const nightly = (...more: readonly string[]) =>
      payrhythm('nightly', '--source', source, '--target', target, '--as-of', SMALL_AS_OF, ...more);
    expect((await nightly('--quiet')).code).toBe(0);
    const holder = new Client({ connectionString: target });
    await holder.connect();
    const { createHash } = await import('node:crypto');
    const digest = createHash('sha256').update('payrhythm:payrhythm').digest();
    await holder.query('SELECT pg_advisory_lock($1::int, $2::int)', [digest.readInt32BE(0), digest.readInt32BE(4)]);
    const refused = await nightly();
    expect(refused.code).toBe(6);
    expect(refused.stderr).toMatch(/schema payrhythm, is held by another run: wait until it ends, or give --wait/);
    const waiting = nightly('--wait', '30');
    await new Promise((done) => setTimeout(done, 400));
    await holder.end();
    expect((await waiting).code).toBe(0);
  });

  it('a schema that is not ours is left alone', async () => {
    await server.createDatabase('foreign_tables');
    await server.run('CREATE SCHEMA payrhythm; CREATE TABLE payrhythm.queue (x int)', 'foreign_tables');
    const { code, stderr } = await payrhythm(
      ...['nightly', '--source', await smallDatabase('foreign_books'), '--target', server.url('foreign_tables')],
    );
    expect(code).toBe(2);
    expect(stderr).toMatch(/holds queue already, which payrhythm did not make/);
  });
});

describe('a million invoices', () => {
  it('are read and published while readers of current_queue never see half a queue', { timeout: 900_000 }, async () => {
    const work = temporaryDirectory();
    const ledger = join(work, 'ledger');
    const made = await payrhythm('generate', '--invoices', '1000000', '--seed', '3', '--out', ledger, '--quiet');
    expect(made.code, made.stderr).toBe(0);
    await server.createDatabase('large');
    await server.run(SOURCE_TABLES, 'large');
    await copyIn('large', 'receivables', ledger, TABLES);
    await server.createDatabase('large_target');
    const [{ n: invoices }] = await server.run('SELECT count(*)::int AS n FROM receivables.invoices', 'large');
    const config = join(work, 'payrhythm.config.json');
    writeFileSync(config, JSON.stringify({ policy: { callsPerDay: 5000 }, freshness: { holdDueCalls: false } }));
    const nightly = (asOf: string) =>
      payrhythm(
        ...[
          'nightly',
          '--source',
          inSchema(server.url('large'), 'receivables'),
          '--target',
          server.url('large_target'),
        ],
        ...['--as-of', asOf, '--config', config, '--json', '--estimator', 'prior'],
      );
    const started = performance.now();
    const first = await nightly('2026-01-05');
    expect(first.code, first.stderr).toBe(0);
    const firstRun = JSON.parse(first.stdout);

    let ended = false;
    const seen = new Map<string, number>();
    let reads = 0;
    const reader = async (): Promise<void> => {
      const client = new Client({ connectionString: server.url('large_target') });
      await client.connect();
      while (!ended) {
        const { rows } = await client.query(
          'SELECT run_id, count(*)::int AS rows, max(rank)::int AS last FROM payrhythm.current_queue GROUP BY run_id',
        );
        expect(rows).toHaveLength(1);
        expect(rows[0].rows).toBe(rows[0].last);
        const known = seen.get(rows[0].run_id);
        expect(known ?? rows[0].rows).toBe(rows[0].rows);
        seen.set(rows[0].run_id, rows[0].rows);
        reads++;
        // Readers that never rest would take the processors from the run that they watch.
        await new Promise((done) => setTimeout(done, 20));
      }
      await client.end();
    };
    const readers = [reader(), reader(), reader()];
    const second = await nightly('2026-01-06');
    await new Promise((done) => setTimeout(done, 500));
    ended = true;
    await Promise.all(readers);
    expect(second.code, second.stderr).toBe(0);
    const secondRun = JSON.parse(second.stdout);
    expect([...seen]).toEqual([
      [firstRun.runId, firstRun.totals.queue.debtors],
      [secondRun.runId, secondRun.totals.queue.debtors],
    ]);
    expect(firstRun.totals.queue.debtors).toBeGreaterThan(1000);
    expect(firstRun.tables.invoices.read).toBe(invoices);
    const published = await server.run('SELECT count(*)::int AS n FROM payrhythm.current_suppressed', 'large_target');
    expect(published).toEqual([{ n: secondRun.totals.suppressed.debtors }]);
    expect(secondRun.model.decision.outcome).toBe('kept');
    console.log(
      `${invoices} invoices, ${reads} reads of current_queue by 3 readers, none of half a queue; stages (s): ${JSON.stringify(firstRun.seconds)}, ${JSON.stringify(secondRun.seconds)}; both runs ${((performance.now() - started) / 1000).toFixed(1)} s`,
    );
    expect(reads).toBeGreaterThan(20);
  });
});
