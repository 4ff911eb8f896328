import { PayrhythmError } from '../../errors.ts';
import { TABLE_NAMES, type TableName } from '../../ledger/index.ts';
import { sqlName } from '../duckdb-module.ts';
import type { ReadOptions } from '../read-options.ts';
import type { RecordFacts, RecordSink } from '../record-sink.ts';
import type { SourceInput } from '../source-tables.ts';
import { connectPostgres, type PostgresConnection } from './connect-postgres.ts';
import { createCopyTextReader } from './copy-text.ts';
import { parsePostgresUrl } from './postgres-address.ts';
import { createRowDigest } from './row-digest.ts';

/** The ledger tables of a database, all seen at one moment. */
export interface PostgresSource {
  readonly label: string;
  readonly tables: readonly TableName[];
  read(table: TableName, sink: RecordSink): Promise<RecordFacts>;
  /** What was read so far: a digest of the rows a table, whatever their order. */
  inputs(): readonly SourceInput[];
  close(): Promise<void>;
}

interface Relation {
  readonly schema: string;
  readonly name: string;
  readonly columns: readonly { readonly name: string; readonly type: string }[];
}

const FACTS: RecordFacts = { delimiter: null, encoding: null };
const NUMERIC = /^(smallint|integer|bigint|numeric|real|double precision|oid)/;
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
    return {
      label,
      tables: TABLE_NAMES.filter((table) => relations.has(table)),
      inputs: () => inputs,
      async read(table, sink) {
        const relation = relations.get(table) as Relation;
        const place = `${relation.schema}.${relation.name}`;
        try {
          inputs.push({ path: `${label}, table ${place}`, ...(await copyRows(connection, relation, sink)) });
          return FACTS;
        } catch (error) {
          throw connection.explain(error, `reading table ${place}`);
        }
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
      `SELECT c.relname, a.attname, format_type(a.atttypid, a.atttypmod) FROM pg_class c
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
      .filter((row) => row.relname === name)
      .map((row) => ({ name: row.attname as string, type: row.format_type as string }));
    found.set(table, { schema, name, columns });
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
  relation: Relation,
  sink: RecordSink,
): Promise<{ bytes: number; sha256: string }> {
  const columns = relation.columns.filter(({ type }) => !LEFT_OUT.test(type));
  sink.header(columns.map(({ name, type }) => ({ name: name.trim(), exactNumbers: NUMERIC.test(type) })));
  const cells = columns.map(({ name }) => `${sqlName(name)}::text`).join(', ');
  const stream = client.query(
    copy.to(`COPY (SELECT ${cells} FROM ${sqlName(relation.schema)}.${sqlName(relation.name)}) TO STDOUT`),
  );
  const digest = createRowDigest();
  const texts: string[] = new Array(columns.length).fill('');
  let line = 0;
  let bytes = 0;
  const reader = createCopyTextReader(
    (row) => {
      for (let c = 0; c < texts.length; c++) texts[c] = row[c] ?? '';
      sink.record(++line, texts);
    },
    (row, bounds) => {
      const isTaken = sink.recordBytes?.(line + 1, row, bounds) ?? false;
      if (isTaken) line++;
      return isTaken;
    },
    columns.length,
  );
  for await (const chunk of stream as AsyncIterable<Buffer>) {
    bytes += chunk.length;
    digest.add(chunk);
    reader.push(chunk);
  }
  reader.end();
  return { bytes, sha256: digest.finish() };
}
