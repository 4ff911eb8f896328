import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { DuckDBInstance } from '@duckdb/node-api';
import { describe, expect, it } from 'vitest';
import { hidePasswords } from '../../src/io/hide-passwords.ts';
import { copyTextRow, createCopyTextReader } from '../../src/io/postgres/copy-text.ts';
import { isPostgresUrl, parsePostgresUrl } from '../../src/io/postgres/postgres-address.ts';
import { payrhythm, readCsv, readJson, temporaryDirectory, writeFiles } from '../cli/command-line.ts';
import { SMALL_AS_OF, smallLedger, writeSmallLedger } from './small-ledger.ts';

/** Debtor ids that try to be SQL, a formula, a path, or part of a program. */
const HOSTILE = [
  "'); DROP TABLE runs; --",
  '"; DELETE FROM queue; --',
  '=HYPERLINK("http://evil.example","x")',
  '+1+cmd|calc',
  '-2+3',
  '@SUM(A1)',
  '../../etc/passwd',
  '__proto__',
  'constructor',
  'a\\tb\\N',
  '\\.',
  "O'Brien; --",
];

function hostileLedger(): string {
  const quoted = (text: string): string => `"${text.replaceAll('"', '""')}"`;
  const { invoices, payments } = smallLedger();
  const more = HOSTILE.map((id, n) => `H${n},${quoted(id)},2026-01-05,2026-02-04,${100 + n},EUR`);
  return writeSmallLedger({ invoices: [...invoices, ...more], payments });
}

const nightly = (source: string, target: string, ...more: readonly string[]) =>
  payrhythm('nightly', '--source', source, '--target', target, '--as-of', SMALL_AS_OF, '--quiet', ...more);

describe('hostile cells', () => {
  it('are published as they are, to files that no spreadsheet runs', async () => {
    const target = temporaryDirectory();
    const { code, stderr } = await nightly(hostileLedger(), target);
    expect(code, stderr).toBe(0);
    const ids = ['queue.csv', 'suppressed.csv'].flatMap((name) =>
      readCsv(join(target, 'current', name)).map((row) => row['debtor_id']),
    );
    for (const id of HOSTILE) expect(ids).toContain(/^[=+\-@]/.test(id) ? `'${id}` : id);
    expect(readdirSync(target).sort()).toEqual(['current', 'models', 'payrhythm-target.json', 'runs']);
    expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
  });

  it('are values in a database, never statements', async () => {
    const file = join(temporaryDirectory(), 'night.duckdb');
    const { code, stderr } = await nightly(hostileLedger(), file);
    expect(code, stderr).toBe(0);
    const instance = await DuckDBInstance.create(file);
    const connection = await instance.connect();
    try {
      const ids = (
        await connection.runAndReadAll(
          'SELECT debtor_id FROM current_queue UNION ALL SELECT debtor_id FROM current_suppressed',
        )
      ).getRows();
      expect(ids.flat()).toEqual(expect.arrayContaining(HOSTILE));
      expect((await connection.runAndReadAll('SELECT count(*)::INTEGER FROM runs')).getRows()).toEqual([[1]]);
    } finally {
      connection.closeSync();
      instance.closeSync();
    }
  });

  it('come through COPY as they were, in pieces of any length', () => {
    const rows = HOSTILE.map((id, n) => [
      id,
      n % 2 ? null : `tab\there, line\nbreak, return\r and \\ back ${n}`,
      'é€😀',
    ]);
    const bytes = Buffer.from(rows.map((row) => copyTextRow(row)).join(''));
    for (const size of [1, 3, 7, 4096]) {
      const read: (readonly (string | null)[])[] = [];
      const reader = createCopyTextReader((row) => read.push([...row]));
      for (let at = 0; at < bytes.length; at += size) reader.push(bytes.subarray(at, at + size));
      reader.end();
      expect(read).toEqual(rows);
    }
    const plain = [
      ['a', null, 'é€😀'],
      ['', 'two words', null],
      [null, null, '\\N'],
      ['1', '2', '3'],
    ];
    const read: (readonly (string | null)[])[] = [];
    const offered: string[][] = [];
    const reader = createCopyTextReader(
      (row) => read.push([...row]),
      (row, bounds) => {
        const cell = (c: number): string => Buffer.from(row.subarray(bounds[2 * c], bounds[2 * c + 1])).toString();
        return offered.push([cell(0), cell(1), cell(2)]) !== 4;
      },
      3,
    );
    reader.push(Buffer.from([...plain, ['4', '5', '6']].map((row) => copyTextRow(row)).join('')));
    reader.end();
    // What has an escape is not offered, and what is not taken comes as texts.
    expect(offered).toEqual([
      ['a', '', 'é€😀'],
      ['', 'two words', ''],
      ['1', '2', '3'],
      ['4', '5', '6'],
    ]);
    expect(read).toEqual([plain[2], ['4', '5', '6']]);
    const cut = createCopyTextReader(() => {});
    cut.push(bytes.subarray(0, bytes.length - 3));
    expect(() => cut.end()).toThrow('in the middle of a row');
    expect(copyTextRow(['a\u0000b'])).toBe('a\ufffdb\n');
  });
});

