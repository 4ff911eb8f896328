import type { NumericColumn } from '../../ledger/gather-columns.ts';
import type { Ledger, RowTableName, TextColumn } from '../../ledger/index.ts';

/** A column of any table. */
export type Column = NumericColumn | TextColumn;

/**
 * A ledger with other columns in the places of its own; counts stay. All ledgers that are built here, and the tables and texts
 * in them, are of one shape to the engine: code that was optimised while it decided about all debtors of the morning stays
 * so when it is given the few rows of one debtor. O(columns) beside what `columnOf` costs.
 */
export function rebuildLedger(
  ledger: Ledger,
  columnOf: (column: Column, table: RowTableName | 'debtors', name: string) => Column,
): Ledger {
  const rebuilt = <Name extends RowTableName | 'debtors'>(table: Name): Ledger[Name] => {
    const columns: Record<string, unknown> = {};
    for (const [name, column] of Object.entries(ledger[table]) as [string, number | Column][])
      columns[name] = typeof column === 'number' ? column : shaped(columnOf(column, table, name));
    return columns as unknown as Ledger[Name];
  };
  return {
    reporting: ledger.reporting,
    calendars: ledger.calendars,
    cutAt: ledger.cutAt,
    debtors: rebuilt('debtors'),
    invoices: rebuilt('invoices'),
    payments: rebuilt('payments'),
    contacts: rebuilt('contacts'),
    promises: rebuilt('promises'),
    disputes: rebuilt('disputes'),
    plans: rebuilt('plans'),
  };
}

function shaped(column: Column): Column {
  return 'offsets' in column ? { length: column.length, bytes: column.bytes, offsets: column.offsets } : column;
}
