import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { DuckDBConnection } from '@duckdb/node-api';
import { PayrhythmError } from '../../errors.ts';
import { type ColumnDeclaration, TABLE_NAMES, type TableName } from '../../ledger/index.ts';
import type { ChosenColumns } from '../choose-columns.ts';
import { readSample } from '../duckdb-cells.ts';
import { loadDuckDb, sqlName, sqlText } from '../duckdb-module.ts';
import { describe, escapeGlob, unreadable, useUtc } from '../duckdb-records.ts';
import { type SqlColumn, sourceHeader, textExpression } from '../duckdb-text.ts';
import { digestFile } from '../file-survey.ts';
import { findLedgerFiles, type LedgerFiles } from '../ledger-files.ts';
import { isPostgresUrl, parsePostgresUrl } from '../postgres/postgres-address.ts';
import { openPostgresSource, type PostgresSource } from '../postgres/postgres-source.ts';
import type { ReadOptions } from '../read-options.ts';
import { columnChoice, type ReadSettings } from '../read-table.ts';
import type { SourceFormat, SourceInput } from '../source-tables.ts';
import { makePartsDirectory } from './parts-directory.ts';
import { stagePostgres } from './stage-postgres.ts';

/** Column that says where a row stands in its table, from 1; no ledger column is called so. */
export const LINE_COLUMN = 'payrhythm:line';

/** One table of a source that can be read in parts. */
export interface PartTable {
  readonly table: TableName;
  /** Names it in messages. */
  readonly file: string;
  readonly format: SourceFormat;
  readonly columns: readonly SqlColumn[];
  /** What to select from: every column, and {@link LINE_COLUMN}. */
  readonly source: string;
  readonly chosen: ChosenColumns;
  /** First records of the table. */
  readonly sample: readonly (readonly string[])[];
  /** A ledger column as trimmed text in SQL, never null; undefined where the source has none. */
  textOf(column: string): string | undefined;
}

/** The tables of a source, open in a database that may spill to a directory of its own. */
export interface PartTables {
  readonly connection: DuckDBConnection;
  readonly tables: readonly PartTable[];
  readonly inputs: readonly SourceInput[];
  readonly ignoredFiles: readonly string[];
  /** A directory for whatever does not fit in memory; it goes when the tables are closed. */
  readonly directory: string;
  /** Gives the memory of the database back; its tables cannot be read any more. */
  release(): void;
  close(): Promise<void>;
}

/** Most memory of the database itself, bytes; the rest is spilt. Nothing else is in memory while it works. */
const DATABASE_MEMORY = 2 ** 31;
const LEAST_DATABASE_MEMORY = 2 ** 29;
/** What JavaScript trims, so that ids meet as they do in memory. */
const BLANKS =
  '\t\n\v\f\r \u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u2028\u2029\u202f\u205f\u3000\ufeff';

/**
 * Opens a directory of Parquet files, one such file, a `.duckdb` file or a PostgreSQL ledger for reading in parts. What comes
 * over the network is put aside first.
 *
 * @param database the open source of a `postgres://` URL, where there is one; it is closed afterwards.
 * @throws {PayrhythmError} `USAGE` for any other source, and where dates or amounts are texts whose notation only the
 *   whole column could prove; else as `readLedgerSource`.
 */
