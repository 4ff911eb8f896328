import type { DuckDBConnection, DuckDBDataChunk } from '@duckdb/node-api';
import { NO_DAY } from '../calendar/index.ts';
import type { CodedTexts, TextColumn } from '../ledger/index.ts';
import type { CellBuilder } from './cell-builder.ts';
import type { CellColumn } from './cell-column.ts';
import type { ChosenColumn } from './choose-columns.ts';
import { createCellBuilder } from './collected-cells.ts';
import { sqlName } from './duckdb-module.ts';
import { type SqlColumn, textExpression } from './duckdb-text.ts';
import { INLINE_BYTES, isMissing, STRING_BYTES, vectorBytes, vectorNumbers, vectorValidity } from './vector-memory.ts';

/** Takes one column of a query result, chunk by chunk. */
export interface ColumnTaker {
  /** What to select for it. */
  readonly expressions: readonly string[];
  /** Takes `chunk`, whose first row is row `from`; the expressions stand from column `at` on. */
  take(chunk: DuckDBDataChunk, at: number, from: number): void;
  /** Values that have to be read as text after all. */
  readonly exceptions?: {
    /** Whether a row has one; null counts as no. */
    readonly test: string;
    readonly text: string;
    set(row: number, text: string): void;
  };
  finish(): CellColumn;
}

/** Longest text that is fetched without a call of its own, in pieces of {@link INLINE_BYTES}. */
const MOST_PIECES = 5;

/** Refuses a text that is too long. */
export type LengthCheck = (row: number, text: string) => void;

/**
 * The way of a column from its SQL type to cells: dates, numbers and flags as they are, everything else as text. A value
 * that its type allows and a ledger does not (the year 9999, infinity) comes as text beside it. `rows` are made room for;
 * `longest` is the length of the longest text that was seen.
 */
export function createColumnTaker(
  chosen: ChosenColumn,
  source: SqlColumn,
  rows: number,
  longest: number,
  checkLength: LengthCheck,
): ColumnTaker {
  const name = sqlName(source.name);
  const { type } = chosen.column;
  const text = textExpression(source);
  if (type === 'day' && /^(DATE|TIMESTAMP(_S|_MS|_NS)?)$/.test(source.type)) {
    const test = `(${name} < '1900-01-01' OR ${name} >= '2200-01-01')`;
    return takeNumbers(`${name}::DATE`, { test, text }, new Int32Array(rows).fill(NO_DAY));
  }
  if ((type === 'amount' || type === 'number') && isExactAsDouble(source.type)) {
    // Of a FLOAT the text is the number: 0.1 is no 0.10000000149.
    const value = source.type === 'FLOAT' ? `(${text})::DOUBLE` : `${name}::DOUBLE`;
    const test = `NOT (${value} > -1e13 AND ${value} < 1e13)`;
    return takeNumbers(value, { test, text }, new Float64Array(rows).fill(Number.NaN));
  }
  if (type === 'flag' && source.type === 'BOOLEAN') return takeFlags(name, rows);
  const cells = createCellBuilder(chosen, rows);
  const pieces = Math.min(MOST_PIECES, Math.ceil(longest / INLINE_BYTES));
  if ((type === 'id' || type === 'text') && pieces > 1) return takePieces(text, pieces, cells, checkLength);
  return takeTexts(text, cells, checkLength);
}

/** Types whose every value within the limits of an amount is the double that its text reads as. */
function isExactAsDouble(type: string): boolean {
  if (/^(DOUBLE|FLOAT|U?(TINY|SMALL|BIG)INT|U?INTEGER)$/.test(type)) return true;
  const decimal = /^DECIMAL\((\d+),\d+\)$/.exec(type);
  return decimal !== null && Number(decimal[1]) <= 15;
}

