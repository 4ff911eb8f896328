import { PayrhythmError } from '../errors.ts';
import type { ImportLog, TableData, TableName } from '../ledger/index.ts';
import { type ChosenColumns, chooseColumns } from './choose-columns.ts';
import { type CollectedCells, type ColumnChoice, createCellCollector } from './collected-cells.ts';
import type { ColumnAssignment } from './columns-option.ts';
import type { Preset } from './presets/preset.ts';
import type { ReadLimits, ReadOptions } from './read-options.ts';
import type { LineAbove, RecordFacts, RecordSink } from './record-sink.ts';
import { settleFormats } from './settle-formats.ts';
import type { SourceFormat, TableMapping } from './source-tables.ts';
import { typeCells } from './type-cells.ts';

/** Lines above the header that the warning quotes. */
const QUOTED_LINES = 3;

/** One table of a source: where it is, and how its records come. */
export interface TableSource {
  readonly table: TableName;
  /** Names it in messages and in the mapping. */
  readonly file: string;
  readonly format: SourceFormat;
  read(sink: RecordSink): Promise<RecordFacts>;
  /** The faster way of sources that have types; undefined where the records have to be read one by one after all. */
  collect?(choice: ColumnChoice): Promise<CollectedCells | undefined>;
  /** Size of the Parquet file that holds the table; undefined for any other source. */
  readonly parquetBytes?: number | undefined;
}

/** What decides how a source is read, worked out of its options. */
export interface ReadSettings {
  readonly options: ReadOptions;
  readonly limits: ReadLimits;
  readonly assignments: readonly ColumnAssignment[];
  readonly preset: Preset | undefined;
  readonly log: ImportLog;
}

/** What was read of one source table; attributes of debtors come as a table of their own. */
export interface ReadTable {
  readonly tables: readonly TableData[];
  readonly mapping: TableMapping;
}

/**
 * Reads and types one table; `withDebtors`: attributes of debtors are looked for in the invoices. Every record is logged as
 * read exactly once. Errors as `readLedgerSource`. O(cells).
 */
export async function readTable(source: TableSource, withDebtors: boolean, settings: ReadSettings): Promise<ReadTable> {
  const { table, file, format } = source;
  const { options, log } = settings;
  const choice = columnChoice(source, withDebtors, settings);
  let facts: RecordFacts = { delimiter: null, encoding: null };
  let collected = await source.collect?.(choice);
  if (!collected) {
    const collector = createCellCollector(choice);
    facts = await source.read(collector.sink);
    collected = collector.finish();
  }
  const { linesAbove = [], headings, delimiter, encoding } = facts;
  warnOfLinesAbove(table, linesAbove, log);
  for (let n = 0; n < (headings?.count ?? 0); n++)
    log.warn(
      'group_heading',
      table,
      undefined,
      `a line of its own names the customer of the rows below it, as "${headings?.first.text.slice(0, 80)}" does (line ${headings?.first.line})`,
    );
  warnOfNamesAsIds(table, collected.chosen, log);
  const formats = settleFormats(collected, file, options);
  const marks = new Set(formats.decimals.filter((decision) => decision?.needed).map((decision) => decision?.mark));
  return {
    tables: typeCells(table, collected, formats, log),
    mapping: {
      table,
      file,
      format,
      delimiter,
      encoding,
      dateOrder: formats.dateOrder,
      decimal: marks.size > 1 ? 'mixed' : ([...marks][0] ?? null),
      columns: collected.chosen.mapping,
      rows: collected.count + collected.malformed.length,
    },
  };
}

/** Which cells of a table are kept; `withDebtors`: attributes of debtors are looked for in the invoices. */
export function columnChoice(
  { table, file }: Pick<TableSource, 'table' | 'file'>,
  withDebtors: boolean,
  { assignments, preset, limits }: ReadSettings,
): ColumnChoice {
  return {
    choose: (headers, sample) => chooseColumns(headers, sample, { file, table, assignments, preset, withDebtors }),
    tooLong: (line, header) =>
      new PayrhythmError(
        'BAD_DATA',
        `${file}, line ${line}: the field ${header} is longer than ${limits.fieldBytes} bytes: shorten it`,
        { file, line },
      ),
    longestCell: limits.fieldBytes,
  };
}

/** Quotes what stands above the header: the first lines word for word. */
function warnOfLinesAbove(table: TableName, lines: readonly LineAbove[], log: ImportLog): void {
  const quoted = lines.filter(({ text }) => text !== '').map(({ line, text }) => `line ${line} "${text.slice(0, 80)}"`);
  const shown = quoted.slice(0, QUOTED_LINES).join(', ') + (quoted.length > QUOTED_LINES ? ' …' : '');
  const told = quoted.length === 0 ? 'blank cells' : shown;
  for (let n = 0; n < lines.length; n++)
    log.warn('line_above_header', table, undefined, `a line above the header was passed over: ${told}`);
}

/** A name as debtor number merges namesakes and parts a debtor that is renamed. */
function warnOfNamesAsIds(table: TableName, chosen: ChosenColumns, log: ImportLog): void {
  const found = chosen.mapping.find((entry) => entry.column === 'debtor_id' && entry.how === 'synonym');
  if (found && /name|naam|nom\b/i.test(found.header))
    log.warnOnce(
      'debtor_by_name',
      table,
      'debtor_id',
      `the debtors go by their names (column ${found.header}): two of one name become one; name a number with --columns debtor_id=HEADER`,
    );
}
