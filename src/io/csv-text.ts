/** A cell to be written: texts are quoted where needed, numbers are written shortest, flags as `true`/`false`. */
export type CsvCell = string | number | boolean | null | undefined;

/** Characters gathered before a piece is handed on. */
const PIECE_CHARACTERS = 1 << 16;

/**
 * CSV text in pieces, by RFC 4180 with `\n` line ends and a header line. Missing cells (null, undefined, NaN, infinity)
 * are empty. A TEXT that a spreadsheet would take for a formula (it begins with `=`, `+`, `-`, `@`, a tab or a line
 * break) gets a leading apostrophe; numbers are numbers and are left alone. The same rows give the same bytes.
 */
export function* csvText(columns: readonly string[], rows: Iterable<readonly CsvCell[]>): Generator<string> {
  let piece = `${columns.map(formatCsvCell).join(',')}\n`;
  for (const row of rows) {
    if (row.length !== columns.length)
      throw new RangeError(`a row has ${row.length} cells, the header ${columns.length}`);
    let line = formatCsvCell(row[0]);
    for (let c = 1; c < row.length; c++) line += `,${formatCsvCell(row[c])}`;
    // A lone empty cell would be a blank line, which readers skip.
    piece += `${line === '' ? '""' : line}\n`;
    if (piece.length >= PIECE_CHARACTERS) {
      yield piece;
      piece = '';
    }
  }
  if (piece !== '') yield piece;
}

/** One cell as {@link csvText} writes it. */
export function formatCsvCell(cell: CsvCell): string {
  if (cell === null || cell === undefined) return '';
  if (typeof cell === 'number') return Number.isFinite(cell) ? String(cell === 0 ? 0 : cell) : '';
  if (typeof cell === 'boolean') return cell ? 'true' : 'false';
  const safe = /^[=+\-@\t\r\n]/.test(cell) ? `'${cell}` : cell;
  return /[",\r\n]|^\s|\s$/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