export async function openPartTables(
  path: string,
  settings: ReadSettings,
  database?: PostgresSource,
): Promise<PartTables> {
  const found = isPostgresUrl(path) ? ({ kind: 'postgres' } as const) : await findLedgerFiles(path);
  const other = found.kind === 'files' ? found.files.find(({ format }) => format !== 'parquet') : undefined;
  if (other)
    throw new PayrhythmError(
      'USAGE',
      `${other.path}: only Parquet, .duckdb and PostgreSQL ledgers can be read in partitions; convert it (COPY … TO … in DuckDB), or leave --partitions out`,
      { path: other.path },
    );
  const label = found.kind === 'postgres' ? parsePostgresUrl(path).label : path;
  const { DuckDBInstance } = await loadDuckDb(`reading ${label} in partitions`);
  const directory = await makePartsDirectory();
  const removed = (): Promise<void> => rm(directory, { recursive: true, force: true });
  const { threads } = settings.options;
  const limits = {
    memory_limit: `${databaseMegabytes()}MiB`,
    temp_directory: join(directory, 'spill'),
    ...(threads === undefined ? {} : { threads: String(threads) }),
  };
  const instance = await (found.kind === 'duckdb'
    ? DuckDBInstance.create(path, { ...limits, access_mode: 'READ_ONLY' })
    : DuckDBInstance.create(':memory:', { ...limits, autoinstall_known_extensions: 'false' })
  ).catch(async (error: Error) => {
    await removed();
    throw unreadable(path, 'a DuckDB database', error);
  });
  const connection = await instance.connect();
  let isReleased = false;
  const release = (): void => {
    if (isReleased) return;
    isReleased = true;
    connection.closeSync();
    instance.closeSync();
  };
  const close = async (): Promise<void> => {
    release();
    await removed();
  };
  try {
    await useUtc(connection);
    if (found.kind === 'duckdb') {
      // Views that reach for other files are not followed; only the parts are written.
      await connection.run(`SET allowed_directories = [${sqlText(directory)}]`);
      await connection.run('SET enable_external_access = false');
    }
    const { places, inputs, ignoredFiles } = await findPlaces(connection, found, path, directory, settings, database);
    const withDebtors = !places.some(({ table }) => table === 'debtors');
    const tables: PartTable[] = [];
    for (const place of places) tables.push(await openTable(connection, place, withDebtors, settings));
    return { connection, tables, inputs, ignoredFiles, directory, release, close };
  } catch (error) {
    await close();
    throw unreadable(label, 'a ledger', error);
  }
}

/** What the database may take: less where there is little. */
function databaseMegabytes(): number {
  const most = Math.min(DATABASE_MEMORY, process.availableMemory() / 4);
  return Math.round(Math.max(LEAST_DATABASE_MEMORY, most) / 2 ** 20);
}

/** Where a table is: as a whole, and with the place of each row. */
interface Place extends Pick<PartTable, 'table' | 'file' | 'format' | 'source'> {
  readonly whole: string;
  /** Where the database that the table came from says more than its types here. */
  readonly columns?: readonly SqlColumn[];
}

/** The tables of a source, and what is recorded of it. */
interface FoundPlaces extends Pick<PartTables, 'inputs' | 'ignoredFiles'> {
  readonly places: readonly Place[];
}

async function findPlaces(
  connection: DuckDBConnection,
  found: LedgerFiles | { readonly kind: 'postgres' },
  path: string,
  directory: string,
  { options }: ReadSettings,
  database: PostgresSource | undefined,
): Promise<FoundPlaces> {
  if (found.kind === 'postgres') {
    const { tables, inputs } = await stagePostgres(
      connection,
      database ?? (await openPostgresSource(path, options.tables)),
      directory,
    );
    const places = tables.map(
      ({ columns, label, ...file }): Place => ({ ...fileTable(file), file: label, format: 'postgres', columns }),
    );
    return { places, inputs, ignoredFiles: [] };
  }
  if (found.kind === 'duckdb')
    return { places: await databaseTables(connection, path), inputs: await digests([path]), ignoredFiles: [] };
  const { files, ignoredFiles } = found;
  return { places: files.map(fileTable), inputs: await digests(files.map((file) => file.path)), ignoredFiles };
}

async function digests(files: readonly string[]): Promise<SourceInput[]> {
  const inputs: SourceInput[] = [];
  for (const file of files) inputs.push({ path: file, ...(await digestFile(file)) });
  return inputs;
}

function fileTable({ table, path }: { readonly table: TableName; readonly path: string }): Place {
  const file = sqlText(escapeGlob(path));
  const numbered = `SELECT * EXCLUDE (file_row_number), file_row_number + 1 AS ${sqlName(LINE_COLUMN)} FROM read_parquet(${file}, file_row_number = true)`;
  return { table, file: path, format: 'parquet', source: `(${numbered})`, whole: `read_parquet(${file})` };
}

