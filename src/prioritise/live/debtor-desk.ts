import { type Ledger, ROW_TABLES, type RowTableName } from '../../ledger/index.ts';
import { columnRoom, type DeskColumn, deskColumn } from './desk-column.ts';
import { type EventCells, eventCells } from './event-cells.ts';
import type { EventRow } from './live-event.ts';
import { type Column, rebuildLedger } from './rebuild-ledger.ts';

/** The rows of a debtor, and of others that it is bound up with, with what happened today: a small ledger that is laid out anew for each question. */
export interface DebtorDesk {
  /** What lies on the desk. Its columns stay the same arrays, larger than the rows in use, until there is too little room. */
  readonly ledger: Ledger;
  /** Number in the whole ledger of each invoice row; of one that an event brought, its number behind all rows. */
  readonly invoiceNumber: Int32Array;
  /**
   * Lays out the rows of these debtors (ascending, each once), the events that stand with them behind their own, as
   * `ledgerWithEvents` puts them. Debtor `n` there is `debtors[n]`; behind them stands a stranger without rows, in place
   * of everybody else. O(their rows + events).
   */
  lay(debtors: readonly number[], events: readonly EventRow[]): void;
}

/** A table of the desk: its columns by name, and those that are filled from the whole ledger. */
interface DeskTable {
  readonly rows: { count: number; readonly start: Int32Array; readonly debtor: Int32Array };
  readonly whole: { readonly start: Int32Array };
  readonly columns: readonly DeskColumn[];
  readonly invoice: Int32Array | undefined;
  readonly payer: Int32Array | undefined;
}

/** Events, or rows of others, that there is room for at first beside the rows of the largest debtor and its payer. */
const MORE_ROWS = 64;

/** A desk for the debtors of a ledger, with room for the largest of them. O(debtors + room). */
export function createDebtorDesk(whole: Ledger): DebtorDesk {
  const cells = eventCells(whole);
  let room = largestRows(whole) + MORE_ROWS;
  let desk = layOut(whole, cells, room);
  const brought = whole.invoices.count;

  const rowOf = (debtors: readonly number[], number: number): number => {
    if (number < 0) return -1;
    const { start, count } = desk.ledger.invoices;
    if (number >= brought) {
      for (let row = count - 1; row >= 0; row--) if (desk.invoiceNumber[row] === number) return row;
      return -1;
    }
    const owner = whole.invoices.debtor[number];
    const at = debtors.indexOf(owner);
    return at < 0 ? -1 : start[at] + number - whole.invoices.start[owner];
  };
  const placeOf = (debtors: readonly number[], debtor: number): number => {
    const at = debtors.indexOf(debtor);
    return at < 0 ? debtors.length : at;
  };

  const layDebtors = (debtors: readonly number[]): void => {
    const count = debtors.length + 1;
    (desk.ledger.debtors as { count: number }).count = count;
    for (let at = 0; at < count; at++) {
      const debtor = debtors[at] ?? (debtors[0] as number);
      copyRows(desk.debtors, debtor, debtor + 1, at);
      desk.ledger.debtors.payer[at] = placeOf(debtors, whole.debtors.payer[debtor]);
    }
  };

  const layTable = (table: DeskTable, debtors: readonly number[], added: readonly EventRow[]): void => {
    const { rows, columns, invoice, payer } = table;
    let at = 0;
    for (let place = 0; place < debtors.length; place++) {
      const debtor = debtors[place];
      const first = at;
      const from = table.whole.start[debtor];
      const to = table.whole.start[debtor + 1];
      copyRows(columns, from, to, at);
      at = putRows(columns, debtor, added, at + to - from);
      rows.debtor.fill(place, first, at);
      rows.start[place] = first;
    }
    rows.count = at;
    rows.start.fill(at, debtors.length, debtors.length + 2);
    if (invoice) for (let row = 0; row < at; row++) invoice[row] = rowOf(debtors, invoice[row]);
    if (payer) for (let row = 0; row < at; row++) payer[row] = placeOf(debtors, payer[row]);
  };

  const layNumbers = (debtors: readonly number[], added: readonly EventRow[]): void => {
    let at = 0;
    for (const debtor of debtors) {
      const end = whole.invoices.start[debtor + 1];
      for (let row = whole.invoices.start[debtor]; row < end; row++) desk.invoiceNumber[at++] = row;
      for (const row of added) if (row.debtor === debtor) desk.invoiceNumber[at++] = row.invoice;
    }
  };

  /** Payments of today stand last in any case; among themselves they have the order of the payments table. */
  const inOrder = (debtors: readonly number[], payments: readonly EventRow[]): readonly EventRow[] =>
    payments.length < 2
      ? payments
      : [...payments].sort(
          (a, b) =>
            rowOf(debtors, a.invoice) - rowOf(debtors, b.invoice) ||
            a.amountMinor - b.amountMinor ||
            a.kind - b.kind ||
            a.payer - b.payer,
        );

  return {
    get ledger() {
      return desk.ledger;
    },
    get invoiceNumber() {
      return desk.invoiceNumber;
    },
    lay(debtors, events) {
      const needed = Math.max(debtors.length, mostRows(whole, debtors)) + events.length;
      if (needed > room) {
        room = 2 * needed;
        desk = layOut(whole, cells, room);
      }
      const of = (name: RowTableName): EventRow[] => events.filter(({ table }) => table === name);
      layDebtors(debtors);
      const invoices = of('invoices');
      layNumbers(debtors, invoices);
      layTable(desk.tables.invoices, debtors, invoices);
      layTable(desk.tables.payments, debtors, inOrder(debtors, of('payments')));
      layTable(desk.tables.contacts, debtors, of('contacts'));
      layTable(desk.tables.promises, debtors, of('promises'));
      layTable(desk.tables.disputes, debtors, of('disputes'));
      layTable(desk.tables.plans, debtors, []);
    },
  };
}

