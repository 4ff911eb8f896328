import { CsvError, parse } from 'csv-parse/sync';
import { parseDay } from '../calendar/index.ts';
import { PayrhythmError } from '../errors.ts';

/** What the cells of a column are; `number?` and `day` may be empty (null, and the empty text). */
export type RankCell = 'text' | 'day' | 'number' | 'number?' | 'flag';

/**
 * Rows of a CSV file of `rank`, typed. Columns may be in any order and more than those asked for. The apostrophe that the
 * writer puts before a text that a spreadsheet would take for a formula is taken off. O(bytes).
 *
 * @throws {PayrhythmError} `BAD_DATA` for a missing column or a cell that is not of its type, with file and line.
 */
export function parseRankCsv<Row>(
  path: string,
  text: string,
  columns: Readonly<Record<keyof Row & string, RankCell>>,
): Row[] {
  const records = readRecords(path, text);
  const header = records[0] ?? [];
  const names = Object.keys(columns) as (keyof Row & string)[];
  const missing = names.filter((name) => !header.includes(name));
  if (missing.length > 0)
    throw new PayrhythmError(
      'BAD_DATA',
      `${path} has no column ${missing.join(', ')}: it was written by another version of payrhythm, or changed since; rank the day again with this version`,
      { path, missing },
    );
  const places = names.map((name) => header.indexOf(name));
  return records.slice(1).map((record, at) => {
    const row: Record<string, unknown> = {};
    names.forEach((name, n) => {
      const cell = record[places[n]];
      const value = cellValue(cell, columns[name]);
      if (value === undefined)
        throw new PayrhythmError(
          'BAD_DATA',
          `${path}, record ${at + 1}: ${name} is ${JSON.stringify(cell)}, which is no ${columns[name].replace('?', '')}; the file was changed since it was written: rank the day again`,
          { path, record: at + 1, column: name },
        );
      row[name] = value;
    });
    return row as Row;
  });
}

function readRecords(path: string, text: string): string[][] {
  try {
    return parse(text, { skip_empty_lines: true });
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    throw new PayrhythmError(
      'BAD_DATA',
      `${path}: ${error.message}; the file was changed or cut since it was written: rank the day again`,
      { path },
      { cause: error },
    );
  }
}

function cellValue(cell: string, type: RankCell): string | number | boolean | null | undefined {
  switch (type) {
    case 'text':
      return /^'[=+\-@\t\r\n]/.test(cell) ? cell.slice(1) : cell;
    case 'day':
      return cell === '' || isDay(cell) ? cell : undefined;
    case 'flag':
      return cell === 'true' ? true : cell === 'false' ? false : undefined;
    default: {
      if (cell === '') return type === 'number?' ? null : undefined;
      const number = Number(cell);
      return Number.isFinite(number) && cell.trim() === cell ? number : undefined;
    }
  }
}

function isDay(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  try {
    parseDay(text);
    return true;
  } catch {
    return false;
  }
}
