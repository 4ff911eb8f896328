import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { sqlName } from '../duckdb-module.ts';
import type { PublishedCell } from '../night-target/published-tables.ts';
import type { SqlSession } from '../night-target/sql-session.ts';
import type { PostgresConnection } from './connect-postgres.ts';
import { copyTextRow } from './copy-text.ts';

/** Characters gathered before a piece is sent. */
const PIECE_CHARACTERS = 1 << 16;

/** A session on an open connection, working in one schema. */
export function postgresSession({ client, copy }: PostgresConnection, schema: string): SqlSession {
  const rows: SqlSession['rows'] = async (sql, values = []) =>
    (await client.query({ text: sql, values: [...values], rowMode: 'array' })).rows as unknown[][];
  return {
    rows,
    async run(sql, values = []) {
      await client.query(sql, [...values]);
    },
    async tables() {
      const found = await rows(
        'SELECT c.relname FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace WHERE n.nspname = $1',
        [schema],
      );
      return found.map(([name]) => String(name));
    },
    async columns(table) {
      const found = await rows(
        `SELECT a.attname FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid JOIN pg_namespace n ON n.oid = c.relnamespace
          WHERE n.nspname = $1 AND c.relname = $2 AND a.attnum > 0 AND NOT a.attisdropped`,
        [schema, table],
      );
      return found.map(([name]) => String(name));
    },
    async insert(table, runId, cells) {
      const names = ['run_id', ...table.columns.map(({ name }) => name)].map(sqlName).join(', ');
      const target = client.query(copy.from(`COPY ${sqlName(schema)}.${sqlName(table.name)} (${names}) FROM STDIN`));
      await pipeline(Readable.from(copyPieces(runId, cells)), target);
    },
  };
}

function* copyPieces(runId: string, rows: Iterable<readonly PublishedCell[]>): Generator<Buffer> {
  let piece = '';
  for (const row of rows) {
    piece += copyTextRow([runId, ...row]);
    if (piece.length < PIECE_CHARACTERS) continue;
    yield Buffer.from(piece);
    piece = '';
  }
  if (piece !== '') yield Buffer.from(piece);
}