function copyRows(columns: readonly DeskColumn[], from: number, to: number, at: number): void {
  if (from < to) for (const column of columns) column.copy(from, to, at);
}

/** Puts the events that stand with a debtor into the rows from `at` on; the row behind them. */
function putRows(columns: readonly DeskColumn[], debtor: number, added: readonly EventRow[], at: number): number {
  let next = at;
  for (const row of added) {
    if (row.debtor !== debtor) continue;
    for (const column of columns) column.put(row, next);
    next++;
  }
  return next;
}

/** Most rows that a debtor and its payer have in one table. */
function largestRows(whole: Ledger): number {
  let most = 0;
  for (let debtor = 0; debtor < whole.debtors.count; debtor++)
    most = Math.max(most, mostRows(whole, [debtor, whole.debtors.payer[debtor]]));
  return most;
}

/** Rows of these debtors in the table in which they have most. */
function mostRows(whole: Ledger, debtors: readonly number[]): number {
  let most = 0;
  for (const name of ROW_TABLES) {
    const { start } = whole[name];
    let rows = 0;
    for (const debtor of debtors) rows += start[debtor + 1] - start[debtor];
    if (rows > most) most = rows;
  }
  return most;
}

/** An empty desk with room for `room` rows in each table, and so many debtors and a stranger. */
function layOut(whole: Ledger, cells: EventCells, room: number) {
  const ledger = rebuildLedger(whole, (column, table, name) =>
    columnRoom(column, table === 'debtors' ? room + 1 : name === 'start' ? room + 2 : room),
  );
  const columnsOf = (table: RowTableName | 'debtors'): DeskColumn[] =>
    Object.entries(whole[table] as unknown as Record<string, number | Column>).flatMap(([name, column]) => {
      if (typeof column === 'number' || name === 'start' || name === 'debtor') return [];
      const room = (ledger[table] as unknown as Record<string, Column>)[name];
      const cell = (cells as Record<string, Record<string, (row: EventRow) => string | number>>)[table]?.[name];
      return deskColumn(column, room, cell);
    });
  const tableOf = (name: RowTableName): DeskTable => {
    const rows: DeskTable['rows'] & { readonly invoice?: Int32Array; readonly payer?: Int32Array } = ledger[name];
    return { rows, whole: whole[name], columns: columnsOf(name), invoice: rows.invoice, payer: rows.payer };
  };
  return {
    ledger,
    invoiceNumber: new Int32Array(room),
    debtors: columnsOf('debtors'),
    tables: {
      invoices: tableOf('invoices'),
      payments: tableOf('payments'),
      contacts: tableOf('contacts'),
      promises: tableOf('promises'),
      disputes: tableOf('disputes'),
      plans: tableOf('plans'),
    },
  };
}
