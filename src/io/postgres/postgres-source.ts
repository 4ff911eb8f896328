import { PayrhythmError } from '../../errors.ts';
import { TABLE_NAMES, type TableName } from '../../ledger/index.ts';
import { sqlName } from '../duckdb-module.ts';
import type { ReadOptions } from '../read-options.ts';
import type { RecordFacts, RecordSink } from '../record-sink.ts';
import type { SourceInput } from '../source-tables.ts';
import { connectPostgres, type PostgresConnection } from './connect-postgres.ts';
import { type CopyTextReader, createCopyTextReader } from './copy-text.ts';
import { parsePostgresUrl } from './postgres-address.ts';
import { createRowDigest } from './row-digest.ts';

/** The ledger tables of a database, all seen at one moment. */
export interface PostgresSource {
  readonly label: string;
  readonly tables: readonly TableName[];
  /** Invoices as the server last counted them; 0 where it never did. */
  readonly estimatedInvoices: number;
  read(table: TableName, sink: RecordSink): Promise<RecordFacts>;
  /** The columns of a table that may hold cells of a ledger, in the order of {@link PostgresSource.copy}. */
  columns(table: TableName): readonly PostgresColumn[];
  /** Gives the rows of a table as the bytes of COPY's text format, chunk by chunk; waits for each to be taken. */
  copy(table: TableName, take: (chunk: Uint8Array) => void | Promise<void>): Promise<void>;
  /** What was read so far: a digest of the rows a table, whatever their order. */
  inputs(): readonly SourceInput[];
  close(): Promise<void>;
}

/** A column, and how far its type says what its texts mean. */
export interface PostgresColumn {
  readonly name: string;
  /** Its numbers have a decimal point and no other mark. */
  readonly isNumeric: boolean;
  /** Its days are written year first. */
  readonly isDate: boolean;
}

interface Relation {
  readonly schema: string;
  readonly name: string;
  readonly columns: readonly PostgresColumn[];
  /** Rows as the server last counted them; below 0 or 0 where it never did, and for views. */
  readonly estimatedRows: number;
}

const LINE_FEED = 10;
const FACTS: RecordFacts = { delimiter: null, encoding: null };
const NUMERIC = /^(smallint|integer|bigint|numeric|real|double precision|oid)/;
const DATE = /^(date|timestamp)/;
/** Types that hold no cell of a ledger and may be large. */
const LEFT_OUT = /^(bytea|jsonb?|xml|tsvector)|\[\]$/;

/**
 * Connects to a ledger in PostgreSQL: one read-only transaction, REPEATABLE READ, so that all tables are seen as of one
 * moment. Tables, views and materialised views named like ledger tables are found in the schema `?schema=`, else in
 * `public`, or where the configuration says. The password may come from `PAYRHYTHM_SOURCE_PASSWORD`.
 *
 * @throws {PayrhythmError} `NOT_REACHABLE`, or `BAD_DATA` where a table is not there.
 */
export async function openPostgresSource(url: string, tables: ReadOptions['tables'] = {}): Promise<PostgresSource> {
  const address = parsePostgresUrl(url, process.env['PAYRHYTHM_SOURCE_PASSWORD']);
  const connection = await connectPostgres(address);
  const { client, label } = connection;
  try {
    await client.query('BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY');
    await client.query(
      "SET LOCAL datestyle = 'ISO, YMD'; SET LOCAL timezone = 'UTC'; SET LOCAL client_encoding = 'UTF8'",
    );
    const relations = await findRelations(connection, address.schema ?? 'public', tables);
    const inputs: SourceInput[] = [];
    const relationOf = (table: TableName): Relation => relations.get(table) as Relation;
    const copy = async (table: TableName, take: (chunk: Buffer) => void | Promise<void>): Promise<void> => {
      const relation = relationOf(table);
      const place = `${relation.schema}.${relation.name}`;
      try {
        inputs.push({ path: `${label}, table ${place}`, ...(await copyRows(connection, relation, take)) });
      } catch (error) {
        throw connection.explain(error, `reading table ${place}`);
      }
    };
    return {
      label,
      tables: TABLE_NAMES.filter((table) => relations.has(table)),
      estimatedInvoices: Math.max(0, relationOf('invoices').estimatedRows),
      inputs: () => inputs,
      columns: (table) => relationOf(table).columns,
      copy,
      async read(table, sink) {
        const { columns } = relationOf(table);
        sink.header(columns.map(({ name, isNumeric }) => ({ name: name.trim(), exactNumbers: isNumeric })));
        const reader = createRecordReader(columns.length, sink);
        await copy(table, (chunk) => reader.push(chunk));
        reader.end();
        return FACTS;
      },
      close: () => connection.close(),
    };
  } catch (error) {
    await connection.close();
    throw connection.explain(error, 'looking for the ledger tables');
  }
}

