/** A record of the head of a CSV text: its fields, trimmed. */
export type HeadRecord = readonly string[];

/** Records that are looked at before the header is known. */
export const HEAD_RECORDS = 60;

/**
 * The first {@link HEAD_RECORDS} records of a CSV text as the reader will part them: lines without a character do not
 * count, a quote opens at the beginning of a field only. The last record may be cut off by the end of the text. O(length).
 */
export function splitHead(head: string, delimiter: string): HeadRecord[] {
  const records: HeadRecord[] = [];
  let cells: string[] = [];
  let cell = '';
  let isQuoted = false;
  let isEmptyLine = true;
  const endCell = (): void => {
    cells.push(cell.trim());
    cell = '';
  };
  for (let at = 0; at < head.length && records.length < HEAD_RECORDS; at++) {
    const char = head[at];
    if (isQuoted) {
      if (char !== '"') cell += char;
      else if (head[at + 1] === '"') cell += head[++at];
      else isQuoted = false;
    } else if (char === '\n' || char === '\r') {
      if (!isEmptyLine) {
        endCell();
        records.push(cells);
      }
      cells = [];
      isEmptyLine = true;
    } else {
      isEmptyLine = false;
      if (char === '"' && cell === '') isQuoted = true;
      else if (char === delimiter) endCell();
      else cell += char;
    }
  }
  if (!isEmptyLine && records.length < HEAD_RECORDS) {
    endCell();
    records.push(cells);
  }
  return records;
}
