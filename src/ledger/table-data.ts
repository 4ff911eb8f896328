import { NO_DAY } from '../calendar/index.ts';
import { gatherNumbers } from './gather-columns.ts';
import { type ColumnDeclaration, TABLES, type TableName } from './table-declarations.ts';
import { createTextColumnBuilder, gatherTexts, type TextColumn } from './text-column.ts';
import { createTextDictionary } from './text-index.ts';

/**
 * One column of accepted cells. `id`, `text`, `country`, `currency`: texts, missing = empty, as they are or coded;
 * `day`: int32 epoch days, missing = `NO_DAY`; `amount` (major units) and `number`: float64, missing = NaN; `flag`: int8
 * 1/0, missing = -1; `choice`: int8 position in the declared choices, missing = -1.
 */
export type ColumnData = TextColumn | CodedTexts | Int32Array | Float64Array | Int8Array;

/** A column of few distinct texts: row `i` holds text `codes[i]`. */
export interface CodedTexts {
  readonly codes: Int32Array;
  /** The distinct texts. Not each of them must occur. */
  readonly texts: TextColumn;
}

/** The accepted rows of one source table, column by column, in source order. Columns the source lacks are absent. */
export interface TableData {
  readonly table: TableName;
  readonly count: number;
  /** Where each row stands in its source, from 1 (the header is line 1 of a CSV file). */
  readonly lines: Float64Array | Uint32Array;
  readonly columns: Readonly<Record<string, ColumnData>>;
  /**
   * A digest of the whole source record, given when the ids were made by numbering the rows: then two equal records
   * are one row exported twice. Absent otherwise.
   */
  readonly digests?: TextColumn;
  /** Set where it is known already that no two rows share a key. */
  readonly hasUniqueKeys?: boolean;
}

/** A cell ready to be held: text, epoch day, amount, number, flag (1/0), choice position, or null for missing. */
export type CellValue = string | number | null;

/** Grows a {@link TableData} row by row without an object a row. */
export interface TableBuilder {
  readonly table: TableName;
  readonly columns: readonly ColumnDeclaration[];
  readonly count: number;
  /** Appends one row; `cells` runs parallel to `columns`. */
  append(line: number, cells: readonly CellValue[], digest?: string): void;
  finish(): TableData;
}

interface Growing {
  append(value: CellValue): void;
  finish(count: number): ColumnData;
}

function growingNumbers<T extends Int32Array | Float64Array | Int8Array>(
  make: (length: number) => T,
  missing: number,
): Growing {
  let values = make(64);
  let count = 0;
  return {
    append(value) {
      if (count === values.length) {
        const grown = make(count * 2);
        grown.set(values);
        values = grown;
      }
      values[count++] = value === null ? missing : (value as number);
    },
    finish: (rows) => values.slice(0, rows) as T,
  };
}

function growingColumn(column: ColumnDeclaration): Growing {
  switch (column.type) {
    case 'day':
      return growingNumbers((length) => new Int32Array(length), NO_DAY);
    case 'amount':
    case 'number':
      return growingNumbers((length) => new Float64Array(length), Number.NaN);
    case 'flag':
    case 'choice':
      return growingNumbers((length) => new Int8Array(length), -1);
    default: {
      const texts = createTextColumnBuilder();
      return { append: (value) => texts.append(value === null ? '' : (value as string)), finish: () => texts.finish() };
    }
  }
}

/** A builder for the named columns of a table, which must be declared ones. */
export function createTableBuilder(table: TableName, columnNames: readonly string[]): TableBuilder {
  const columns = columnNames.map((name) => {
    const declared = TABLES[table].columns.find((column) => column.name === name);
    if (!declared) throw new TypeError(`${table} has no column ${name}`);
    return declared;
  });
  const growing = columns.map(growingColumn);
  const lines = growingNumbers((length) => new Float64Array(length), 0);
  const digests = createTextColumnBuilder();
  let count = 0;
  return {
    table,
    columns,
    get count() {
      return count;
    },
    append(line, cells, digest) {
      lines.append(line);
      for (let c = 0; c < growing.length; c++) growing[c].append(cells[c] ?? null);
      if (digest !== undefined) digests.append(digest);
      count++;
    },
    finish() {
      return {
        table,
        count,
        lines: lines.finish(count) as Float64Array,
        columns: Object.fromEntries(columns.map((column, c) => [column.name, growing[c].finish(count)])),
        ...(digests.length === count && count > 0 ? { digests: digests.finish() } : {}),
      };
    },
  };
}

const ABSENT_TEXTS = (count: number): TextColumn => ({
  length: count,
  bytes: new Uint8Array(0),
  offsets: new Uint32Array(count + 1),
});

/** The text column `name`, each row spelt out; all missing where the source has no such column. */
export function textColumn(data: TableData, name: string): TextColumn {
  const column = data.columns[name] as TextColumn | CodedTexts | undefined;
  if (column === undefined) return ABSENT_TEXTS(data.count);
  return 'codes' in column ? gatherTexts(column.texts, column.codes) : column;
}

/** The text column `name` by its distinct texts; all missing where the source has no such column. O(bytes). */
export function codedColumn(data: TableData, name: string): CodedTexts {
  const column = data.columns[name] as TextColumn | CodedTexts | undefined;
  if (column === undefined) return { codes: new Int32Array(data.count), texts: ABSENT_TEXTS(1) };
  return 'codes' in column ? column : codeTexts(column);
}

/** A text column by its distinct texts, numbered in order of first sight. O(bytes). */
export function codeTexts(column: TextColumn): CodedTexts {
  const dictionary = createTextDictionary();
  const codes = new Int32Array(column.length);
  for (let i = 0; i < column.length; i++) codes[i] = dictionary.codeOf(column, i);
  return { codes, texts: dictionary.texts() };
}

/** The date column `name`; all `NO_DAY` where the source has no such column. */
export function dayColumn(data: TableData, name: string): Int32Array {
  return (data.columns[name] as Int32Array | undefined) ?? new Int32Array(data.count).fill(NO_DAY);
}

/** The amount or number column `name`; all NaN where the source has no such column. */
export function numberColumn(data: TableData, name: string): Float64Array {
  return (data.columns[name] as Float64Array | undefined) ?? new Float64Array(data.count).fill(Number.NaN);
}

/** The flag or choice column `name`; all -1 where the source has no such column. */
export function codeColumn(data: TableData, name: string): Int8Array {
  return (data.columns[name] as Int8Array | undefined) ?? new Int8Array(data.count).fill(-1);
}

/** A table without rows. */
export function emptyTable(table: TableName): TableData {
  return { table, count: 0, lines: new Float64Array(0), columns: {} };
}

/** Rows of a column in the given order. O(order). */
export function gatherRows(column: ColumnData, order: ArrayLike<number>): ColumnData {
  if ('offsets' in column) return gatherTexts(column, order);
  if ('codes' in column) return { codes: gatherNumbers(column.codes, order), texts: column.texts };
  return gatherNumbers(column, order);
}

/** Drops columns that are read no more, so that their memory can be used again. */
export function releaseColumns(data: TableData, ...names: readonly string[]): void {
  for (const name of names) delete (data.columns as Record<string, ColumnData>)[name];
}