async function findRelations(
  { client, label }: PostgresConnection,
  defaultSchema: string,
  tables: NonNullable<ReadOptions['tables']>,
): Promise<ReadonlyMap<TableName, Relation>> {
  const found = new Map<TableName, Relation>();
  const unknown = Object.keys(tables).find((name) => !TABLE_NAMES.includes(name as TableName));
  if (unknown !== undefined) throw new PayrhythmError('USAGE', `there is no ledger table "${unknown}"`);
  for (const table of TABLE_NAMES) {
    const settings = tables[table];
    const schema = settings?.schema ?? defaultSchema;
    const { rows } = await client.query(
      `SELECT c.relname, c.reltuples::float8 AS rows, a.attname, format_type(a.atttypid, a.atttypmod) FROM pg_class c
         JOIN pg_namespace n ON n.oid = c.relnamespace JOIN pg_attribute a ON a.attrelid = c.oid
        WHERE n.nspname = $1 AND (c.relname = $2 OR ($3 AND lower(c.relname) = $2)) AND c.relkind IN ('r', 'v', 'm', 'f', 'p')
          AND a.attnum > 0 AND NOT a.attisdropped ORDER BY c.relname = $2 DESC, c.relname, a.attnum`,
      [schema, settings?.table ?? table, settings?.table === undefined],
    );
    const name = rows[0]?.relname as string | undefined;
    if (name === undefined) {
      if (settings?.table !== undefined || settings?.schema !== undefined)
        throw new PayrhythmError(
          'BAD_DATA',
          `${label} has no table or view ${settings.table ?? table} in schema ${schema}, or we may not see it: check "tables.${table}" in the configuration`,
          { table, schema },
        );
      continue;
    }
    const columns = rows
      .filter((row) => row.relname === name && !LEFT_OUT.test(row.format_type))
      .map((row) => ({
        name: row.attname as string,
        isNumeric: NUMERIC.test(row.format_type),
        isDate: DATE.test(row.format_type),
      }));
    found.set(table, { schema, name, columns, estimatedRows: Number(rows[0].rows) });
  }
  if (!found.has('invoices'))
    throw new PayrhythmError(
      'BAD_DATA',
      `${label} holds no table or view invoices in schema ${defaultSchema}: name the schema (?schema=…), or the table in the configuration ("tables")`,
      { schema: defaultSchema },
    );
  return found;
}

async function copyRows(
  { client, copy }: PostgresConnection,
  { schema, name, columns }: Relation,
  take: (chunk: Buffer) => void | Promise<void>,
): Promise<{ bytes: number; sha256: string }> {
  const cells = columns.map((column) => `${sqlName(column.name)}::text`).join(', ');
  const stream = client.query(copy.to(`COPY (SELECT ${cells} FROM ${sqlName(schema)}.${sqlName(name)}) TO STDOUT`));
  const digest = createRowDigest();
  let bytes = 0;
  let last = LINE_FEED;
  for await (const chunk of stream as AsyncIterable<Buffer>) {
    bytes += chunk.length;
    last = chunk.at(-1) ?? last;
    digest.add(chunk);
    await take(chunk);
  }
  if (last !== LINE_FEED) throw new Error('the data ended in the middle of a row');
  return { bytes, sha256: digest.finish() };
}

/** Gives rows to a sink, as bytes where it takes them so; the first is line 1. */
function createRecordReader(columns: number, sink: RecordSink): CopyTextReader {
  const texts: string[] = new Array(columns).fill('');
  let line = 0;
  return createCopyTextReader(
    (row) => {
      for (let c = 0; c < texts.length; c++) texts[c] = row[c] ?? '';
      sink.record(++line, texts);
    },
    (row, bounds) => {
      const isTaken = sink.recordBytes?.(line + 1, row, bounds) ?? false;
      if (isTaken) line++;
      return isTaken;
    },
    columns,
  );
}
