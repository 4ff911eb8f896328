import { PayrhythmError } from '../errors.ts';
import type { ImportLog } from '../ledger/index.ts';
import { readArrowRecords } from './arrow-records.ts';
import { assignColumns, type ColumnAssignment, parseColumnsOption } from './columns-option.ts';
import { readCsvRecords } from './csv-records.ts';
import { collectParquetCells, openDuckDbSource, readDuckDbFile } from './duckdb-records.ts';
import { digestFile, type FileSurvey, surveyFile } from './file-survey.ts';
import { groupedSink } from './group-headings.ts';
import { headerNames } from './header-line.ts';
import { findLedgerFiles, type TableFile } from './ledger-files.ts';
import { isPostgresUrl } from './postgres/postgres-address.ts';
import { openPostgresSource, type PostgresSource } from './postgres/postgres-source.ts';
import { findPreset } from './presets/index.ts';
import { checkReadOptions, DEFAULT_LIMITS, type ReadLimits, type ReadOptions } from './read-options.ts';
import type { ReadSettings, TableSource } from './read-table.ts';
import { readTables } from './read-tables.ts';
import type { RecordFacts, RecordSink } from './record-sink.ts';
import type { SourceInput, SourceTables } from './source-tables.ts';

/**
 * Reads a LEDGER argument into typed tables: a single invoice file, a directory of tables, a `.duckdb` file or a
 * `postgres://` URL. CSV is
 * read by itself; Parquet, JSON and DuckDB need the optional package `@duckdb/node-api`. Every source row is logged as
 * read once, and rejected or accepted; nothing is guessed a row at a time. O(bytes); memory holds the chosen columns.
 *
 * @param database the open source of a `postgres://` URL, where there is one; it is closed afterwards.
 * @throws {PayrhythmError} `NOT_REACHABLE`, `USAGE`, `BAD_DATA` or `AMBIGUOUS_DATE_ORDER`; the message names the file,
 * the place and the remedy.
 */
export async function readLedgerSource(
  path: string,
  options: ReadOptions,
  log: ImportLog,
  database?: PostgresSource,
): Promise<SourceTables> {
  const settings = readSettings(options, log);
  if (isPostgresUrl(path)) return readPostgres(database ?? (await openPostgresSource(path, options.tables)), settings);
  try {
    return await readFound(path, settings);
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    if (error instanceof PayrhythmError || !/^E[A-Z]+$/.test(String(code))) throw error;
    throw new PayrhythmError('NOT_REACHABLE', `${path} cannot be read: ${message}`, { path }, { cause: error });
  }
}

/** The settings that options ask for. @throws {PayrhythmError} `USAGE` where an option is not one. */
export function readSettings(options: ReadOptions, log: ImportLog): ReadSettings {
  checkReadOptions(options);
  return {
    options,
    limits: { ...DEFAULT_LIMITS, ...options.limits },
    assignments: chosenAssignments(options),
    preset: options.preset === undefined ? undefined : findPreset(options.preset),
    log,
  };
}

/** What `--columns` says, and for the other columns what the configuration says. */
function chosenAssignments({ columns, tables }: ReadOptions): ColumnAssignment[] {
  const given = columns ? parseColumnsOption(columns) : [];
  const isGiven = (other: ColumnAssignment): boolean =>
    given.some(({ table, column }) => table === other.table && column === other.column);
  return [...given, ...assignColumns(tables ?? {}).filter((assignment) => !isGiven(assignment))];
}

async function readFound(path: string, settings: ReadSettings): Promise<SourceTables> {
  const { log } = settings;
  const found = await findLedgerFiles(path);
  if (found.kind === 'duckdb') {
    const input = { path, ...(await digestFile(path)) };
    const database = await openDuckDbSource(path);
    try {
      const sources = database.tables.map((table): TableSource => {
        const file = `${path}, table ${table}`;
        return {
          table,
          file,
          format: 'duckdb',
          read: (sink) => database.read(table, sink),
          collect: (choice) => database.collect(table, choice),
        };
      });
      return { ...(await readTables(sources, settings)), inputs: [input], ignoredFiles: [] };
    } finally {
      database.close();
    }
  }
  const inputs: SourceInput[] = [];
  const sources: TableSource[] = [];
  for (const file of found.files) {
    const { survey, bytes, sha256 } = await inspectFile(file, settings.limits);
    inputs.push({ path: file.path, bytes, sha256 });
    if (file.format === 'csv' && survey && survey.firstInvalidLine > 0)
      log.warn(
        'not_utf8',
        file.table,
        undefined,
        `${file.path} is not UTF-8 throughout and was read as Windows-1252; where names look wrong, save it as UTF-8`,
        survey.firstInvalidLine,
      );
    sources.push({
      table: file.table,
      file: file.path,
      format: file.format,
      read: (sink) => readRecords(file, survey, settings, sink),
      ...(file.format === 'parquet'
        ? { collect: (choice) => collectParquetCells(file.path, choice), parquetBytes: bytes }
        : {}),
    });
  }
  return { ...(await readTables(sources, settings)), inputs, ignoredFiles: found.ignoredFiles };
}

async function readPostgres(database: PostgresSource, settings: ReadSettings): Promise<SourceTables> {
  try {
    const sources = database.tables.map((table): TableSource => {
      const file = `${database.label}, table ${table}`;
      return { table, file, format: 'postgres', read: (sink) => database.read(table, sink) };
    });
    const read = await readTables(sources, settings);
    return { ...read, inputs: database.inputs(), ignoredFiles: [] };
  } finally {
    await database.close();
  }
}

async function inspectFile(
  file: TableFile,
  limits: ReadLimits,
): Promise<{ survey: FileSurvey | undefined; bytes: number; sha256: string }> {
  if (file.format === 'parquet' || file.format === 'arrow')
    return { survey: undefined, ...(await digestFile(file.path)) };
  const survey = await surveyFile(file.path, limits);
  return { survey, bytes: survey.bytes, sha256: survey.sha256 };
}

async function readRecords(
  file: TableFile,
  survey: FileSurvey | undefined,
  { limits, assignments, preset }: ReadSettings,
  sink: RecordSink,
): Promise<RecordFacts> {
  if (file.format === 'csv') {
    const isName = headerNames(file.table, assignments, preset);
    const grouped = groupedSink(sink);
    const facts = await readCsvRecords(file.path, survey as FileSurvey, limits, grouped.sink, isName);
    grouped.finish();
    return { ...facts, headings: grouped.headings };
  }
  if (file.format === 'arrow') return readArrowRecords(file.path, sink);
  return readDuckDbFile(file.path, file.format === 'json' ? 'json' : 'parquet', sink);
}
