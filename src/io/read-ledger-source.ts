import { PayrhythmError } from '../errors.ts';
import type { ImportLog, TableData, TableName } from '../ledger/index.ts';
import { readArrowRecords } from './arrow-records.ts';
import { type ChosenColumns, chooseColumns } from './choose-columns.ts';
import { type CollectedCells, type ColumnChoice, createCellCollector } from './collected-cells.ts';
import { assignColumns, type ColumnAssignment, parseColumnsOption } from './columns-option.ts';
import { readCsvRecords } from './csv-records.ts';
import { collectParquetCells, openDuckDbSource, readDuckDbFile } from './duckdb-records.ts';
import { digestFile, type FileSurvey, surveyFile } from './file-survey.ts';
import { findLedgerFiles, type TableFile } from './ledger-files.ts';
import { isPostgresUrl } from './postgres/postgres-address.ts';
import { openPostgresSource } from './postgres/postgres-source.ts';
import { findPreset } from './presets/index.ts';
import type { Preset } from './presets/preset.ts';
import { checkReadOptions, DEFAULT_LIMITS, type ReadLimits, type ReadOptions } from './read-options.ts';
import type { RecordFacts, RecordSink } from './record-sink.ts';
import { settleFormats } from './settle-formats.ts';
import type { SourceFormat, SourceInput, SourceTables, TableMapping } from './source-tables.ts';
import { typeCells } from './type-cells.ts';

/** One table of a source: where it is, and how its records come. */
export interface TableSource {
  readonly table: TableName;
  /** Names it in messages and in the mapping. */
  readonly file: string;
  readonly format: SourceFormat;
  read(sink: RecordSink): Promise<RecordFacts>;
  /** The faster way of sources that have types; undefined where the records have to be read one by one after all. */
  collect?(choice: ColumnChoice): Promise<CollectedCells | undefined>;
}

/** What decides how a source is read, worked out of its options. */
export interface ReadSettings {
  readonly options: ReadOptions;
  readonly limits: ReadLimits;
  readonly assignments: readonly ColumnAssignment[];
  readonly preset: Preset | undefined;
  readonly log: ImportLog;
}

/**
 * Reads a LEDGER argument into typed tables: a single invoice file, a directory of tables, a `.duckdb` file or a
 * `postgres://` URL. CSV is
 * read by itself; Parquet, JSON and DuckDB need the optional package `@duckdb/node-api`. Every source row is logged as
 * read once, and rejected or accepted; nothing is guessed a row at a time. O(bytes); memory holds the chosen columns.
 *
 * @throws {PayrhythmError} `NOT_REACHABLE`, `USAGE`, `BAD_DATA` or `AMBIGUOUS_DATE_ORDER`; the message names the file,
 * the place and the remedy.
 */
export async function readLedgerSource(path: string, options: ReadOptions, log: ImportLog): Promise<SourceTables> {
  const settings = readSettings(options, log);
  if (isPostgresUrl(path)) return readPostgres(path, settings);
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
      read: (sink) => readRecords(file, survey, settings.limits, sink),
      ...(file.format === 'parquet' ? { collect: (choice) => collectParquetCells(file.path, choice) } : {}),
    });
  }
  return { ...(await readTables(sources, settings)), inputs, ignoredFiles: found.ignoredFiles };
}

async function readPostgres(url: string, settings: ReadSettings): Promise<SourceTables> {
  const database = await openPostgresSource(url, settings.options.tables);
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

function readRecords(
  file: TableFile,
  survey: FileSurvey | undefined,
  limits: ReadLimits,
  sink: RecordSink,
): Promise<RecordFacts> {
  if (file.format === 'csv') return readCsvRecords(file.path, survey as FileSurvey, limits, sink);
  if (file.format === 'arrow') return readArrowRecords(file.path, sink);
  return readDuckDbFile(file.path, file.format === 'json' ? 'json' : 'parquet', sink);
}

/** Reads and types the tables of a source, one after the other. Errors as {@link readLedgerSource}. */
export async function readTables(
  sources: readonly TableSource[],
  settings: ReadSettings,
): Promise<Pick<SourceTables, 'tables' | 'mapping'>> {
  refuseUnusedAssignments(sources, settings.assignments);
  const withDebtors = !sources.some((source) => source.table === 'debtors');
  const tables: TableData[] = [];
  const mapping: TableMapping[] = [];
  for (const source of sources) {
    const read = await readTable(source, withDebtors, settings);
    tables.push(...read.tables);
    mapping.push(read.mapping);
  }
  return { tables, mapping };
}

async function readTable(
  source: TableSource,
  withDebtors: boolean,
  settings: ReadSettings,
): Promise<{ tables: TableData[]; mapping: TableMapping }> {
  const { table, file, format } = source;
  const { options, log } = settings;
  const choice = columnChoice(source, withDebtors, settings);
  let facts: RecordFacts = { delimiter: null, encoding: null };
  let collected = await source.collect?.(choice);
  if (!collected) {
    const collector = createCellCollector(choice);
    facts = await source.read(collector.sink);
    collected = collector.finish();
  }
  warnOfNamesAsIds(table, collected.chosen, log);
  const formats = settleFormats(collected, file, options);
  const marks = new Set(formats.decimals.filter((decision) => decision?.needed).map((decision) => decision?.mark));
  return {
    tables: typeCells(table, collected, formats, log),
    mapping: {
      table,
      file,
      format,
      ...facts,
      dateOrder: formats.dateOrder,
      decimal: marks.size > 1 ? 'mixed' : ([...marks][0] ?? null),
      columns: collected.chosen.mapping,
      rows: collected.count + collected.malformed.length,
    },
  };
}

/** Which cells of a table are kept; `withDebtors`: attributes of debtors are looked for in the invoices. */
export function columnChoice(
  { table, file }: Pick<TableSource, 'table' | 'file'>,
  withDebtors: boolean,
  { assignments, preset, limits }: ReadSettings,
): ColumnChoice {
  return {
    choose: (headers, sample) => chooseColumns(headers, sample, { file, table, assignments, preset, withDebtors }),
    tooLong: (line, header) =>
      new PayrhythmError(
        'BAD_DATA',
        `${file}, line ${line}: the field ${header} is longer than ${limits.fieldBytes} bytes: shorten it`,
        { file, line },
      ),
    longestCell: limits.fieldBytes,
  };
}

function refuseUnusedAssignments(sources: readonly TableSource[], assignments: readonly ColumnAssignment[]): void {
  const present = new Set(sources.map((source) => source.table));
  for (const { table, column, header } of assignments) {
    if (present.has(table) || (table === 'debtors' && column !== 'debtor_id')) continue;
    throw new PayrhythmError(
      'USAGE',
      `--columns ${table}.${column}=${header}: the ledger has no ${table} table; it has ${[...present].join(', ')}`,
    );
  }
}

/** A name as debtor number merges namesakes and parts a debtor that is renamed. */
function warnOfNamesAsIds(table: TableName, chosen: ChosenColumns, log: ImportLog): void {
  const found = chosen.mapping.find((entry) => entry.column === 'debtor_id' && entry.how === 'synonym');
  if (found && /name|naam|nom\b/i.test(found.header))
    log.warn(
      'debtor_by_name',
      table,
      'debtor_id',
      `the debtors go by their names (column ${found.header}): two of one name become one; name a number with --columns debtor_id=HEADER`,
    );
}
