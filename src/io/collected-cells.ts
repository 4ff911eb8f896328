import { createHash } from 'node:crypto';
import { createTextColumnBuilder, type TextColumn, type TextColumnBuilder } from '../ledger/index.ts';
import type { ChosenColumn, ChosenColumns } from './choose-columns.ts';
import type { RecordSink, SourceHeader } from './record-sink.ts';

/** A record that cannot be laid under the headers. */
export interface MalformedRecord {
  readonly line: number;
  readonly text: string;
  readonly problem: string;
}

/** The cells of the chosen columns as UTF-8 bytes, before anything is made of them. */
export interface CollectedCells {
  readonly chosen: ChosenColumns;
  readonly count: number;
  readonly lines: Float64Array;
  /** Runs parallel to `chosen.columns`; trimmed of surrounding blanks. */
  readonly cells: readonly TextColumn[];
  /** Digests of whole records, where an id is made by numbering. */
  readonly digests: TextColumn | undefined;
  readonly malformed: readonly MalformedRecord[];
  /** Records of blank cells only. */
  readonly blankRecords: number;
}

/** Records that are looked at before the columns are chosen. */
const SAMPLE_RECORDS = 500;
/** Characters of a malformed record that are kept. */
const KEPT_CHARACTERS = 250;

/**
 * A sink that chooses the columns after a sample and keeps the cells of those only. Memory: the bytes of the chosen
 * columns and the sample; no object a row.
 *
 * @throws what `tooLong` makes where a kept cell has more than `longestCell` characters.
 */
export function createCellCollector(
  choose: (headers: readonly SourceHeader[], sample: readonly (readonly string[])[]) => ChosenColumns,
  tooLong: (line: number, header: string) => Error,
  longestCell: number,
): { readonly sink: RecordSink; finish(): CollectedCells } {
  let headers: readonly SourceHeader[] = [];
  let chosen: ChosenColumns | undefined;
  let builders: TextColumnBuilder[] = [];
  let numbered = false;
  const sample: string[][] = [];
  const sampleLines: number[] = [];
  const digests = createTextColumnBuilder();
  const malformed: MalformedRecord[] = [];
  let lines = new Float64Array(1024);
  let count = 0;
  let blankRecords = 0;

  const keep = (columns: readonly ChosenColumn[], line: number, cells: readonly string[]): void => {
    if (count === lines.length) {
      const grown = new Float64Array(count * 2);
      grown.set(lines);
      lines = grown;
    }
    lines[count++] = line;
    for (let c = 0; c < columns.length; c++) {
      const { position } = columns[c];
      const text = position < 0 ? String(line) : cells[position].trim();
      if (text.length > longestCell) throw tooLong(line, headers[position].name);
      builders[c].append(text);
    }
    if (numbered) digests.append(digestOf(cells));
  };
  const chooseNow = (): ChosenColumns => {
    const made = choose(headers, sample);
    chosen = made;
    builders = made.columns.map(() => createTextColumnBuilder());
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

function isBlank(cells: readonly string[]): boolean {
  for (const cell of cells) if (cell !== '' && cell.trim() !== '') return false;
  return true;
}

/** 128 bits of the SHA-256 of the cells, in hexadecimal. */
function digestOf(cells: readonly string[]): string {
  return createHash('sha256').update(cells.join('\u001f')).digest('hex').slice(0, 32);
}
