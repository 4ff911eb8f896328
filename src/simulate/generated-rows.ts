import type { LedgerRows } from '../ledger/ledger-rows.ts';
import { TABLES } from '../ledger/table-declarations.ts';
import { GENERATED_TABLES, type GeneratedTableName } from './generated-tables.ts';
import { renderCell } from './render-cell.ts';
import type { GeneratedTables } from './table-builder.ts';

/** One row of the truth: hidden parameters of a debtor, all as text; columns: docs/simulation.md. */
export type TruthRow = Readonly<Record<string, string>>;

/** One row of the truth of invoices. */
export interface TruthInvoiceRow {
  readonly invoice_id: string;
  /** True P(late) at issue, 0–1. */
  readonly p_late: number;
}

/** Generated tables as plain objects: the ledger as `ledgerFromRows` takes it, and the truth. */
export interface GeneratedRows {
  readonly ledger: Required<LedgerRows>;
  readonly truth: readonly TruthRow[];
  readonly truthInvoices: readonly TruthInvoiceRow[];
}

type Cell = string | number | boolean;

function rowsOf(tables: GeneratedTables, name: GeneratedTableName): Record<string, Cell>[] {
  const table = tables[name];
  const declared = name === 'truth' || name === 'truth_invoices' ? undefined : TABLES[name].columns;
  const isTaken = GENERATED_TABLES[name].map((column) => !declared || declared.some((one) => one.name === column.name));
  const rows: Record<string, Cell>[] = [];
  for (let row = 0; row < table.rows; row++) {
    const cells: Record<string, Cell> = {};
    GENERATED_TABLES[name].forEach((column, at) => {
      const text = isTaken[at] ? renderCell(column, table, at, row) : '';
      if (text === '') return;
      const isNumber = column.type === 'amount' || column.type === 'thousandths' || column.type === 'millionths';
      cells[column.name] = isNumber ? Number(text) : column.type === 'flag' ? text === 'true' : text;
    });
    rows.push(cells);
  }
  return rows;
}

/** Rows of all tables; missing cells and columns that `src/ledger` does not declare are left out. O(cells); for some thousand debtors, not for millions. */
export function rowsFromTables(tables: GeneratedTables): GeneratedRows {
  const ledger = Object.fromEntries(
    (['invoices', 'payments', 'debtors', 'contacts', 'promises', 'disputes', 'plans'] as const).map((name) => [
      name,
      rowsOf(tables, name),
    ]),
  ) as unknown as Required<LedgerRows>;
  return {
    ledger,
    truth: rowsOf(tables, 'truth') as unknown as TruthRow[],
    truthInvoices: rowsOf(tables, 'truth_invoices') as unknown as TruthInvoiceRow[],
  };
}
