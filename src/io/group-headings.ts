import { isBlank, SAMPLE_RECORDS } from './collected-cells.ts';
import type { GroupHeadings, LineAbove, RecordSink, SourceHeader } from './record-sink.ts';
import { isTotalText } from './summary-row.ts';

/** The name that the column of the headings gets where it has none. */
export const HEADING_HEADER = 'customer heading';

/** Headings that are no customers: the age of what stands below them. */
const AGE = /\d\s*(?:-|–|to|tot|bis|à)\s*\d|\b(?:days?|dagen|tage|jours|current|past due|over|niet vervallen)\b/i;

/** A sink that reads rows under headings as rows of their own. */
export interface GroupedSink {
  readonly sink: RecordSink;
  /** Hands on what is still held back. */
  finish(): void;
  /** Headings that were taken for the customer of the rows below them; the first one, and how many. */
  readonly headings: GroupHeadings | undefined;
}

interface HeldRecord {
  readonly line: number;
  readonly cells: readonly string[];
}

/**
 * Undoes the grouping of reports that name a customer once, in the first column of a line of its own, and leave that column blank
 * in the rows below. It is one where in the first 500 records the first column is filled in such lines and in totals
 * only. A total that names its heading ends it, and the heading around it holds again; rows of the innermost headings go to the
 * outermost, who is the customer. Other tables pass as they are. Memory: the first 500 records.
 */
export function groupedSink(sink: RecordSink): GroupedSink {
  let headers: readonly SourceHeader[] = [];
  let isGrouped: boolean | undefined;
  let held: HeldRecord[] = [];
  const open: string[] = [];
  let endsWithTotal = false;
  let first: LineAbove | undefined;
  let count = 0;

  const take = (line: number, cells: readonly string[]): void => {
    const [group, ...others] = cells;
    const text = group.trim();
    if (text === '') sink.record(line, isBlank(others) ? cells : [open[0] ?? '', ...others]);
    else if (isTotalText(text)) {
      const ended = open.findLastIndex((name) => text.endsWith(` ${name}`));
      if (ended >= 0) open.length = ended;
      sink.record(line, cells);
    } else if (isBlank(others)) {
      if (!endsWithTotal) open.length = 0;
      open.push(text);
      first ??= { line, text };
      count++;
    } else sink.record(line, cells);
  };
  const decide = (): void => {
    isGrouped = isGroupedSample(held);
    endsWithTotal = held.some(({ cells }) => isTotalText(cells[0]) && cells[0].trim().includes(' '));
    const [group, ...others] = headers;
    sink.header(isGrouped && group.name === '' ? [{ ...group, name: HEADING_HEADER }, ...others] : headers);
    for (const { line, cells } of held) (isGrouped ? take : sink.record)(line, cells);
    held = [];
  };
  return {
    sink: {
      header(found) {
        headers = found;
      },
      record(line, cells) {
        if (isGrouped === undefined) {
          held.push({ line, cells: [...cells] });
          if (held.length === SAMPLE_RECORDS) decide();
        } else if (isGrouped) take(line, cells);
        else sink.record(line, cells);
      },
      malformed: sink.malformed,
    },
    finish() {
      if (isGrouped === undefined) decide();
    },
    get headings() {
      return first && { first, count };
    },
  };
}

function isGroupedSample(records: readonly HeldRecord[]): boolean {
  let headings = 0;
  let below = 0;
  for (const { cells } of records) {
    const [group, ...others] = cells;
    const text = group.trim();
    const isAlone = isBlank(others);
    if (text === '') {
      if (!isAlone && headings > 0) below++;
    } else if (isAlone && !isTotalText(text)) {
      if (AGE.test(text)) return false;
      headings++;
    } else if (!isTotalText(text)) return false;
  }
  // A remark at the end of a list is alone in its row as well.
  return headings > 0 && below > 0 && below >= headings;
}
