import { once } from 'node:events';
import { CsvError, type Info } from 'csv-parse';
import { PayrhythmError } from '../errors.ts';
import { decodeToUtf8, decodeWindows1252 } from './decode-text.ts';
import { type FileSurvey, readFileBytes } from './file-survey.ts';
import { findHeaderLine, type HeaderNames } from './header-line.ts';
import type { ReadLimits } from './read-options.ts';
import { RecordParser } from './record-parser.ts';
import type { LineAbove, RecordFacts, RecordSink } from './record-sink.ts';

/**
 * Streams a CSV file into a sink, record by record, with the line each record begins on (the header is line 1 where
 * nothing stands above it). Lines without a character are skipped; records above the header are told with the facts; a
 * record with the wrong number of fields goes to `malformed`, unless every line ends with one delimiter too many. One chunk and one record are in memory.
 *
 * @throws {PayrhythmError} `BAD_DATA` for a quote that is never closed, a field over the limit, or no header.
 */
export async function readCsvRecords(
  path: string,
  survey: FileSurvey,
  limits: ReadLimits,
  sink: RecordSink,
  isName: HeaderNames,
): Promise<RecordFacts> {
  const head = headText(survey);
  const declaration = /^\ufeff?sep=(.)\r?\n/i.exec(head);
  const { delimiter, above, endsWithDelimiter } = findHeaderLine(
    head.slice(declaration?.[0].length ?? 0),
    isName,
    declaration?.[1],
  );
  let declared = declaration ? 1 : 0;
  let toHeader = above;
  const linesAbove: LineAbove[] = [];
  const lines = createLineCounter();
  let width = 0;
  let headers: string[] = [];

  const take = (record: string[]): void => {
    const line = lines.begin(record, parser.info);
    if (declared > 0) declared--;
    else if (toHeader > 0) {
      toHeader--;
      linesAbove.push({ line, text: record.filter((cell) => cell.trim() !== '').join(' ') });
    } else if (width === 0) {
      width = record.length;
      parser.expectWidth(endsWithDelimiter ? width + 1 : width);
      headers = record.map((name) => name.trim());
      sink.header(headers.map((name) => ({ name, exactNumbers: false })));
    } else if (record.length === width) sink.record(line, record);
    else if (lacksNothing(record, headers)) {
      parser.expectWidth(record.length);
      sink.record(
        line,
        headers.map((_, at) => record[at] ?? ''),
      );
    } else if (endsWithDelimiter && record.length === width + 1 && record[width].trim() === '')
      sink.record(line, record.slice(0, width));
    else
      sink.malformed(
        line,
        record.join(delimiter),
        `has ${record.length} ${record.length === 1 ? 'field' : 'fields'} where the header has ${width}`,
      );
  };

  const options = {
    delimiter,
    record_delimiter: survey.bareReturns ? ['\r'] : ['\r\n', '\n'],
    relax_column_count: true,
    relax_quotes: true,
    skip_empty_lines: true,
    // Checked against the whole record: its fields share the limit of one.
    max_record_size: limits.fieldBytes,
  };
  const parser = new RecordParser(options, take);
  const failure = { error: null as Error | null };
  parser.on('error', (error) => {
    failure.error = error;
  });
  parser.resume();

  for await (const chunk of decodeToUtf8(readFileBytes(path, limits), survey.encoding)) {
    if (failure.error) break;
    // `once` fails where the parser does; the failure is told below.
    if (!parser.write(chunk) && !failure.error) await once(parser, 'drain').catch(() => {});
  }
  if (!failure.error) {
    const ended = once(parser, 'end').catch(() => {});
    parser.end();
    await ended;
  }
  if (failure.error) throw explain(path, failure.error, lines.openedAt(parser), limits);
  if (width === 0)
    throw new PayrhythmError('BAD_DATA', `${path} holds blank lines only: it needs a line of headers`, { path });
  return { delimiter, encoding: survey.encoding, linesAbove };
}

/** Whether the fields that a record lacks have no header: a delimiter at the end of the header's line only. */
function lacksNothing(record: readonly string[], headers: readonly string[]): boolean {
  return (
    record.length > 1 && record.length < headers.length && headers.slice(record.length).every((name) => name === '')
  );
}

/**
 * csv-parse counts a line break inside quotes twice where it is CR LF; the line of a record is therefore counted here:
 * one a record, plus the breaks inside its fields, plus the blank lines before it.
 */
function createLineCounter() {
  let nextLine = 1;
  let emptyBefore = 0;
  let parserLines = 0;
  return {
    begin(record: readonly string[], info: Info): number {
      const line = nextLine + info.empty_lines - emptyBefore;
      nextLine = line + 1;
      if (info.lines - parserLines > 1) nextLine += breaksIn(record);
      emptyBefore = info.empty_lines;
      parserLines = info.lines;
      return line;
    },
    /** Line of the field that the parser was in when it gave up. */
    openedAt(parser: RecordParser): number {
      const { record } = (parser as unknown as { state: { record: readonly string[] } }).state;
      return nextLine + parser.info.empty_lines - emptyBefore + breaksIn(record);
    },
  };
}

function breaksIn(cells: readonly string[]): number {
  let breaks = 0;
  for (const cell of cells) if (cell.includes('\n')) breaks += cell.split('\n').length - 1;
  return breaks;
}

function explain(path: string, error: Error, line: number, limits: ReadLimits): Error {
  if (!(error instanceof CsvError)) return error;
  if (error.code === 'CSV_QUOTE_NOT_CLOSED')
    return new PayrhythmError(
      'BAD_DATA',
      `${path}: the quote opened at line ${line} is never closed: close it, or write it twice where it is text`,
      { path, line },
      { cause: error },
    );
  if (error.code === 'CSV_MAX_RECORD_SIZE')
    return new PayrhythmError(
      'BAD_DATA',
      `${path}: the record at line ${line} is longer than ${limits.fieldBytes} bytes: ` +
        'look for a quote that is never closed, or shorten the field',
      { path, line },
      { cause: error },
    );
  return new PayrhythmError('BAD_DATA', `${path}, line ${line}: ${error.message}`, { path, line }, { cause: error });
}

function headText(survey: FileSurvey): string {
  if (survey.encoding === 'windows-1252') return decodeWindows1252(survey.head);
  return new TextDecoder(survey.encoding).decode(survey.head);
}
