/** Takes the rows of COPY's text format; a missing cell is null. */
export type TakeCopyRow = (cells: readonly (string | null)[]) => void;

/** Reads COPY … TO STDOUT in text format, chunk by chunk. */
export interface CopyTextReader {
  push(chunk: Buffer): void;
  /** @throws {Error} where the last row has no end: the stream was cut. */
  end(): void;
}

const LINE_FEED = 10;

/** Rows end with a line feed and cells with a tab; `\N` is missing, a backslash begins an escape. O(bytes). */
export function createCopyTextReader(take: TakeCopyRow): CopyTextReader {
  let rest: Buffer = Buffer.alloc(0);
  return {
    push(chunk) {
      const last = chunk.lastIndexOf(LINE_FEED);
      if (last < 0) {
        rest = Buffer.concat([rest, chunk]);
        return;
      }
      const whole = rest.length > 0 ? Buffer.concat([rest, chunk.subarray(0, last)]) : chunk.subarray(0, last);
      rest = Buffer.from(chunk.subarray(last + 1));
      const lines = whole.toString('utf8').split('\n');
      for (const line of lines) take(line.split('\t').map(copyCell));
    },
    end() {
      if (rest.length > 0) throw new Error('the data ended in the middle of a row');
    },
  };
}

function copyCell(text: string): string | null {
  if (!text.includes('\\')) return text;
  if (text === '\\N') return null;
  return text.replace(/\\(.)/g, (_, mark: string) => ESCAPES[mark] ?? mark);
}

const ESCAPES: Readonly<Record<string, string>> = { b: '\b', f: '\f', n: '\n', r: '\r', t: '\t', v: '\v' };

/** A row in COPY's text format, with its line feed. NUL, which the database takes in no text, becomes `�`. O(length). */
export function copyTextRow(cells: readonly (string | number | boolean | null)[]): string {
  let line = '';
  for (let c = 0; c < cells.length; c++) {
    const cell = cells[c];
    if (c > 0) line += '\t';
    if (cell === null) line += '\\N';
    else if (typeof cell === 'string') line += escaped(cell);
    else line += String(cell);
  }
  return `${line}\n`;
}

function escaped(text: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is escaped
  if (!/[\\\n\r\t\u0000]/.test(text)) return text;
  return text
    .replaceAll('\\', '\\\\')
    .replaceAll('\n', '\\n')
    .replaceAll('\r', '\\r')
    .replaceAll('\t', '\\t')
    .replaceAll('\u0000', '\ufffd');
}
