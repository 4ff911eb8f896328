import { rename, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { DuckDBType, DuckDBValue } from '@duckdb/node-api';
import { type Table, tableToIPC } from '@uwdata/flechette';
import { formatDay } from '../calendar/index.ts';
import { PayrhythmError } from '../errors.ts';
import { tableCell, toArrow } from '../tables/index.ts';
import type { CsvCell } from './csv-text.ts';
import { type DuckDbModule, loadDuckDb, sqlName, sqlText } from './duckdb-module.ts';
import { makeDirectory } from './make-directory.ts';
import type { OutputColumn, OutputTable, OutputType } from './output-table.ts';
import { notWritable, temporaryBeside, writeCsv, writeFileAtomically } from './write-file.ts';

/** DuckDB's own chunk length. */
const CHUNK_ROWS = 2048;

/**
 * Writes a table as its file's ending says: `.csv`, `.parquet` (needs DuckDB) or `.arrow` (an IPC file). The file
 * appears whole or not at all; the same table gives the same bytes. O(cells).
 *
 * @throws {PayrhythmError} `USAGE` for another ending; `NOT_REACHABLE` where the place cannot be written.
 */
export async function writeTable(path: string, table: OutputTable): Promise<void> {
  const ending = /\.([a-z]+)$/i.exec(path)?.[1]?.toLowerCase();
  if (ending === 'csv')
    return writeCsv(
      path,
      table.columns.map((column) => column.name),
      csvRows(table),
    );
  if (ending === 'arrow')
    return writeFileAtomically(path, tableToIPC(toArrow(table) as Table, { format: 'file' }) as Uint8Array);
  if (ending === 'parquet') return writeParquet(path, table);
  throw new PayrhythmError(
    'USAGE',
    `${path}: a table is written as .csv, .parquet or .arrow; give it one of these endings`,
    {
      path,
    },
  );
}

function* csvRows(table: OutputTable): Generator<CsvCell[]> {
  for (let row = 0; row < table.rows; row++)
    yield table.columns.map((column) => {
      const cell = tableCell(column, row);
      // A date begins with its year: no formula.
      return column.type === 'date' && cell !== null ? formatDay(cell as number) : cell;
    });
}

async function writeParquet(path: string, table: OutputTable): Promise<void> {
  const duckdb = await loadDuckDb(`writing ${path}`);
  const temporary = temporaryBeside(path);
  // One thread: the row groups, and so the bytes, do not depend on the machine.
  const instance = await duckdb.DuckDBInstance.create(':memory:', {
    threads: '1',
    autoinstall_known_extensions: 'false',
  });
  const connection = await instance.connect();
  try {
    await makeDirectory(dirname(path));
    const declared = table.columns.map((column) => `${sqlName(column.name)} ${SQL_TYPES[column.type]}`);
    await connection.run(`CREATE TABLE output (${declared.join(', ')})`);
    const appender = await connection.createAppender('output');
    const types = table.columns.map((column) => duckDbType(duckdb, column.type));
    for (let from = 0; from < table.rows; from += CHUNK_ROWS) {
      const to = Math.min(from + CHUNK_ROWS, table.rows);
      const chunk = duckdb.DuckDBDataChunk.create(types, to - from);
      chunk.setColumns(table.columns.map((column) => duckDbCells(duckdb, column, from, to)));
      appender.appendDataChunk(chunk);
    }
    appender.closeSync();
    await connection.run(`COPY output TO ${sqlText(temporary)} (FORMAT parquet)`);
    await rename(temporary, path);
  } catch (error) {
    await rm(temporary, { force: true }).catch(() => {});
    const failed = /IO Error/.test((error as Error).message)
      ? new PayrhythmError(
          'NOT_REACHABLE',
          `${path} cannot be written: ${(error as Error).message}`,
          { path },
          { cause: error },
        )
      : notWritable(path, error);
    throw failed;
  } finally {
    connection.closeSync();
    instance.closeSync();
  }
}

const SQL_TYPES: Readonly<Record<OutputType, string>> = {
  text: 'VARCHAR',
  number: 'DOUBLE',
  integer: 'INTEGER',
  date: 'DATE',
  flag: 'BOOLEAN',
};

function duckDbType(duckdb: DuckDbModule, type: OutputType): DuckDBType {
  const { VARCHAR, DOUBLE, INTEGER, DATE, BOOLEAN } = duckdb;
  return { text: VARCHAR, number: DOUBLE, integer: INTEGER, date: DATE, flag: BOOLEAN }[type];
}

function duckDbCells(duckdb: DuckDbModule, column: OutputColumn, from: number, to: number): DuckDBValue[] {
  const cells: DuckDBValue[] = [];
  for (let row = from; row < to; row++) {
    const cell = tableCell(column, row);
    cells.push(column.type === 'date' && cell !== null ? new duckdb.DuckDBDateValue(cell as number) : cell);
  }
  return cells;
}
