import { type ColumnDeclaration, TABLES, type TableName } from '../ledger/index.ts';
import type { ColumnAssignment } from './columns-option.ts';
import { DELIMITERS, detectDelimiter } from './detect-delimiter.ts';
import { type HeadRecord, splitHead } from './head-records.ts';
import { headerKey, headerKeys } from './header-key.ts';
import { numberShapeOf } from './number-shape.ts';
import type { Preset } from './presets/preset.ts';
import { SYNONYMS } from './synonyms/index.ts';

/** Where the header of a CSV text stands. */
export interface HeaderLine {
  readonly delimiter: string;
  /** Records above it: titles, dates, the metadata of a program. */
  readonly above: number;
  /** Whether all the rows at the beginning end with a delimiter that the header does not have. */
  readonly endsWithDelimiter: boolean;
}

type HeaderPlace = Omit<HeaderLine, 'endsWithDelimiter'>;

/** Tells whether a cell is the name of a column. */
export type HeaderNames = (cell: string) => boolean;

/** A record with fewer known names is not taken for a header that stands below other lines. */
const LEAST_NAMES = 3;
/** Fewer filled fields are a title; a header without a known name has at least twice as many. */
const MOST_TITLE_CELLS = 2;

/** The names by which columns of a table are known: its own, those of debtors on invoices, of a preset and of options. */
export function headerNames(
  table: TableName,
  assignments: readonly ColumnAssignment[],
  preset: Preset | undefined,
): HeaderNames {
  const keys = new Set<string>();
  for (const known of table === 'invoices' ? (['invoices', 'debtors'] as const) : [table]) {
    for (const { name } of TABLES[known].columns as readonly ColumnDeclaration[]) keys.add(headerKey(name));
    for (const names of Object.values(SYNONYMS[known])) for (const name of names) keys.add(headerKey(name));
    for (const names of Object.values(preset?.columns[known] ?? {}))
      for (const name of names) keys.add(headerKey(name));
  }
  for (const { table: of, header } of assignments) if (of === table || of === 'debtors') keys.add(headerKey(header));
  keys.delete('');
  return (cell) => headerKeys(cell).some((key) => keys.has(key));
}

/**
 * Finds the header of a CSV text. It is the first record, unless another one has at least three known names and more
 * than twice as many as the first; or the first is a title of one or two fields and nothing below it has a known name: then
 * the first record of four and more fields, all of them different and none a number. O(length of `head`).
 *
 * @param head begins with the first record.
 */
export function findHeaderLine(head: string, isName: HeaderNames, declared?: string): HeaderLine {
  const place = findPlace(head, isName, declared);
  const [header, ...rows] = splitHead(head, place.delimiter).slice(place.above);
  const width = header?.length ?? 0;
  // The last record may be cut off.
  const whole = rows.length > 1 ? rows.slice(0, -1) : rows;
  const endsWithDelimiter = whole.length > 0 && whole.every((row) => row.length === width + 1 && row[width] === '');
  return { ...place, endsWithDelimiter };
}

function findPlace(head: string, isName: HeaderNames, declared: string | undefined): HeaderPlace {
  const usual = declared ?? detectDelimiter(head);
  const first = namesIn(splitHead(head, usual)[0] ?? [], isName);
  let best: HeaderPlace = { delimiter: usual, above: 0 };
  let most = Math.max(first * 2, LEAST_NAMES - 1);
  for (const delimiter of declared === undefined ? DELIMITERS : [declared])
    splitHead(head, delimiter).forEach((record, above) => {
      const names = namesIn(record, isName);
      if (names <= most) return;
      most = names;
      best = { delimiter, above };
    });
  return best.above > 0 || first > 0 ? best : (untitled(head, declared) ?? best);
}

function namesIn(record: HeadRecord, isName: HeaderNames): number {
  return new Set(record.filter((cell) => cell !== '' && isName(cell))).size;
}

/** The first record that looks like a header below a title, by its looks alone. */
function untitled(head: string, declared: string | undefined): HeaderPlace | undefined {
  const found = (declared === undefined ? DELIMITERS : [declared]).flatMap((delimiter): HeaderPlace[] => {
    const records = splitHead(head, delimiter);
    if (filled(records[0] ?? []).length > MOST_TITLE_CELLS) return [];
    const above = records.findIndex(isHeaderLike);
    return above > 0 ? [{ delimiter, above }] : [];
  });
  return found.length === 1 ? found[0] : undefined;
}

function isHeaderLike(record: HeadRecord): boolean {
  const cells = filled(record);
  const isText = cells.every((cell) => numberShapeOf(cell) === undefined && /^\p{L}/u.test(cell));
  return cells.length >= 2 * MOST_TITLE_CELLS && isText && new Set(cells).size === cells.length;
}

function filled(record: HeadRecord): string[] {
  return record.filter((cell) => cell !== '');
}
