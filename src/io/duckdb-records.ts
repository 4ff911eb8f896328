import type { DuckDBConnection } from '@duckdb/node-api';
import { PayrhythmError } from '../errors.ts';
import { TABLE_NAMES, type TableName } from '../ledger/index.ts';
import type { CollectedCells, ColumnChoice } from './collected-cells.ts';
import { collectDuckDbCells } from './duckdb-cells.ts';
import { loadDuckDb, sqlName, sqlText } from './duckdb-module.ts';
import { type SqlColumn, sourceHeader, textExpression } from './duckdb-text.ts';
import type { RecordFacts, RecordSink } from './record-sink.ts';

/** The ledger tables of an open database. */
export interface DuckDbSource {
  readonly tables: readonly TableName[];
  read(table: TableName, sink: RecordSink): Promise<RecordFacts>;
  /** The cells of the chosen columns; undefined where they have to be read as records. */
  collect(table: TableName, choice: ColumnChoice): Promise<CollectedCells | undefined>;
  close(): void;
}

const FACTS: RecordFacts = { delimiter: null, encoding: null };
/**
 * Opens a `.duckdb` file for reading; the tables and views named like ledger tables are its ledger. Views that reach
 * for other files are not followed.
 *
 * @throws {PayrhythmError} `BAD_DATA` where it is no database or has no invoices; `NOT_REACHABLE` without DuckDB.
 */
export async function openDuckDbSource(path: string): Promise<DuckDbSource> {
  const { DuckDBInstance } = await loadDuckDb(`reading ${path}`);
  const instance = await DuckDBInstance.create(path, {
    access_mode: 'READ_ONLY',
    enable_external_access: 'false',
  }).catch((error: Error) => {
    throw unreadable(path, 'a DuckDB database', error);
  });
  const connection = await instance.connect();
  const close = (): void => {
    connection.closeSync();
    instance.closeSync();
  };
  try {
    await useUtc(connection);
    const found = await connection.runAndReadAll('SELECT table_name FROM information_schema.tables');
    const names = found.getRows().map((row) => String(row[0]));
    const nameOf = (table: TableName) => names.find((name) => name.toLowerCase() === table);
    const tables = TABLE_NAMES.filter((table) => nameOf(table) !== undefined);
    if (!tables.includes('invoices'))
      throw new PayrhythmError(
        'BAD_DATA',
        `${path} holds no table invoices; it has ${names.length === 0 ? 'no tables' : names.sort().join(', ')}`,
        { path, tables: names },
      );
    const reading = async <T>(table: TableName, read: (source: string) => Promise<T>): Promise<T> => {
      try {
        return await read(sqlName(nameOf(table) as string));
      } catch (error) {
        throw unreadable(`${path}, table ${table},`, 'a table', error);
      }
    };
    return {
      tables,
      close,
      read: (table, sink) =>
        reading(table, async (source) => {
          const columns = await describe(connection, source);
          return streamTexts(connection, source, columns, columns.map(textExpression), sink);
        }),
      collect: (table, choice) =>
        reading(table, async (source) =>
          collectDuckDbCells(connection, source, await describe(connection, source), choice),
        ),
    };
  } catch (error) {
    close();
    throw error;
  }
}

/**
 * Streams a Parquet or JSON file (an array of objects, or an object a line) through DuckDB; the first row is line 1.
 *
 * @throws {PayrhythmError} `BAD_DATA` where it cannot be read as such; `NOT_REACHABLE` without DuckDB.
 */
export function readDuckDbFile(path: string, format: 'json' | 'parquet', sink: RecordSink): Promise<RecordFacts> {
  return withFile(path, format, async (connection, file) => {
    if (format === 'parquet') {
      const source = `read_parquet(${file})`;
      const columns = await describe(connection, source);
      return streamTexts(connection, source, columns, columns.map(textExpression), sink);
    }
    // The types tell numbers from texts; the cells themselves are read as the file has them.
    const columns = await describe(connection, `read_json(${file}, sample_size=-1)`);
    const texts = columns.map((column) => `${sqlText(column.name)}: 'VARCHAR'`).join(', ');
    const names = columns.map((column) => sqlName(column.name));
    return streamTexts(connection, `read_json(${file}, columns={${texts}})`, columns, names, sink);
  });
}

/** The cells of the chosen columns of a Parquet file; undefined where they have to be read as records. */
export function collectParquetCells(path: string, choice: ColumnChoice): Promise<CollectedCells | undefined> {
  return withFile(path, 'parquet', async (connection, file) => {
    const source = `read_parquet(${file})`;
    return collectDuckDbCells(connection, source, await describe(connection, source), choice);
  });
}

async function withFile<T>(
  path: string,
  format: 'json' | 'parquet',
  read: (connection: DuckDBConnection, file: string) => Promise<T>,
): Promise<T> {
  const { DuckDBInstance } = await loadDuckDb(`reading ${path}`);
  const instance = await DuckDBInstance.create(':memory:', { autoinstall_known_extensions: 'false' });
  const connection = await instance.connect();
  try {
    await useUtc(connection);
    return await read(connection, sqlText(escapeGlob(path)));
  } catch (error) {
    throw unreadable(path, format === 'json' ? 'JSON (an array of objects, or an object a line)' : 'Parquet', error);
  } finally {
    connection.closeSync();
    instance.closeSync();
  }
}

/** Makes times be read as UTC. */
export async function useUtc(connection: DuckDBConnection): Promise<void> {
  await connection.run("SET TimeZone = 'UTC'").catch(() => {});
}

/** The columns of what can be selected from. */
export async function describe(connection: DuckDBConnection, source: string): Promise<SqlColumn[]> {
  const found = await connection.runAndReadAll(`DESCRIBE SELECT * FROM ${source}`);
  return found.getRows().map((row) => ({ name: String(row[0]), type: String(row[1]) }));
}

async function streamTexts(
  connection: DuckDBConnection,
  source: string,
  columns: readonly SqlColumn[],
  expressions: readonly string[],
  sink: RecordSink,
): Promise<RecordFacts> {
  sink.header(columns.map(sourceHeader));
  const result = await connection.stream(`SELECT ${expressions.join(', ')} FROM ${source}`);
  const cells: string[] = new Array(columns.length).fill('');
  let line = 0;
  for (let chunk = await result.fetchChunk(); chunk && chunk.rowCount > 0; chunk = await result.fetchChunk()) {
    const values = chunk.getColumns();
    for (let row = 0; row < chunk.rowCount; row++) {
      for (let c = 0; c < cells.length; c++) cells[c] = (values[c][row] as string | null) ?? '';
      sink.record(++line, cells);
    }
  }
  return FACTS;
}

/** DuckDB takes `*`, `?` and `[` in a file name for a pattern. */
export function escapeGlob(path: string): string {
  return path.replace(/[*?[]/g, '[$&]');
}

/** What is told about a source that DuckDB cannot read. */
export function unreadable(path: string, what: string, error: unknown): unknown {
  if (error instanceof PayrhythmError) return error;
  const [reason] = (error as Error).message.split('\n');
  if (/lock/i.test(reason) && /conflicting|could not set/i.test(reason))
    return new PayrhythmError(
      'NOT_REACHABLE',
      `${path} is in use by another process: ${reason}`,
      { path },
      { cause: error },
    );
  return new PayrhythmError('BAD_DATA', `${path} cannot be read as ${what}: ${reason}`, { path }, { cause: error });
}