async function databaseTables(connection: DuckDBConnection, path: string): Promise<Place[]> {
  const found = await connection.runAndReadAll('SELECT table_name FROM information_schema.tables');
  const names = found.getRows().map((row) => String(row[0]));
  const places = TABLE_NAMES.flatMap((table): Place[] => {
    const name = names.find((one) => one.toLowerCase() === table);
    if (name === undefined) return [];
    const whole = sqlName(name);
    const source = `(SELECT *, row_number() OVER () AS ${sqlName(LINE_COLUMN)} FROM ${whole})`;
    return [{ table, file: `${path}, table ${table}`, format: 'duckdb', source, whole }];
  });
  if (!places.some(({ table }) => table === 'invoices'))
    throw new PayrhythmError(
      'BAD_DATA',
      `${path} holds no table invoices; it has ${names.length === 0 ? 'no tables' : names.sort().join(', ')}`,
      { path, tables: names },
    );
  return places;
}

async function openTable(
  connection: DuckDBConnection,
  { whole, columns: told, ...place }: Place,
  withDebtors: boolean,
  settings: ReadSettings,
): Promise<PartTable> {
  const columns = told ?? (await describe(connection, whole));
  const sample = await readSample(connection, whole, columns);
  const chosen = sample && columnChoice(place, withDebtors, settings).choose(columns.map(sourceHeader), sample);
  const needsWhole = chosen?.columns.find(
    ({ column, position }) => position < 0 || !isNotationKnown(column.type, columns[position], settings.options),
  );
  if (!chosen || needsWhole)
    throw new PayrhythmError(
      'USAGE',
      `${place.file}: ${needsWhole ? `the column ${needsWhole.column.name} ${needsWhole.position < 0 ? 'is made by numbering the rows' : 'is a text, whose notation is proved by the whole column'}` : 'it begins with blank rows'}, ` +
        'so it cannot be read in partitions: store dates as DATE and amounts as DECIMAL or DOUBLE, or give --date-order and --decimal, or leave --partitions out',
    );
  const ids = chosen.columns.filter(({ table, column }) => table === place.table && column.type === 'id');
  const texts = ids.map(({ position }) => `coalesce(${textExpression(columns[position])}, '')`);
  const trimmed = texts.map((text) => `trim(${text}, ${sqlText(BLANKS)})`);
  // Trimming costs more than all else that is done with an id, and hardly any needs it.
  const isTrimmed = texts.map(
    (text, at) => `coalesce(bool_and(CASE WHEN ${isPlain(text)} THEN true ELSE ${text} = ${trimmed[at]} END), true)`,
  );
  const [found] = (await connection.runAndReadAll(`SELECT ${isTrimmed.join(', ')} FROM ${whole}`)).getRows();
  const textOf = new Map(ids.map(({ column }, at) => [column.name, found[at] === true ? texts[at] : trimmed[at]]));
  return { ...place, columns, chosen, sample, textOf: (name) => textOf.get(name) };
}

/** Whether a text begins and ends with a character that is no blank: a quick look that finds most such texts. */
function isPlain(text: string): string {
  // All in ASCII where there are as many bytes as characters; blanks come before the exclamation mark there.
  return `(${text} >= '!' AND strlen(${text}) = length(${text}) AND right(${text}, 1) >= '!')`;
}

/** Whether one cell says what it means, without the others of its column. */
function isNotationKnown(
  type: ColumnDeclaration['type'],
  column: SqlColumn,
  { dateOrder, decimal }: ReadOptions,
): boolean {
  if (column.type !== 'VARCHAR' || (dateOrder !== undefined && decimal !== undefined)) return true;
  if (type === 'day') return column.isDate ?? false;
  return (type !== 'amount' && type !== 'number') || (column.isNumeric ?? false);
}
