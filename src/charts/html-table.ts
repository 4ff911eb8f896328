/** What {@link htmlTable} shows. */
export interface HtmlTableOptions<Row> {
  /** Columns in order; default all of the first row. */
  readonly columns?: readonly (keyof Row & string)[];
  /** Rows shown, default 20; the rest is counted below. */
  readonly limit?: number;
}

/**
 * Rows as an HTML table for notebooks and pages. Every cell is escaped, so that text from a ledger never runs; missing
 * values are empty, no rows are said to be none, numbers stand on the right with at most four decimals.
 */
export function htmlTable<Row extends object>(rows: readonly Row[], options: HtmlTableOptions<Row> = {}): string {
  if (rows.length === 0) return '<p>no rows</p>';
  const columns = options.columns ?? (Object.keys(rows[0] ?? {}) as (keyof Row & string)[]);
  const shown = rows.slice(0, options.limit ?? 20);
  const head = columns.map((column) => `<th>${escapeHtml(column)}</th>`).join('');
  const body = shown.map((row) => `<tr>${columns.map((column) => cell(row[column])).join('')}</tr>`).join('\n');
  const more = rows.length > shown.length ? `<p>… and ${rows.length - shown.length} more rows</p>` : '';
  return `<table>\n<thead><tr>${head}</tr></thead>\n<tbody>\n${body}\n</tbody>\n</table>${more}`;
}

function cell(value: unknown): string {
  if (typeof value === 'number') {
    const text = Number.isFinite(value) ? String(Math.round(value * 1e4) / 1e4) : '';
    return `<td style="text-align:right">${text}</td>`;
  }
  return `<td style="text-align:left">${value === null || value === undefined ? '' : escapeHtml(String(value))}</td>`;
}

function escapeHtml(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&#39;');
}
