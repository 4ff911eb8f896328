import type { DuckDBConnection, DuckDBType, DuckDBValue } from '@duckdb/node-api';
import { parseDay } from '../../calendar/index.ts';
import type { QueueCellType } from '../../prioritise/index.ts';
import { type DuckDbModule, sqlName } from '../duckdb-module.ts';
import type { PublishedCell, PublishedTable } from '../night-target/published-tables.ts';
import type { SqlSession } from '../night-target/sql-session.ts';

/** DuckDB's own chunk length. */
const CHUNK_ROWS = 2048;
const STAGE = 'payrhythm_stage';

/** A session on an open DuckDB connection. */
export function duckDbSession(duckdb: DuckDbModule, connection: DuckDBConnection): SqlSession {
  const rows: SqlSession['rows'] = async (sql, values = []) =>
    (await connection.runAndReadAll(sql, [...values])).getRows();
  return {
    rows,
    async run(sql, values = []) {
      await connection.run(sql, [...values]);
    },
    async tables() {
      const found = await rows(
        'SELECT table_name FROM information_schema.tables WHERE table_schema = current_schema()',
      );
      return found.map(([name]) => String(name));
    },
    async columns(table) {
      const found = await rows(
        'SELECT column_name FROM information_schema.columns WHERE table_schema = current_schema() AND table_name = $1',
        [table],
      );
      return found.map(([name]) => String(name));
    },
    async insert(table, runId, cells) {
      // Appended to a table of plain types first: the appender takes no decimals from numbers.
      const declared = table.columns.map(({ name, type }) => `${sqlName(name)} ${STAGE_TYPES[type]}`);
      await connection.run(`CREATE OR REPLACE TEMP TABLE ${STAGE} (${declared.join(', ')})`);
      await append(duckdb, connection, table, cells);
      const names = table.columns.map(({ name }) => sqlName(name)).join(', ');
      await connection.run(`INSERT INTO ${sqlName(table.name)} (run_id, ${names}) SELECT $1, ${names} FROM ${STAGE}`, [
        runId,
      ]);
      await connection.run(`DROP TABLE ${STAGE}`);
    },
  };
}

const STAGE_TYPES: Readonly<Record<QueueCellType, string>> = {
  text: 'VARCHAR',
  money: 'DOUBLE',
  number: 'DOUBLE',
  integer: 'INTEGER',
  date: 'DATE',
  flag: 'BOOLEAN',
};

async function append(
  duckdb: DuckDbModule,
  connection: DuckDBConnection,
  table: PublishedTable,
  rows: Iterable<readonly PublishedCell[]>,
): Promise<void> {
  const { VARCHAR, DOUBLE, INTEGER, DATE, BOOLEAN, DuckDBDateValue, DuckDBDataChunk } = duckdb;
  const types: Readonly<Record<QueueCellType, DuckDBType>> = {
    ...{ text: VARCHAR, money: DOUBLE, number: DOUBLE, integer: INTEGER, date: DATE, flag: BOOLEAN },
  };
  const columnTypes = table.columns.map(({ type }) => types[type]);
  const appender = await connection.createAppender(STAGE, 'main', 'temp');
  let chunk: DuckDBValue[][] = table.columns.map(() => []);
  const flush = (): void => {
    const made = DuckDBDataChunk.create(columnTypes, chunk[0].length);
    made.setColumns(chunk);
    appender.appendDataChunk(made);
    chunk = table.columns.map(() => []);
  };
  for (const row of rows) {
    row.forEach((cell, c) => {
      const isDate = table.columns[c].type === 'date' && cell !== null;
      chunk[c].push(isDate ? new DuckDBDateValue(parseDay(String(cell))) : cell);
    });
    if (chunk[0].length === CHUNK_ROWS) flush();
  }
  if (chunk[0].length > 0) flush();
  appender.closeSync();
}
