import { csvText } from '../../src/io/csv-text.ts';
import { type LedgerRows, TABLE_NAMES, TABLES } from '../../src/ledger/index.ts';

type Row = Readonly<Record<string, string | number | boolean | null | undefined>>;

/** Rows as the CSV files of a ledger directory, by file name; `arrange` may reorder the rows of each table. */
export function ledgerTables(
  rows: LedgerRows,
  arrange: (rows: readonly Row[]) => readonly Row[] = (same) => same,
): Record<string, string> {
  const files: Record<string, string> = {};
  for (const table of TABLE_NAMES) {
    const given = rows[table] as readonly Row[] | undefined;
    if (given === undefined) continue;
    const columns = TABLES[table].columns.map((column) => column.name);
    const cells = arrange(given).map((row) => columns.map((column) => row[column]));
    files[`${table}.csv`] = [...csvText(columns, cells)].join('');
  }
  return files;
}

/** A reproducible shuffle (Fisher–Yates over a linear congruential generator). */
export function shuffled<T>(items: readonly T[], seed: number): T[] {
  const order = [...items];
  let state = (seed * 2654435761 + 1) >>> 0;
  for (let i = order.length - 1; i > 0; i--) {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    const j = Math.floor((state / 4294967296) * (i + 1));
    [order[i], order[j]] = [order[j], order[i]];
  }
  return order;
}
