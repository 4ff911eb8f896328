import { PayrhythmError } from '../errors.ts';
import { type ColumnType, type LedgerRows, TABLE_NAMES, TABLES, type TableName } from '../ledger/index.ts';
import type { ColumnTable } from './column-table.ts';
import { listRows, type TableRow } from './list-rows.ts';
import { DERIVED_COLUMNS } from './tabulate-ledger.ts';

/**
 * Tables of a ledger as the rows that `ledgerFromRows` takes: from Arquero, danfo or Arrow, or from `tabulateLedger`,
 * whose added columns are left out (and its debtors without master data, which their transactions name anyway). Flags
 * may be 1/0, and ids numbers; whatever else is wrong with a cell, `ledgerFromRows` says. O(cells).
 *
 * @throws {PayrhythmError} `USAGE` for a table or a column that the ledger contract does not know.
 */
export function toLedgerRows(tables: Readonly<Partial<Record<TableName, ColumnTable>>>): LedgerRows {
  const unknown = Object.keys(tables).find((name) => !Object.hasOwn(TABLES, name));
  if (unknown !== undefined)
    throw new PayrhythmError('USAGE', `there is no table "${unknown}": the tables are ${TABLE_NAMES.join(', ')}`);
  const entries = TABLE_NAMES.flatMap((name) => {
    const table = tables[name];
    return table === undefined ? [] : [[name, rowsOf(name, table)] as const];
  });
  return Object.fromEntries(entries) as unknown as LedgerRows;
}

function rowsOf(name: TableName, table: ColumnTable): TableRow[] {
  const types = new Map<string, ColumnType>(TABLES[name].columns.map((column) => [column.name, column.type]));
  const derived = DERIVED_COLUMNS[name] ?? [];
  const unknown = table.columns.find((column) => !types.has(column.name) && !derived.includes(column.name));
  if (unknown)
    throw new PayrhythmError(
      'USAGE',
      `${name} has no column "${unknown.name}": leave it out or rename it; the columns are ${[...types.keys()].join(', ')}`,
      { table: name, column: unknown.name },
    );
  const kept = table.columns.filter((column) => types.has(column.name));
  const rows = listRows({ rows: table.rows, columns: kept });
  const declared = name === 'debtors' ? listRows(table).map((row) => row['declared'] !== false) : undefined;
  return rows
    .filter((_, row) => declared === undefined || declared[row])
    .map((row) =>
      Object.fromEntries(
        Object.entries(row).map(([column, cell]) => [column, ledgerCell(cell, types.get(column) as ColumnType)]),
      ),
    );
}

function ledgerCell(cell: TableRow[string], type: ColumnType): TableRow[string] {
  if (type === 'flag' && (cell === 1 || cell === 0)) return cell === 1;
  return typeof cell === 'number' && ['id', 'text'].includes(type) ? String(cell) : cell;
}
