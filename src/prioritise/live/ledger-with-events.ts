import { sortPayments } from '../../ledger/build-payments.ts';
import { gatherNumbers, type NumericColumn } from '../../ledger/gather-columns.ts';
import { createTextColumnBuilder, gatherTexts, type Ledger, type TextColumn } from '../../ledger/index.ts';
import { groupByDebtor } from '../../ledger/order-rows.ts';
import { type CellsOf, eventCells } from './event-cells.ts';
import type { EventRow } from './live-event.ts';

/** A ledger after some events. */
export interface LedgerNow {
  readonly ledger: Ledger;
  /** Row of each invoice: of those that the ledger had, in their order, then of those that the events brought, in theirs. */
  readonly invoiceRow: Uint32Array;
}

/**
 * A whole ledger with the rows of live events behind each debtor's own, in the order in which they happened. An event
 * names an invoice by its row, one that an event brought by its number behind all rows. Debtors stay as they are.
 * O(rows of the tables that change; of all tables where an invoice is new).
 */
export function ledgerWithEvents(ledger: Ledger, events: readonly EventRow[]): LedgerNow {
  const of = (table: EventRow['table']): EventRow[] => events.filter((event) => event.table === table);
  const cells = eventCells(ledger);
  const { table: invoices, order } = withRows(ledger.invoices, ledger, of('invoices'), cells.invoices);
  const invoiceRow = new Uint32Array(invoices.count);
  order.forEach((old, row) => {
    invoiceRow[old] = row;
  });
  const isSame = invoices === ledger.invoices;
  const linked = <T extends { readonly invoice: Int32Array }>({ table }: { readonly table: T }): T =>
    isSame ? table : { ...table, invoice: table.invoice.map((old) => (old < 0 ? -1 : (invoiceRow[old] as number))) };
  const payments = linked(withRows(ledger.payments, ledger, of('payments'), cells.payments));
  return {
    ledger: {
      ...ledger,
      invoices,
      payments: payments === ledger.payments ? payments : sortPayments(payments, ledger.debtors.count),
      contacts: linked(withRows(ledger.contacts, ledger, of('contacts'), cells.contacts)),
      promises: linked(withRows(ledger.promises, ledger, of('promises'), cells.promises)),
      disputes: linked(withRows(ledger.disputes, ledger, of('disputes'), cells.disputes)),
    },
    invoiceRow,
  };
}

interface RowsOfDebtors {
  readonly count: number;
  readonly start: Int32Array;
  readonly debtor: Int32Array;
}

/**
 * A table with rows added behind those of their debtors, and where each of its rows stood (added rows after all old
 * ones); the table itself where nothing is added.
 */
function withRows<Table extends RowsOfDebtors>(
  table: Table,
  { debtors }: Ledger,
  rows: readonly EventRow[],
  cells: CellsOf<Table>,
): { readonly table: Table; readonly order: Uint32Array } {
  if (rows.length === 0) return { table, order: Uint32Array.from({ length: table.count }, (_, row) => row) };
  const debtor = joined(
    table.debtor,
    rows.map((row) => row.debtor),
  );
  const { order, start } = groupByDebtor(debtor, debtors.count, undefined);
  const columns: Record<string, unknown> = { count: order.length, start, debtor: gatherNumbers(debtor, order) };
  for (const [name, cell] of Object.entries(cells) as [string, (row: EventRow) => string | number][]) {
    const column = table[name as keyof Table] as NumericColumn | TextColumn;
    columns[name] =
      'offsets' in column
        ? gatherTexts(joinedTexts(column, rows.map(cell) as string[]), order)
        : gatherNumbers(joined(column, rows.map(cell) as number[]), order);
  }
  return { table: columns as unknown as Table, order };
}

function joined<T extends NumericColumn>(old: T, added: readonly number[]): T {
  const all = new (old.constructor as new (length: number) => T)(old.length + added.length);
  all.set(old as never);
  all.set(added, old.length);
  return all;
}

function joinedTexts(old: TextColumn, added: readonly string[]): TextColumn {
  const texts = createTextColumnBuilder();
  for (const text of added) texts.append(text);
  const { bytes, offsets } = texts.finish();
  const end = old.offsets[old.length] as number;
  const all = new Uint8Array(end + bytes.length);
  all.set(old.bytes.subarray(0, end));
  all.set(bytes, end);
  const positions = new Uint32Array(old.length + added.length + 1);
  positions.set(old.offsets);
  offsets.forEach((offset, at) => {
    positions[old.length + at] = end + offset;
  });
  return { length: old.length + added.length, bytes: all, offsets: positions };
}