describe('hostile files', () => {
  it('a gzip bomb is refused at the limit of the configuration, before it fills the memory', async () => {
    const rows = `${'x'.repeat(80)}\n`.repeat(400_000);
    const bomb = gzipSync(`invoice_id,debtor_id,issue_date,due_date,amount\n${rows}`);
    const source = writeFiles({ 'invoices.csv.gz': bomb });
    const config = join(temporaryDirectory(), 'c.json');
    writeFileSync(config, JSON.stringify({ read: { unpackedMegabytes: 1, unpackedRatio: 20 } }));
    const { code, stderr } = await nightly(source, temporaryDirectory(), '--config', config);
    expect(code).toBe(3);
    expect(stderr).toMatch(
      /invoices\.csv\.gz unpacks to more than 20 times its size \(\d+ bytes so far\): if that is right, unpack it/,
    );
  });

  it('a damaged record cannot lead a path out of the target', async () => {
    const parent = temporaryDirectory();
    const target = join(parent, 'night');
    const source = writeSmallLedger();
    expect((await nightly(source, target)).code).toBe(0);
    const run = readJson(join(target, 'current', 'run.json'));
    writeFileSync(join(parent, 'secret.json'), '{"top": "secret"}');
    const path = join(target, 'current', 'run.json');
    writeFileSync(path, JSON.stringify({ ...run, model: { ...run.model, id: '../../secret' } }));
    const { code, stdout } = await nightly(source, target, '--as-of', '2026-03-03', '--json');
    expect(code).toBe(0);
    expect(stdout).not.toContain('top');
    expect(JSON.parse(stdout).model.origin).toBe('trained');
    expect(existsSync(join(parent, 'secret.json'))).toBe(true);
  });

  it.each([
    { tables: { '../invoices': { columns: {} } } },
    { tables: { invoices: { columns: { '../x': 'y' } } } },
    { tables: { invoices: { columns: { invoice_id: 'no such header' } } } },
  ])('names in %j reach no file', async (document) => {
    const config = join(temporaryDirectory(), 'c.json');
    writeFileSync(config, JSON.stringify(document));
    const { code, stderr } = await nightly(writeSmallLedger(), temporaryDirectory(), '--config', config);
    expect([2, 3]).toContain(code);
    expect(stderr).not.toMatch(/^\s+at |unexpected failure/m);
  });

  it('JSON rows with __proto__ change nothing but their row', async () => {
    const rows = `[{"invoice_id":"1","debtor_id":"D","issue_date":"2026-01-05","due_date":"2026-02-04","amount":5,"__proto__":{"polluted":1}}]`;
    const source = writeFiles({ 'invoices.json': rows });
    const { code, stderr } = await nightly(source, temporaryDirectory());
    expect([0, 3], stderr).toContain(code);
    expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
  });
});

describe('passwords', () => {
  const SECRET = 's3cr%40t/p@ss';

  it.each([
    ['nightly', '--source', `postgres://ann:${SECRET}@127.0.0.1:1/x`, '--target', 'nowhere'],
    ['nightly', '--source', 'nowhere', '--target', `postgresql://ann:${SECRET}@127.0.0.1:1/x?password=${SECRET}`],
    ['nightly', '--source', `postgres://ann:${SECRET}@127.0.0.1:1/x`],
    ['nightly', '--source', `postgres://ann:${SECRET}@[::bad/x`, '--target', 'nowhere'],
    ['nightly', '--sorce', `postgres://ann:${SECRET}@127.0.0.1:1/x`],
    ['rank', `postgres://ann:${SECRET}@127.0.0.1:1/x`, '--out', 'nowhere'],
    ['rank', `postgres://ann:${SECRET}@127.0.0.1:1/x`, `postgres://ann:${SECRET}@127.0.0.1:1/y`],
    ['inspect', `postgres://127.0.0.1:1/x?user=ann&password=${SECRET}`],
    ['train', `postgres://ann:${SECRET}@127.0.0.1:1/x`, '--model', `postgres://ann:${SECRET}@127.0.0.1:1/x`],
  ])('are in no message of: %s %s', async (...args) => {
    const work = temporaryDirectory();
    for (const format of ['text', 'json']) {
      const given = args.map((arg) => (arg === 'nowhere' ? join(work, 'nowhere') : arg));
      const { code, stdout, stderr } = await payrhythm(...given, '--log-format', format);
      expect(code).toBeGreaterThan(1);
      for (const part of ['s3cr', 'p@ss']) expect(stdout + stderr).not.toContain(part);
      expect(stderr).not.toMatch(/^\s+at |unexpected failure/m);
    }
  });

  it('are left out of any text', () => {
    expect(hidePasswords('see postgres://ann:a:b@c@db/x, and "postgresql://bob:pw@h"')).toBe(
      'see postgres://ann@db/x, and "postgresql://bob@h"',
    );
    expect(hidePasswords('postgres://db/x?sslmode=require&password=pw&schema=y')).toBe(
      'postgres://db/x?sslmode=require&password=…&schema=y',
    );
    expect(hidePasswords('postgres://ann@db/x at 10:30, mail a@b')).toBe('postgres://ann@db/x at 10:30, mail a@b');
  });

  it('are kept out of the label; the secret of the environment wins', () => {
    const address = parsePostgresUrl(
      'postgres://ann:p%40w@db.example:6543/my%20books?schema=erp&sslmode=require',
      'other',
    );
    expect(address).toMatchObject({
      ...{ label: 'postgres://ann@db.example:6543/my%20books', schema: 'erp' },
      config: { host: 'db.example', port: 6543, user: 'ann', database: 'my books', password: 'other' },
    });
    expect(parsePostgresUrl('postgres://ann:p%40w@db/x').config.password).toBe('p@w');
    expect(parsePostgresUrl('postgres:///x?host=/var/run/postgresql').config.host).toBe('/var/run/postgresql');
    expect(isPostgresUrl('postgres.csv')).toBe(false);
    expect(() => parsePostgresUrl('postgres://db/x?sslmode=maybe')).toThrow(/it is disable, require or verify-full/);
  });

  it('stay out of what is published', async () => {
    const target = temporaryDirectory();
    expect((await nightly(writeSmallLedger(), target)).code).toBe(0);
    const run = readFileSync(join(target, 'current', 'run.json'), 'utf8');
    expect(run).not.toMatch(/password/i);
  });
});
