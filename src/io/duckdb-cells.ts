import type { DuckDBConnection } from '@duckdb/node-api';
import { NO_DAY } from '../calendar/index.ts';
import { gatherRows, isTextMissing } from '../ledger/index.ts';
import type { CellColumn } from './cell-column.ts';
import { type CollectedCells, type ColumnChoice, isBlank, SAMPLE_RECORDS } from './collected-cells.ts';
import { createColumnTaker, streamChunks, streamColumns, takeLines } from './duckdb-columns.ts';
import { type SqlColumn, sourceHeader, textExpression } from './duckdb-text.ts';
import type { SourceHeader } from './record-sink.ts';

/** Rows that are looked through for the sample of {@link SAMPLE_RECORDS} records. */
const SAMPLE_ROWS = 600;

/** A part of a table that is read by itself, though its columns are chosen by the whole. */
export interface TablePart {
  /** Headers and first records of the whole. */
  readonly headers: readonly SourceHeader[];
  readonly sample: readonly (readonly string[])[];
  /** Column with the place of each row in the whole, from 1. */
  readonly line: string;
  /** Column with the texts of all columns that are not read, in rows whose first read column is missing. */
  readonly rest: string;
}

/**
 * Reads the chosen columns of a table as columns: typed values as they are, texts as bytes, no object a row. The result
 * is that of the record by record way. Undefined where only that way will do: rows that are numbered by `#line` need all
 * of their cells, and a table that begins with a hundred blank rows has no sample. O(cells).
 *
 * @param from what to select from: a table function, a quoted name or a subquery.
 * @param columns those of `from`; of a part the same number as of the whole, and only those that are read need be there.
 * @param part where `from` is a part of a table.
 */
export async function collectDuckDbCells(
  connection: DuckDBConnection,
  from: string,
  columns: readonly SqlColumn[],
  choice: ColumnChoice,
  part?: TablePart,
): Promise<CollectedCells | undefined> {
  const sample = part?.sample ?? (await readSample(connection, from, columns));
  if (!sample) return undefined;
  const headers = part?.headers ?? columns.map(sourceHeader);
  const chosen = choice.choose(headers, sample);
  if (chosen.columns.some((column) => column.position < 0)) return undefined;

  const expected = await countRows(connection, from);
  const lineTaker = part && takeLines(part.line, expected);
  const takers = chosen.columns.map((column) => {
    const { position } = column;
    const longest = sample.reduce((most, record) => Math.max(most, record[position].length), 0);
    return createColumnTaker(column, columns[position], expected, longest, (row, text) => {
      if (text.trim().length > choice.longestCell)
        throw choice.tooLong(lineTaker?.lines[row] ?? row + 1, headers[position].name);
    });
  });
  const count = await streamColumns(connection, from, lineTaker ? [lineTaker, ...takers] : takers, expected);
  if (count !== expected) throw new RangeError(`it had ${expected} rows, and ${count} when it was read`);
  const cells = takers.map((taker) => taker.finish());
  const lines = lineTaker ? lineTaker.lines : linesFromOne(count);
  const collected = { chosen, count, lines, cells, digests: undefined, malformed: [], blankRecords: 0 };

  const unread = part
    ? [{ name: part.rest, type: 'VARCHAR' }]
    : columns.filter((_, position) => !chosen.columns.some((column) => column.position === position));
  const blank = await findBlankRows(connection, from, unread, rowsWithoutCells(cells, count));
  return blank.length === 0 ? collected : withoutRows(collected, blank);
}

function linesFromOne(count: number): Uint32Array {
  const lines = new Uint32Array(count);
  for (let row = 0; row < count; row++) lines[row] = row + 1;
  return lines;
}

async function countRows(connection: DuckDBConnection, from: string): Promise<number> {
  const [[counted]] = (await connection.runAndReadAll(`SELECT count(*) FROM ${from}`)).getRows();
  return Number(counted);
}

/** The first records that are not blank, as texts; undefined where they are too far away. */
export async function readSample(
  connection: DuckDBConnection,
  from: string,
  columns: readonly SqlColumn[],
): Promise<string[][] | undefined> {
  const texts = columns.map(textExpression).join(', ');
  const read = await connection.runAndReadAll(`SELECT ${texts} FROM ${from} LIMIT ${SAMPLE_ROWS}`);
  const rows = read.getRows();
  const records = rows.map((row) => row.map((cell) => (cell as string | null) ?? ''));
  const sample = records.filter((record) => !isBlank(record)).slice(0, SAMPLE_RECORDS);
  return sample.length < SAMPLE_RECORDS && rows.length === SAMPLE_ROWS ? undefined : sample;
}

function rowsWithoutCells(cells: readonly CellColumn[], count: number): number[] {
  const [first, ...others] = cells;
  const rows: number[] = [];
  for (let row = 0; row < count; row++)
    if (isCellMissing(first, row) && others.every((column) => isCellMissing(column, row))) rows.push(row);
  return rows;
}

function isCellMissing(column: CellColumn, row: number): boolean {
  if ('offsets' in column) return isTextMissing(column, row);
  if ('codes' in column) return isTextMissing(column.texts, column.codes[row]);
  const value = column.values[row];
  const missing = column.values instanceof Int32Array ? NO_DAY : -1;
  return (
    !column.exceptions.has(row) && (column.values instanceof Float64Array ? Number.isNaN(value) : value === missing)
  );
}

/** Which of the rows have no cell in the unread columns either. */
async function findBlankRows(
  connection: DuckDBConnection,
  from: string,
  unread: readonly SqlColumn[],
  candidates: readonly number[],
): Promise<readonly number[]> {
  if (candidates.length === 0 || unread.length === 0) return candidates;
  const blank: number[] = [];
  let next = 0;
  await streamChunks(connection, unread.map(textExpression), from, (chunk, start) => {
    for (; next < candidates.length && candidates[next] < start + chunk.rowCount; next++) {
      const row = candidates[next] - start;
      const cells = unread.map((_, c) => (chunk.getColumnVector(c).getItem(row) as string | null) ?? '');
      if (isBlank(cells)) blank.push(candidates[next]);
    }
  });
  return blank;
}

function withoutRows(collected: CollectedCells, blank: readonly number[]): CollectedCells {
  const rows = new Uint32Array(collected.count - blank.length);
  let kept = 0;
  let next = 0;
  for (let row = 0; row < collected.count; row++)
    if (row === blank[next]) next++;
    else rows[kept++] = row;
  return {
    ...collected,
    count: rows.length,
    lines: gatherRows(collected.lines as Float64Array, rows) as Float64Array,
    cells: collected.cells.map((column): CellColumn => {
      if (!('values' in column)) return gatherRows(column, rows) as CellColumn;
      const exceptions = new Map<number, string>();
      if (column.exceptions.size > 0)
        rows.forEach((row, at) => {
          const text = column.exceptions.get(row);
          if (text !== undefined) exceptions.set(at, text);
        });
      return { values: gatherRows(column.values, rows) as Int32Array, exceptions };
    }),
    blankRecords: blank.length,
  };
}
