import { expect, it, vi } from 'vitest';
import { writeTable } from '../../src/io/index.ts';
import { failure, invoices, readText, temporaryDirectory } from './written-source.ts';

vi.mock('@duckdb/node-api', () => {
  throw new Error("Cannot find package '@duckdb/node-api'");
});

it('CSV is read without DuckDB', async () => {
  expect((await readText(invoices('1,D,2024-01-01,2024-01-31,5'))).rows()).toHaveLength(1);
});

it.each(['parquet', 'json', 'duckdb'])('%s names the package to install', async (ending) => {
  const failed = await failure('[]', {}, `ledger.${ending}`);
  expect(failed).toEqual({
    name: 'PayrhythmError',
    code: 'NOT_REACHABLE',
    message: `reading ledger.${ending} needs DuckDB, which is not installed: npm install @duckdb/node-api, or use CSV`,
  });
});

it('writing Parquet names it too', async () => {
  const path = `${temporaryDirectory()}/x.parquet`;
  await expect(writeTable(path, { rows: 0, columns: [] })).rejects.toMatchObject({
    code: 'NOT_REACHABLE',
    message: `writing ${path} needs DuckDB, which is not installed: npm install @duckdb/node-api, or use CSV`,
  });
});
