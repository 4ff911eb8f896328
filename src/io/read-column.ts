import { NO_DAY } from '../calendar/index.ts';
import {
  type CellValue,
  type CodedTexts,
  type ColumnData,
  createTextColumnBuilder,
  isTextMissing,
  type TextColumn,
  textAt,
} from '../ledger/index.ts';
import { type CellColumn, cellText, type TypedCells } from './cell-column.ts';
import { CellProblem } from './cell-problem.ts';
import { type CellReader, LARGEST_AMOUNT } from './cell-reader.ts';
import type { ChosenColumn } from './choose-columns.ts';
import { NUMBER_CELL, type NumberCells } from './number-cells.ts';
import type { DecimalMark } from './read-options.ts';

/** A column that was read as a whole. */
export interface ReadColumn {
  /** Every row, bad cells as missing ones. */
  readonly data: ColumnData;
  /** One cell: its value, null for missing, or what is wrong with it. */
  read(row: number): CellValue | CellProblem;
  /** The cell as the source has it; empty where the source has a value and no text. */
  text(row: number): string;
}

type ReadCells = Omit<ReadColumn, 'text'>;

/** What reading a column needs to know. */
export interface ColumnReading {
  readonly chosen: ChosenColumn;
  readonly reader: CellReader;
  /** The plain numbers of the column, where it is one of numbers that came as texts. */
  readonly numbers: NumberCells | undefined;
  readonly decimal: DecimalMark;
  /** Is set to 1 for every row with a bad cell, and where a required cell is missing. */
  readonly needsCare: Uint8Array;
}

/** Reads all cells of a column: each distinct text once, plain numbers and typed cells without making a text. O(bytes). */
export function readColumn(cells: CellColumn, reading: ColumnReading): ReadColumn {
  return { ...readCells(cells, reading), text: (row) => cellText(cells, row) };
}

function readCells(cells: CellColumn, reading: ColumnReading): ReadCells {
  if ('values' in cells) return readTyped(cells, reading);
  if ('codes' in cells) return readCoded(cells, reading);
  return reading.numbers ? readNumbers(cells, reading.numbers, reading) : readTexts(cells, reading);
}

function readTyped({ values, exceptions }: TypedCells, { chosen, reader, needsCare }: ColumnReading): ReadCells {
  const missing = values instanceof Float64Array ? Number.NaN : values instanceof Int32Array ? NO_DAY : -1;
  const isMissing = (row: number): boolean => values[row] === missing || Number.isNaN(values[row]);
  for (const [row, text] of exceptions) {
    const read = reader(text);
    if (read instanceof CellProblem) needsCare[row] = 1;
    else if (read !== null) values[row] = read as number;
  }
  if (chosen.column.required) for (let row = 0; row < needsCare.length; row++) if (isMissing(row)) needsCare[row] = 1;
  return {
    data: values,
    read(row) {
      const text = exceptions.get(row);
      if (text !== undefined) return reader(text);
      return isMissing(row) ? null : values[row];
    },
  };
}

function readTexts(cells: TextColumn, { chosen, needsCare }: ColumnReading): ReadCells {
  if (chosen.column.required)
    for (let row = 0; row < needsCare.length; row++) if (isTextMissing(cells, row)) needsCare[row] = 1;
  return { data: cells, read: (row) => textAt(cells, row) || null };
}

function readNumbers(cells: TextColumn, { values, kind }: NumberCells, reading: ColumnReading): ReadCells {
  const { chosen, reader, decimal, needsCare } = reading;
  const read = (row: number): CellValue | CellProblem =>
    isTextMissing(cells, row) ? null : reader(textAt(cells, row));
  for (let row = 0; row < needsCare.length; row++) {
    if (kind[row] === NUMBER_CELL.missing) {
      if (chosen.column.required) needsCare[row] = 1;
      continue;
    }
    const isPlain = kind[row] === NUMBER_CELL.whole || (kind[row] === NUMBER_CELL.point && decimal === 'point');
    if (isPlain && Math.abs(values[row]) < LARGEST_AMOUNT) continue;
    const result = read(row);
    values[row] = typeof result === 'number' ? result : Number.NaN;
    if (result instanceof CellProblem) needsCare[row] = 1;
  }
  return { data: values, read };
}

function readCoded(cells: CodedTexts, { chosen, reader, needsCare }: ColumnReading): ReadCells {
  const { codes, texts } = cells;
  const results = Array.from({ length: texts.length }, (_, code) =>
    isTextMissing(texts, code) ? null : reader(textAt(texts, code)),
  );
  const isCareful = Uint8Array.from(results, (result) =>
    result instanceof CellProblem || (result === null && chosen.column.required) ? 1 : 0,
  );
  if (isCareful.includes(1)) for (let row = 0; row < codes.length; row++) needsCare[row] |= isCareful[codes[row]];
  return { data: dataOf(cells, results, chosen), read: (row) => results[codes[row]] };
}

function dataOf(
  { codes }: CodedTexts,
  results: readonly (CellValue | CellProblem)[],
  { column }: ChosenColumn,
): ColumnData {
  const values = results.map((result) => (result instanceof CellProblem ? null : result));
  switch (column.type) {
    case 'day':
      return valuesOf(codes, values, new Int32Array(codes.length), NO_DAY);
    case 'flag':
    case 'choice':
      return valuesOf(codes, values, new Int8Array(codes.length), -1);
    default: {
      const texts = createTextColumnBuilder();
      for (const value of values) texts.append((value as string | null) ?? '');
      return { codes, texts: texts.finish() };
    }
  }
}

function valuesOf<T extends Int32Array | Int8Array>(
  codes: Int32Array,
  values: readonly CellValue[],
  into: T,
  missing: number,
): T {
  const numbers = Int32Array.from(values, (value) => (value as number | null) ?? missing);
  for (let row = 0; row < codes.length; row++) into[row] = numbers[codes[row]];
  return into;
}
