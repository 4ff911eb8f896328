import { NO_DAY, parseDay } from '../calendar/index.ts';
import { PayrhythmError } from '../errors.ts';
import type { ColumnKind, TableColumn } from './column-table.ts';

const MILLISECONDS_PER_DAY = 86_400_000;
const isMissing = (cell: unknown): boolean =>
  cell === null || cell === undefined || cell === '' || (typeof cell === 'number' && Number.isNaN(cell));

/**
 * A column from cells of any table library. Typed arrays of numbers are taken as they are, without a copy. The kind of
 * other cells is that of the first one that is not missing (a `Date` is a date, a text stays a text); a column of
 * missing cells is a text. null, undefined, NaN and the empty text are missing. O(cells).
 *
 * @param kind the kind of the cells, where they cannot say it themselves: dates written as texts, whole numbers.
 * @throws {PayrhythmError} `BAD_DATA` where a cell is of another kind, naming column and row.
 */
export function columnFromCells(name: string, cells: ArrayLike<unknown>, kind?: ColumnKind): TableColumn {
  if (isNumberArray(cells) && (kind === undefined || kind === kindOfArray(cells)))
    return { name, type: kindOfArray(cells), values: cells };
  const type = kind ?? kindOfCells(cells);
  const fail = (row: number, problem: string): never => {
    throw new PayrhythmError(
      'BAD_DATA',
      `column "${name}", row ${row + 1}: ${shown(cells[row])} ${problem}${kind === undefined ? `; the column holds ${type}s by its first cell: correct it, or say its kind with kinds: { ${JSON.stringify(name)}: … }` : ''}`,
      { name, row },
    );
  };
  switch (type) {
    case 'text':
      return { name, type, values: texts(cells, fail) };
    case 'flag':
      return { name, type, values: flags(cells, fail) };
    case 'date':
      return { name, type, values: days(cells, fail) };
    default:
      return { name, type, values: numbers(cells, type, fail) };
  }
}

type NumberArray =
  | Float64Array
  | Float32Array
  | Int32Array
  | Int16Array
  | Int8Array
  | Uint32Array
  | Uint16Array
  | Uint8Array;
type Fail = (row: number, problem: string) => never;

function isNumberArray(cells: ArrayLike<unknown>): cells is NumberArray {
  return ArrayBuffer.isView(cells) && !(cells instanceof BigInt64Array) && !(cells instanceof BigUint64Array);
}

function kindOfArray(cells: NumberArray): 'number' | 'integer' {
  return cells instanceof Float64Array || cells instanceof Float32Array || cells instanceof Uint32Array
    ? 'number'
    : 'integer';
}

function kindOfCells(cells: ArrayLike<unknown>): ColumnKind {
  for (let row = 0; row < cells.length; row++) {
    const cell = cells[row];
    if (isMissing(cell)) continue;
    if (cell instanceof Date) return 'date';
    if (typeof cell === 'boolean') return 'flag';
    return typeof cell === 'number' || typeof cell === 'bigint' ? 'number' : 'text';
  }
  return 'text';
}

function texts(cells: ArrayLike<unknown>, fail: Fail): (string | null)[] {
  return Array.from(cells, (cell, row) => {
    if (isMissing(cell)) return null;
    if (typeof cell === 'string') return cell;
    // An id that a reader took for a number: its digits.
    if (typeof cell === 'bigint' || Number.isSafeInteger(cell)) return String(cell);
    return fail(row, 'is no text');
  });
}

function flags(cells: ArrayLike<unknown>, fail: Fail): Int8Array {
  const values = new Int8Array(cells.length);
  for (let row = 0; row < values.length; row++) {
    const cell = cells[row];
    if (isMissing(cell)) values[row] = -1;
    else if (cell === true || cell === 1) values[row] = 1;
    else if (cell !== false && cell !== 0) fail(row, 'is neither true nor false');
  }
  return values;
}

function days(cells: ArrayLike<unknown>, fail: Fail): Int32Array {
  const values = new Int32Array(cells.length);
  for (let row = 0; row < values.length; row++) {
    const cell = cells[row];
    if (isMissing(cell)) values[row] = NO_DAY;
    else if (typeof cell === 'string') values[row] = dayOfText(cell) ?? fail(row, 'is no date written as YYYY-MM-DD');
    else if (cell instanceof Date) {
      const day = cell.getTime() / MILLISECONDS_PER_DAY;
      if (!Number.isInteger(day))
        fail(
          row,
          'holds a time of day, so its date depends on the time zone: give dates as midnight UTC or YYYY-MM-DD',
        );
      values[row] = day;
    } else fail(row, 'is no date: give a Date at midnight UTC or a text YYYY-MM-DD');
  }
  return values;
}

function dayOfText(text: string): number | undefined {
  try {
    return parseDay(text);
  } catch (error) {
    if (error instanceof PayrhythmError) return undefined;
    throw error;
  }
}

function numbers(cells: ArrayLike<unknown>, type: 'number' | 'integer', fail: Fail): Float64Array | Int32Array {
  const values = new Float64Array(cells.length);
  let isWhole = type === 'integer';
  for (let row = 0; row < values.length; row++) {
    const cell = cells[row];
    const value = isMissing(cell) ? Number.NaN : typeof cell === 'bigint' ? Number(cell) : cell;
    if (typeof value !== 'number') return fail(row, 'is no number');
    if (typeof cell === 'bigint' && !Number.isSafeInteger(value)) fail(row, 'is too large for an exact number');
    if (type === 'integer' && !Number.isNaN(value) && value !== (value | 0)) fail(row, 'is no whole number of 32 bits');
    values[row] = value;
    isWhole &&= !Number.isNaN(value);
  }
  return isWhole ? Int32Array.from(values) : values;
}

function shown(cell: unknown): string {
  const text = cell instanceof Date && !Number.isNaN(cell.getTime()) ? cell.toISOString() : String(cell);
  return `"${text.length > 40 ? `${text.slice(0, 40)}…` : text}"`;
}
