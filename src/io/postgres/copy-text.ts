/** Takes the rows of COPY's text format; a missing cell is null. */
export type TakeCopyRow = (cells: readonly (string | null)[]) => void;

/** Reads COPY … TO STDOUT in text format, chunk by chunk. */
export interface CopyTextReader {
  push(chunk: Buffer): void;
  /** @throws {Error} where the last row has no end: the stream was cut. */
  end(): void;
}

/** Takes a row as bytes: cell `c` is `bytes[bounds[2c] … bounds[2c + 1])`; returns whether it did. */
export type TakeCopyBytes = (bytes: Uint8Array, bounds: Int32Array) => boolean;

const LINE_FEED = 10;
const TAB = 9;
const BACKSLASH = 92;
const CAPITAL_N = 78;

/**
 * Rows end with a line feed and cells with a tab; `\N` is missing, a backslash begins an escape. With `takeBytes` and the
 * number of `columns`, rows without an escape are offered as bytes first, missing cells empty. O(bytes).
 */
export function createCopyTextReader(take: TakeCopyRow, takeBytes?: TakeCopyBytes, columns = 0): CopyTextReader {
  const bounds = new Int32Array(2 * columns);
  const offer = (bytes: Uint8Array, from: number, to: number): boolean =>
    takeBytes !== undefined && columns > 0 && findCells(bytes, from, to, bounds) && takeBytes(bytes, bounds);
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
      for (let from = 0; from <= whole.length; ) {
        const found = whole.indexOf(LINE_FEED, from);
        const to = found < 0 ? whole.length : found;
        if (!offer(whole, from, to)) take(whole.toString('utf8', from, to).split('\t').map(copyCell));
        from = to + 1;
      }
    },
    end() {
      if (rest.length > 0) throw new Error('the data ended in the middle of a row');
    },
  };
}

/** Finds the cells of a row; false where one has an escape, or there are not as many as there are bounds for. */
function findCells(bytes: Uint8Array, from: number, to: number, bounds: Int32Array): boolean {
  let cell = 0;
  let start = from;
  for (let at = from; at <= to; at++) {
    const byte = at === to ? TAB : bytes[at];
    if (byte === BACKSLASH) {
      const isMissing = at === start && bytes[at + 1] === CAPITAL_N && (at + 2 === to || bytes[at + 2] === TAB);
      if (!isMissing) return false;
      // An empty cell: it begins where it ends.
      start = at + 2;
      at++;
      continue;
    }
    if (byte !== TAB) continue;
    if (2 * cell >= bounds.length) return false;
    bounds[2 * cell] = start;
    bounds[2 * cell + 1] = at;
    cell++;
    start = at + 1;
  }
  return 2 * cell === bounds.length;
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