function takeNumbers(
  expression: string,
  exception: { readonly test: string; readonly text: string },
  values: Int32Array | Float64Array,
): ColumnTaker {
  const exceptions = new Map<number, string>();
  return {
    expressions: [expression],
    take(chunk, at, from) {
      const vector = chunk.getColumnVector(at);
      const items = vectorNumbers(vector);
      const validity = vectorValidity(vector);
      if (validity === null) values.set(items, from);
      else if (values instanceof Int32Array) copyPresent(items as Int32Array, validity, values, from);
      else copyPresent(items as Float64Array, validity, values, from);
    },
    exceptions: {
      ...exception,
      set(row, text) {
        exceptions.set(row, text);
        values[row] = values instanceof Int32Array ? NO_DAY : Number.NaN;
      },
    },
    finish() {
      // No minus zero: it would be written `-0`.
      if (values instanceof Float64Array) for (let row = 0; row < values.length; row++) values[row] += 0;
      return { values, exceptions };
    },
  };
}

/** Takes the column that says where each row stands in the whole of its table. */
export function takeLines(line: string, rows: number): ColumnTaker & { readonly lines: Float64Array } {
  const lines = new Float64Array(rows);
  return {
    lines,
    expressions: [`${sqlName(line)}::DOUBLE`],
    take: (chunk, at, from) => lines.set(vectorNumbers(chunk.getColumnVector(at)), from),
    finish: () => ({ values: lines, exceptions: new Map() }),
  };
}

function copyPresent<T extends Int32Array | Float64Array>(items: T, validity: Uint8Array, into: T, from: number): void {
  for (let at = 0; at < items.length; at += 8) {
    const bits = validity[at >> 3];
    if (bits === 0) continue;
    const end = Math.min(at + 8, items.length);
    for (let i = at; i < end; i++) if (bits & (1 << (i & 7))) into[from + i] = items[i];
  }
}

function takeFlags(name: string, rows: number): ColumnTaker {
  const values = new Int8Array(rows).fill(-1);
  return {
    expressions: [name],
    take(chunk, at, from) {
      const vector = chunk.getColumnVector(at);
      const bytes = vectorBytes(vector);
      const validity = vectorValidity(vector);
      if (validity?.every((bits) => bits === 0)) return;
      for (let i = 0; i < bytes.length; i++) if (!isMissing(validity, i)) values[from + i] = bytes[i] === 0 ? 0 : 1;
    },
    finish: () => ({ values, exceptions: new Map() }),
  };
}

function takeTexts(
  expression: string,
  cells: CellBuilder<TextColumn | CodedTexts>,
  checkLength: LengthCheck,
): ColumnTaker {
  return {
    expressions: [expression],
    take(chunk, at, from) {
      const vector = chunk.getColumnVector(at);
      const bytes = vectorBytes(vector);
      const words = new Int32Array(bytes.buffer, bytes.byteOffset, bytes.byteLength / 4);
      const validity = vectorValidity(vector);
      const count = chunk.rowCount;
      let previous = -1;
      for (let i = 0; i < count; i++) {
        if (isMissing(validity, i)) {
          cells.append(bytes, 0, 0);
          previous = -1;
          continue;
        }
        const word = i * 4;
        // Equal texts have equal words: the text itself, or where it lies.
        if (
          previous >= 0 &&
          words[word] === words[previous] &&
          words[word + 1] === words[previous + 1] &&
          words[word + 2] === words[previous + 2] &&
          words[word + 3] === words[previous + 3]
        ) {
          cells.repeat();
          continue;
        }
        previous = word;
        const length = words[word];
        const start = i * STRING_BYTES + 4;
        if (length <= INLINE_BYTES) cells.append(bytes, start, start + length);
        else {
          const text = vector.getItem(i) as string;
          checkLength(from + i, text);
          cells.appendText(text);
        }
      }
    },
    finish: () => cells.finish(),
  };
}

