import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { finished } from 'node:stream/promises';
import type { DuckDBConnection } from '@duckdb/node-api';
import { PayrhythmError } from '../../errors.ts';
import type { TableName } from '../../ledger/index.ts';
import { sqlName, sqlText } from '../duckdb-module.ts';
import type { SqlColumn } from '../duckdb-text.ts';
import type { PostgresSource } from '../postgres/postgres-source.ts';
import type { SourceInput } from '../source-tables.ts';

/** A table of a database, put aside as Parquet with the texts as they came. */
export interface StagedTable {
  readonly table: TableName;
  readonly path: string;
  /** Names it in messages: never with the password. */
  readonly label: string;
  readonly columns: readonly SqlColumn[];
}

const ESCAPES = [
  "'\\b', chr(8)",
  "'\\t', chr(9)",
  "'\\n', chr(10)",
  "'\\v', chr(11)",
  "'\\f', chr(12)",
  "'\\r', chr(13)",
];
/** Bytes of the longest row that is put aside, far above what a row of ledger cells takes; the reader holds sixteen times as much. */
const LONGEST_ROW = 4_000_000;

/**
 * Puts the ledger tables of a PostgreSQL database aside, all of one moment: each is streamed to a file as it comes, and
 * then kept as Parquet. The rows are in memory at no time; the source is closed afterwards. O(bytes).
 *
 * @throws {PayrhythmError} what the source has to say; a system error where the directory has no space.
 */
export async function stagePostgres(
  connection: DuckDBConnection,
  source: PostgresSource,
  directory: string,
): Promise<{ readonly tables: readonly StagedTable[]; readonly inputs: readonly SourceInput[] }> {
  try {
    const tables: StagedTable[] = [];
    for (const table of source.tables) tables.push(await stageTable(connection, source, table, directory));
    return { tables, inputs: source.inputs() };
  } finally {
    await source.close();
  }
}

async function stageTable(
  connection: DuckDBConnection,
  source: PostgresSource,
  table: TableName,
  directory: string,
): Promise<StagedTable> {
  const rows = join(directory, `${table}.tsv`);
  const path = join(directory, `${table}.parquet`);
  const columns = source.columns(table);
  refuseTwins(columns, `${source.label}, table ${table}`);
  await writeRows(source, table, rows);
  const types = columns.map((_, at) => `${sqlText(`c${at}`)}: 'VARCHAR'`).join(', ');
  const format = `auto_detect = false, header = false, delim = '\t', quote = '', escape = '', nullstr = '\\N', max_line_size = ${LONGEST_ROW}`;
  const cells = columns.map(({ name }, at) => `${unescaped(`c${at}`)} AS ${sqlName(name)}`).join(', ');
  await connection.run(
    `COPY (SELECT ${cells} FROM read_csv(${sqlText(rows)}, columns = {${types}}, ${format})) TO ${sqlText(path)} (FORMAT parquet)`,
  );
  await rm(rows);
  const label = `${source.label}, table ${table}`;
  return { table, path, label, columns: columns.map((column) => ({ ...column, type: 'VARCHAR' })) };
}

/** DuckDB does not tell names apart that differ in case only. */
function refuseTwins(columns: readonly { readonly name: string }[], label: string): void {
  const names = new Map<string, string>();
  for (const { name } of columns) {
    const twin = names.get(name.toLowerCase());
    if (twin !== undefined)
      throw new PayrhythmError(
        'USAGE',
        `${label}: the columns "${twin}" and "${name}" differ in case only, so it cannot be read in partitions: read a view without one of them, or leave --partitions out`,
      );
    names.set(name.toLowerCase(), name);
  }
}

async function writeRows(source: PostgresSource, table: TableName, path: string): Promise<void> {
  const file = createWriteStream(path, { flags: 'wx', mode: 0o600 });
  // A full disk ends the stream, and is told below; without a listener it would end the process.
  const ended = finished(file);
  ended.catch(() => {});
  try {
    await source.copy(table, async (chunk) => {
      if (!file.write(chunk)) await Promise.race([once(file, 'drain'), ended]);
    });
  } finally {
    file.end();
  }
  await ended;
}

/** A cell of COPY's text format as the text it stands for: an escape begins with a backslash, and no text has a NUL. */
function unescaped(cell: string): string {
  const text = ESCAPES.reduce((inner, pair) => `replace(${inner}, ${pair})`, `replace(${cell}, '\\\\', chr(0))`);
  return `CASE WHEN contains(${cell}, '\\') THEN replace(${text}, chr(0), '\\') ELSE ${cell} END`;
}
