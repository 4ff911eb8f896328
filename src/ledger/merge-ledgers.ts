import { type Allocate, allocatePlain } from './allocate.ts';
import { gatherNumbers, type NumericColumn, startsOf } from './gather-columns.ts';
import { type Ledger, ROW_TABLES, type RowTableName } from './ledger.ts';
import { compareTexts, gatherTexts, type TextColumn } from './text-column.ts';

type Table = { readonly count: number; readonly start: Int32Array } & Readonly<Record<string, unknown>>;
type Column = NumericColumn | TextColumn;

/** Columns that are rows of another table. */
const DEBTOR_COLUMNS = ['debtor', 'payer'];
const INVOICE_COLUMN = 'invoice';

/**
 * Ledgers of different debtors as one, in its canonical order: what the whole would be if it had only these debtors. All
 * are of one reporting currency, and cut at one day or none. Takes the memory of the result twice.
 * O(rows + debtors · ledgers).
 */
export function mergeLedgers(ledgers: readonly Ledger[], allocate: Allocate = allocatePlain): Ledger {
  const [first] = ledgers;
  if (ledgers.length === 1) return first;
  const debtors = mergeDebtors(ledgers);
  const newDebtor = inverse(debtors.rows);
  const orders = new Map(ROW_TABLES.map((name) => [name, rowOrder(tablesOf(ledgers, name), debtors)]));
  const newInvoice = inverse(orders.get('invoices') as Uint32Array);
  const invoiceOffsets = offsetsOf(ledgers.map(({ invoices }) => invoices.count));

  const mergeTable = (name: RowTableName | 'debtors', order: Uint32Array): object => {
    const tables = tablesOf(ledgers, name);
    const columns = Object.keys(tables[0]).filter((column) => column !== 'count' && column !== 'start');
    const merged = columns.map((column): [string, Column] => {
      const parts = tables.map((table) => table[column] as Column);
      if (DEBTOR_COLUMNS.includes(column))
        return [column, relink(gather(shifted(parts, debtors.offsets), order, allocate) as Int32Array, newDebtor)];
      if (column === INVOICE_COLUMN)
        return [column, relink(gather(shifted(parts, invoiceOffsets), order, allocate) as Int32Array, newInvoice)];
      return [column, gather(joined(parts), order, allocate)];
    });
    const table = { ...Object.fromEntries(merged), count: order.length };
    if (name === 'debtors') return table;
    const owners = Object.fromEntries(merged)['debtor'] as Int32Array;
    return { ...table, start: startsOf(owners, debtors.rows.length, allocate) };
  };
  const rows = ROW_TABLES.map((name) => [name, mergeTable(name, orders.get(name) as Uint32Array)]);
  return { ...first, debtors: mergeTable('debtors', debtors.rows), ...Object.fromEntries(rows) } as Ledger;
}

/** All debtors by id: their positions end to end, and where each ledger begins there. */
interface MergedDebtors {
  readonly rows: Uint32Array;
  readonly offsets: readonly number[];
}

function mergeDebtors(ledgers: readonly Ledger[]): MergedDebtors {
  const offsets = offsetsOf(ledgers.map(({ debtors }) => debtors.count));
  const rows = new Uint32Array(ledgers.reduce((sum, { debtors }) => sum + debtors.count, 0));
  const next = new Int32Array(ledgers.length);
  for (let at = 0; at < rows.length; at++) {
    let least = -1;
    for (let part = 0; part < ledgers.length; part++) {
      const { count, id } = ledgers[part].debtors;
      if (next[part] === count) continue;
      if (least < 0 || compareTexts(id, next[part], ledgers[least].debtors.id, next[least]) < 0) least = part;
    }
    rows[at] = offsets[least] + next[least]++;
  }
  return { rows, offsets };
}

/** The rows of a table, by debtor, as positions end to end. */
function rowOrder(tables: readonly Table[], { rows: debtors, offsets: debtorOffsets }: MergedDebtors): Uint32Array {
  const offsets = offsetsOf(tables.map(({ count }) => count));
  const order = new Uint32Array(tables.reduce((sum, { count }) => sum + count, 0));
  let at = 0;
  for (const position of debtors) {
    let part = 0;
    while (part + 1 < debtorOffsets.length && debtorOffsets[part + 1] <= position) part++;
    const { start } = tables[part];
    const debtor = position - debtorOffsets[part];
    for (let row = start[debtor]; row < start[debtor + 1]; row++) order[at++] = offsets[part] + row;
  }
  return order;
}

function tablesOf(ledgers: readonly Ledger[], name: RowTableName | 'debtors'): Table[] {
  return ledgers.map((ledger) => ledger[name] as unknown as Table);
}

function offsetsOf(counts: readonly number[]): number[] {
  const offsets: number[] = [];
  counts.reduce((sum, count) => {
    offsets.push(sum);
    return sum + count;
  }, 0);
  return offsets;
}

function inverse(order: Uint32Array): Uint32Array {
  const positions = new Uint32Array(order.length);
  for (let at = 0; at < order.length; at++) positions[order[at]] = at;
  return positions;
}

function gather(column: Column, order: Uint32Array, allocate: Allocate): Column {
  return 'offsets' in column ? gatherTexts(column, order, allocate) : gatherNumbers(column, order, allocate);
}

/** Links from rows end to end to rows in their new order; none stays none. */
function relink(links: Int32Array, positions: Uint32Array): Int32Array {
  for (let at = 0; at < links.length; at++) if (links[at] >= 0) links[at] = positions[links[at]];
  return links;
}

/** Columns of links end to end, each pointing to rows end to end. */
function shifted(parts: readonly Column[], offsets: readonly number[]): Int32Array {
  const column = joined(parts) as Int32Array;
  let at = 0;
  parts.forEach(({ length }, part) => {
    for (const end = at + length; at < end; at++) if (column[at] >= 0) column[at] += offsets[part];
  });
  return column;
}

/** Columns end to end. */
function joined(parts: readonly Column[]): Column {
  const length = parts.reduce((sum, part) => sum + part.length, 0);
  const [first] = parts;
  if ('offsets' in first) return joinedTexts(parts as readonly TextColumn[], length);
  const column = new (first.constructor as new (length: number) => NumericColumn)(length);
  let at = 0;
  for (const part of parts as readonly NumericColumn[]) {
    column.set(part, at);
    at += part.length;
  }
  return column;
}

function joinedTexts(parts: readonly TextColumn[], length: number): TextColumn {
  const bytes = new Uint8Array(parts.reduce((sum, part) => sum + part.offsets[part.length], 0));
  const offsets = new Uint32Array(length + 1);
  let at = 0;
  let used = 0;
  for (const part of parts) {
    const end = part.offsets[part.length];
    bytes.set(part.bytes.subarray(0, end), used);
    for (let row = 0; row < part.length; row++) offsets[++at] = used + part.offsets[row + 1];
    used += end;
  }
  return { length, bytes, offsets };
}