/** Long texts come in pieces that the vectors hold within themselves. */
function takePieces(
  expression: string,
  pieces: number,
  cells: CellBuilder<TextColumn | CodedTexts>,
  checkLength: LengthCheck,
): ColumnTaker {
  const whole = new Uint8Array(pieces * INLINE_BYTES);
  const expressions = Array.from({ length: pieces }, (_, piece) => {
    const from = piece * INLINE_BYTES + 1;
    return piece + 1 < pieces
      ? `substring(${expression}, ${from}, ${INLINE_BYTES})`
      : `substring(${expression}, ${from})`;
  });
  return {
    expressions,
    take(chunk, at, from) {
      const vectors = expressions.map((_, piece) => chunk.getColumnVector(at + piece));
      const bytes = vectors.map(vectorBytes);
      const words = bytes.map((of) => new Int32Array(of.buffer, of.byteOffset, of.byteLength / 4));
      const validity = vectorValidity(vectors[0]);
      const count = chunk.rowCount;
      for (let i = 0; i < count; i++) {
        if (isMissing(validity, i)) {
          cells.append(whole, 0, 0);
          continue;
        }
        let used = 0;
        let piece = 0;
        for (; piece < pieces; piece++) {
          const length = words[piece][i * 4];
          if (length > INLINE_BYTES) break;
          const start = i * STRING_BYTES + 4;
          for (let b = 0; b < length; b++) whole[used++] = bytes[piece][start + b];
        }
        if (piece === pieces) {
          cells.append(whole, 0, used);
          continue;
        }
        const text = vectors.map((vector) => vector.getItem(i) as string).join('');
        checkLength(from + i, text);
        cells.appendText(text);
      }
    },
    finish: () => cells.finish(),
  };
}

/**
 * Streams a table to takers of its columns, the next chunk on its way while one is taken; exceptions are read in a
 * second pass where there are any. Returns the rows.
 *
 * @throws {RangeError} where there are more than `expected` rows.
 */
export async function streamColumns(
  connection: DuckDBConnection,
  from: string,
  takers: readonly ColumnTaker[],
  expected: number,
): Promise<number> {
  const tests = takers.flatMap(({ exceptions }) => (exceptions ? [`coalesce(${exceptions.test}, false)`] : []));
  const isException = tests.length > 0 ? tests.join(' OR ') : 'false';
  const expressions = [...takers.flatMap((taker) => taker.expressions), isException];
  const exceptional: number[] = [];
  const rows = await streamChunks(connection, expressions, from, (chunk, start) => {
    if (start + chunk.rowCount > expected) throw new RangeError(`there are more rows than the ${expected} it had`);
    let at = 0;
    for (const taker of takers) {
      taker.take(chunk, at, start);
      at += taker.expressions.length;
    }
    const marks = vectorBytes(chunk.getColumnVector(at));
    for (let i = marks.indexOf(1); i >= 0; i = marks.indexOf(1, i + 1)) exceptional.push(start + i);
  });
  if (exceptional.length === 0) return rows;

  const typed = takers.flatMap(({ exceptions }) => (exceptions ? [exceptions] : []));
  const texts = typed.map(({ test, text }) => `CASE WHEN ${test} THEN ${text} END`);
  let next = 0;
  await streamChunks(connection, texts, from, (chunk, start) => {
    for (; next < exceptional.length && exceptional[next] < start + chunk.rowCount; next++)
      typed.forEach((exceptions, c) => {
        const text = chunk.getColumnVector(c).getItem(exceptional[next] - start) as string | null;
        if (text !== null) exceptions.set(exceptional[next], text);
      });
  });
  return rows;
}

/** Hands the chunks of a query on, each with the number of its first row. Returns the rows. */
export async function streamChunks(
  connection: DuckDBConnection,
  expressions: readonly string[],
  from: string,
  take: (chunk: DuckDBDataChunk, start: number) => void,
): Promise<number> {
  const result = await connection.stream(`SELECT ${expressions.join(', ')} FROM ${from}`);
  let rows = 0;
  let next = result.fetchChunk();
  for (;;) {
    const chunk = await next;
    if (!chunk || chunk.rowCount === 0) return rows;
    next = result.fetchChunk();
    // An error of the next chunk is told when its turn comes.
    next.catch(() => {});
    try {
      take(chunk, rows);
    } catch (error) {
      // The connection may not be closed under it.
      await next.catch(() => {});
      throw error;
    }
    rows += chunk.rowCount;
  }
}
