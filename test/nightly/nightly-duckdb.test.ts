import { existsSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import { describe, expect, it } from 'vitest';
import { payrhythm, readCsv, temporaryDirectory } from '../cli/command-line.ts';
import { SMALL_AS_OF, smallLedger, writeSmallLedger } from './small-ledger.ts';

async function query(path: string, ...statements: readonly string[]): Promise<Record<string, unknown>[]> {
  const instance = await DuckDBInstance.create(path);
  const connection = await instance.connect();
  try {
    let rows: Record<string, unknown>[] = [];
    for (const sql of statements) rows = (await connection.runAndReadAll(sql)).getRowObjectsJson() as typeof rows;
    return rows;
  } finally {
    connection.closeSync();
    instance.closeSync();
  }
}

const nightly = (source: string, target: string, ...more: readonly string[]) =>
  payrhythm('nightly', '--source', source, '--target', target, '--as-of', SMALL_AS_OF, ...more);

describe('nightly to a DuckDB file', () => {
  it('publishes the rows of the CSV files, each in its type', async () => {
    const source = writeSmallLedger();
    const work = temporaryDirectory();
    const file = join(work, 'night.duckdb');
    const directory = join(work, 'night');
    const { code, stderr } = await nightly(source, file);
    expect(code, stderr).toBe(0);
    expect((await nightly(source, directory)).code).toBe(0);
    for (const [view, csv] of [
      ['current_queue', 'queue.csv'],
      ['current_suppressed', 'suppressed.csv'],
      ['current_actions', 'actions.csv'],
    ]) {
      const rows = await query(file, `SELECT * EXCLUDE (as_of, run_id) FROM ${view}`);
      const expected = readCsv(join(directory, 'current', csv));
      expect(rows).toHaveLength(expected.length);
      const plain = (cell: unknown): unknown =>
        cell === null
          ? ''
          : typeof cell === 'boolean'
            ? String(cell)
            : Number.isFinite(Number(cell)) && cell !== ''
              ? Number(cell)
              : String(cell);
      const byText = (a: unknown, b: unknown): number => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1);
      const shown = (row: object): unknown[] => Object.values(row).map(plain);
      expect(rows.map(shown).sort(byText)).toEqual(expected.map(shown).sort(byText));
    }
    expect(await query(file, 'SELECT as_of, calls, status FROM runs')).toEqual([
      { as_of: SMALL_AS_OF, calls: expect.any(Number), status: 'ok' },
    ]);
    expect(readdirSync(work).sort()).toEqual(['night', 'night.duckdb']);
  });

  it('keeps earlier runs, switches the views, and finds what was published', async () => {
    const ledger = smallLedger();
    const source = writeSmallLedger(ledger);
    const file = join(temporaryDirectory(), 'night.duckdb');
    expect((await nightly(source, file)).code).toBe(0);
    const again = await nightly(source, file);
    expect(again.stdout).toMatch(/was published before from the same inputs; nothing new is written/);
    writeSmallLedger({ ...ledger, payments: [...ledger.payments, 'PX,D3,D3-12,2026-02-26,1200'] }, source);
    expect((await nightly(source, file)).code).toBe(0);
    expect(
      await query(file, 'SELECT count(*)::INTEGER AS runs, count(DISTINCT run_id)::INTEGER AS ids FROM runs'),
    ).toEqual([{ runs: 2, ids: 2 }]);
    const ids = await query(file, 'SELECT DISTINCT debtor_id FROM queue ORDER BY 1');
    expect(ids.map((row) => row['debtor_id'])).toEqual(['D1', 'D3']);
    const current = await query(file, 'SELECT debtor_id FROM current_queue');
    expect(current.map((row) => row['debtor_id'])).toEqual(['D1']);
    writeSmallLedger(ledger, source);
    expect((await nightly(source, file)).stdout).toMatch(/and is current again/);
    expect(await query(file, 'SELECT debtor_id FROM current_queue')).toHaveLength(2);
  });

  it('removes old runs and their models by the retention', async () => {
    const source = writeSmallLedger();
    const file = join(temporaryDirectory(), 'night.duckdb');
    const config = join(temporaryDirectory(), 'c.json');
    writeFileSync(config, JSON.stringify({ retention: { days: 2 } }));
    for (const day of ['2026-02-23', '2026-03-02'])
      expect((await nightly(source, file, '--as-of', day, '--config', config)).code).toBe(0);
    expect(await query(file, 'SELECT count(*)::INTEGER AS n FROM runs')).toEqual([{ n: 1 }]);
    expect(await query(file, 'SELECT count(*)::INTEGER AS n FROM models')).toEqual([{ n: 1 }]);
  });

  it('adds columns that an older version did not write', async () => {
    const source = writeSmallLedger();
    const file = join(temporaryDirectory(), 'night.duckdb');
    expect((await nightly(source, file)).code).toBe(0);
    await query(file, 'DROP VIEW current_queue', 'ALTER TABLE queue DROP COLUMN propensity');
    const { code, stderr } = await nightly(source, file, '--as-of', '2026-03-03');
    expect(code, stderr).toBe(0);
    expect(await query(file, 'SELECT count(propensity)::INTEGER AS n, count(*)::INTEGER AS rows FROM queue')).toEqual([
      { n: 2, rows: 4 },
    ]);
    expect(await query(file, 'SELECT propensity FROM current_queue')).toHaveLength(2);
  });

  it.each([
    [['CREATE TABLE queue (x INTEGER)'], /holds queue already, which payrhythm did not make/],
    [
      [
        'CREATE TABLE payrhythm_schema (version INTEGER, applied_at TIMESTAMP)',
        'INSERT INTO payrhythm_schema VALUES (9, now())',
      ],
      /has tables of version 9, this payrhythm writes version 1: install the newer payrhythm/,
    ],
  ])('refuses a file that is not ours: %j', async (statements, message) => {
    const file = join(temporaryDirectory(), 'other.duckdb');
    await query(file, ...statements);
    const before = await query(file, 'SELECT table_name FROM information_schema.tables ORDER BY 1');
    const { code, stderr } = await nightly(writeSmallLedger(), file);
    expect(code).toBe(2);
    expect(stderr).toMatch(message);
    expect(await query(file, 'SELECT table_name FROM information_schema.tables ORDER BY 1')).toEqual(before);
  });

  it('refuses a file that is no database, and one that is the source', async () => {
    const file = join(temporaryDirectory(), 'x.duckdb');
    writeFileSync(file, 'this is a letter, not a database, and it is long enough to be read as a header of one');
    const { code, stderr } = await nightly(writeSmallLedger(), file);
    expect(code).toBe(2);
    expect(stderr).toMatch(/x\.duckdb is no DuckDB database: give another file/);
    const same = await nightly(file, file);
    expect(same.code).toBe(2);
    expect(same.stderr).toMatch(/is the source: publish to a place of its own/);
    expect(existsSync(`${file}.wal`)).toBe(false);
  });
});
