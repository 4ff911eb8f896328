import { createHash } from 'node:crypto';
import { type CodedTexts, type ColumnType, createTextColumnBuilder, type TextColumn } from '../ledger/index.ts';
import { type CellBuilder, createCodedCells, createTextCells } from './cell-builder.ts';
import type { CellColumn } from './cell-column.ts';
import type { ChosenColumn, ChosenColumns } from './choose-columns.ts';
import type { RecordSink, SourceHeader } from './record-sink.ts';

/** A record that cannot be laid under the headers. */
export interface MalformedRecord {
  readonly line: number;
  readonly text: string;
  readonly problem: string;
}

/** The cells of the chosen columns, before anything is made of them. */
export interface CollectedCells {
  readonly chosen: ChosenColumns;
  readonly count: number;
  readonly lines: Float64Array | Uint32Array;
  /** Runs parallel to `chosen.columns`. */
  readonly cells: readonly CellColumn[];
  /** Digests of whole records, where an id is made by numbering. */
  readonly digests: TextColumn | undefined;
  readonly malformed: readonly MalformedRecord[];
  /** Records of blank cells only. */
  readonly blankRecords: number;
}

/** Records that are looked at before the columns are chosen. */
export const SAMPLE_RECORDS = 500;
/** Types whose cells differ from row to row. */
const KEPT_TYPES: readonly ColumnType[] = ['text', 'amount', 'number'];
/** Characters of a malformed record that are kept. */
const KEPT_CHARACTERS = 250;

/** Which cells of a source are kept. */
export interface ColumnChoice {
  /** Decides on the columns, by the headers and the first records. */
  choose(headers: readonly SourceHeader[], sample: readonly (readonly string[])[]): ChosenColumns;
  /** What to throw where a kept cell has more than `longestCell` characters. */
  tooLong(line: number, header: string): Error;
  readonly longestCell: number;
}

/**
 * A sink that chooses the columns after a sample and keeps the cells of those only. Memory: the bytes of the chosen
 * columns and the sample; no object a row.
 */
export function createCellCollector({ choose, tooLong, longestCell }: ColumnChoice): {
  readonly sink: RecordSink;
  finish(): CollectedCells;
} {
  let headers: readonly SourceHeader[] = [];
  let chosen: ChosenColumns | undefined;
  let builders: CellBuilder<TextColumn | CodedTexts>[] = [];
  let numbered = false;
  const sample: string[][] = [];
  const sampleLines: number[] = [];
  const digests = createTextColumnBuilder();
  const malformed: MalformedRecord[] = [];
  let lines = new Float64Array(1024);
  let count = 0;
  let blankRecords = 0;

  const takeLine = (line: number): void => {
    if (count === lines.length) {
      const grown = new Float64Array(count * 2);
      grown.set(lines);
      lines = grown;
    }
    lines[count++] = line;
  };
  const keep = (columns: readonly ChosenColumn[], line: number, cells: readonly string[]): void => {
    takeLine(line);
    for (let c = 0; c < columns.length; c++) {
      const { position } = columns[c];
      const text = position < 0 ? String(line) : cells[position];
      if (text.length > longestCell && text.trim().length > longestCell) throw tooLong(line, headers[position].name);
      builders[c].appendText(text);
    }
    if (numbered) digests.append(digestOf(cells));
  };
  const chooseNow = (): ChosenColumns => {
    const made = choose(headers, sample);
    chosen = made;
    builders = made.columns.map((column) => createCellBuilder(column));
    numbered = made.columns.some((column) => column.position < 0);
    for (let i = 0; i < sample.length; i++) keep(made.columns, sampleLines[i], sample[i]);
    return made;
  };

  return {
    sink: {
      header(found) {
        headers = found;
      },
      record(line, cells) {
        if (isBlank(cells)) {
          blankRecords++;
          return;
        }
        if (chosen) {
          keep(chosen.columns, line, cells);
          return;
        }
        sample.push([...cells]);
        sampleLines.push(line);
        if (sample.length === SAMPLE_RECORDS) chooseNow();
      },
      recordBytes(line, bytes, bounds) {
        // Of other records it takes a text to tell whether they are blank, or too long.
        if (!chosen || numbered || !hasCharacter(bytes, bounds)) return false;
        for (const { position } of chosen.columns)
          if (bounds[2 * position + 1] - bounds[2 * position] > longestCell) return false;
        takeLine(line);
        for (let c = 0; c < builders.length; c++) {
          const { position } = chosen.columns[c];
          builders[c].append(bytes, bounds[2 * position], bounds[2 * position + 1]);
        }
        return true;
      },
      malformed(line, text, problem) {
        malformed.push({ line, text: text.slice(0, KEPT_CHARACTERS), problem });
      },
    },
    finish() {
      const made = chosen ?? chooseNow();
      return {
        chosen: made,
        count,
        lines: lines.slice(0, count),
        cells: builders.map((builder) => builder.finish()),
        digests: numbered ? digests.finish() : undefined,
        malformed,
        blankRecords,
      };
    },
  };
}

/** Columns of few distinct texts keep each of them once. */
export function createCellBuilder({ column }: ChosenColumn, expected = 0): CellBuilder<TextColumn | CodedTexts> {
  const isKept = column.type === 'id' ? column.name !== 'debtor_id' : KEPT_TYPES.includes(column.type);
  return isKept ? createTextCells(expected) : createCodedCells(expected);
}

/** Whether a cell begins with a character that is surely no blank. */
function hasCharacter(bytes: Uint8Array, bounds: Int32Array): boolean {
  for (let at = 0; at < bounds.length; at += 2) {
    const first = bytes[bounds[at]];
    if (bounds[at] < bounds[at + 1] && first > 32 && first < 127) return true;
  }
  return false;
}

/** Whether a record has nothing but blanks. */
export function isBlank(cells: readonly string[]): boolean {
  for (const cell of cells) if (cell !== '' && cell.trim() !== '') return false;
  return true;
}

/** 128 bits of the SHA-256 of the cells, in hexadecimal. */
function digestOf(cells: readonly string[]): string {
  return createHash('sha256').update(cells.join('\u001f')).digest('hex').slice(0, 32);
}
