import { GENERATED_TABLES, type GeneratedTableName } from '../../simulate/generated-tables.ts';
import { renderCell } from '../../simulate/render-cell.ts';
import type { GeneratedTable } from '../../simulate/table-builder.ts';

/** File formats of a generated ledger. The truth of debtors is always CSV. */
export type GeneratedFormat = 'csv' | 'parquet';

/** The header line of a generated table. */
export function renderCsvHeader(name: GeneratedTableName): string {
  return `${GENERATED_TABLES[name].map((column) => column.name).join(',')}\n`;
}

/** The rows of a generated table as CSV lines (RFC 4180, LF, UTF-8); quotes only where a text needs them. O(cells). */
export function renderCsvRows(name: GeneratedTableName, table: GeneratedTable): string {
  const columns = GENERATED_TABLES[name];
  let text = '';
  for (let row = 0; row < table.rows; row++) {
    for (let at = 0; at < columns.length; at++) {
      const cell = renderCell(columns[at]!, table, at, row);
      if (at > 0) text += ',';
      text +=
        (columns[at]!.type === 'text' || columns[at]!.type === 'code') && /[",\n\r]/.test(cell)
          ? `"${cell.replaceAll('"', '""')}"`
          : cell;
    }
    text += '\n';
  }
  return text;
}
