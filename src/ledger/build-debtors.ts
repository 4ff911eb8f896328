import { NO_DAY } from '../calendar/index.ts';
import { type Allocate, allocatePlain } from './allocate.ts';
import { compareRows, keepUniqueRows } from './duplicate-rows.ts';
import { gatherNumbers } from './gather-columns.ts';
import type { ImportLog } from './import-report.ts';
import type { DebtorTable } from './ledger.ts';
import { orderByDebtor } from './order-rows.ts';
import {
  type CodedTexts,
  codeColumn,
  codedColumn,
  dayColumn,
  emptyTable,
  type TableData,
  textColumn,
} from './table-data.ts';
import { compareTexts, gatherTexts, isTextMissing, type TextColumn } from './text-column.ts';
import { createTextDictionary } from './text-index.ts';

/** The debtors of a ledger, and the way from the id column of a source table to their indexes. */
export interface DebtorIndex {
  readonly table: DebtorTable;
  /** Index of the debtor of each row of a table that names debtors; -1 where the cell is missing. O(rows). */
  debtorsOf(data: TableData): Int32Array;
}

/** Gathers every debtor that any table names, in byte order of ids, and its master data. O(rows + d log d). */
export function buildDebtors(
  tables: readonly TableData[],
  log: ImportLog,
  allocate: Allocate = allocatePlain,
): DebtorIndex {
  const ids = createTextDictionary();
  const coded = new Map<TableData, CodedTexts>();
  for (const data of tables) {
    if (!data.columns['debtor_id']) continue;
    const column = codedColumn(data, 'debtor_id');
    coded.set(data, column);
    const occurs = new Uint8Array(column.texts.length);
    for (let i = 0; i < column.codes.length; i++) occurs[column.codes[i]] = 1;
    for (let code = 0; code < occurs.length; code++)
      if (occurs[code] && !isTextMissing(column.texts, code)) ids.codeOf(column.texts, code);
  }
  const unsorted = ids.texts();
  const order = orderByDebtor(new Int32Array(ids.size), 1, undefined, (a, b) => compareTexts(unsorted, a, unsorted, b));
  const rank = new Int32Array(ids.size);
  for (let position = 0; position < order.length; position++) rank[order[position]] = position;
  const indexOf = (column: TextColumn, i: number): number => {
    const code = ids.find(column, i);
    return code < 0 ? -1 : rank[code];
  };

  const masters = tables.filter((data) => data.table === 'debtors');
  const master = masters[0] ?? emptyTable('debtors');
  const rowOf = masterRows(master, order.length, indexOf, log);
  const codes = (name: string): Int8Array => gatherOptional(codeColumn(master, name), rowOf, -1, allocate);
  const days = (name: string): Int32Array => gatherOptional(dayColumn(master, name), rowOf, NO_DAY, allocate);
  const texts = (name: string): TextColumn => gatherTexts(textColumn(master, name), rowOf, allocate);
  return {
    table: {
      count: order.length,
      id: gatherTexts(unsorted, order, allocate),
      declared: declaredOf(rowOf, allocate),
      name: texts('name'),
      kind: codes('kind'),
      country: texts('country'),
      language: texts('language'),
      contactName: texts('contact_name'),
      phone: texts('phone'),
      doNotCall: codes('do_not_call'),
      directDebit: codes('direct_debit'),
      handedOverDay: days('handed_over_on'),
      insolventDay: days('insolvent_on'),
      payer: payersOf(master, rowOf, indexOf, log, allocate),
    },
    debtorsOf(data) {
      const { codes, texts } = coded.get(data) ?? codedColumn(data, 'debtor_id');
      const indexes = Int32Array.from({ length: texts.length }, (_, code) => indexOf(texts, code));
      const debtors = new Int32Array(codes.length);
      for (let i = 0; i < codes.length; i++) debtors[i] = indexes[codes[i]];
      coded.delete(data);
      return debtors;
    },
  };
}

function declaredOf(rowOf: Int32Array, allocate: Allocate): Int8Array {
  const declared = new Int8Array(allocate(rowOf.length));
  for (let d = 0; d < rowOf.length; d++) declared[d] = rowOf[d] >= 0 ? 1 : 0;
  return declared;
}

function masterRows(
  master: TableData,
  debtorCount: number,
  indexOf: (column: TextColumn, i: number) => number,
  log: ImportLog,
): Int32Array {
  const rowOf = new Int32Array(debtorCount).fill(-1);
  const keep = keepUniqueRows(master, log);
  const ids = textColumn(master, 'debtor_id');
  const compare = compareRows(master);
  for (let i = 0; i < master.count; i++) {
    if (!keep[i]) continue;
    const debtor = indexOf(ids, i);
    if (rowOf[debtor] < 0 || compare(i, rowOf[debtor]) < 0) rowOf[debtor] = i;
  }
  return rowOf;
}

function payersOf(
  master: TableData,
  rowOf: Int32Array,
  indexOf: (column: TextColumn, i: number) => number,
  log: ImportLog,
  allocate: Allocate,
): Int32Array {
  const named = textColumn(master, 'payer_id');
  const payers = new Int32Array(allocate(rowOf.length * 4));
  for (let debtor = 0; debtor < payers.length; debtor++) {
    const row = rowOf[debtor];
    payers[debtor] = debtor;
    if (row < 0 || isTextMissing(named, row)) continue;
    const payer = indexOf(named, row);
    if (payer >= 0) payers[debtor] = payer;
    else
      log.warn(
        'unknown_payer',
        'debtors',
        'payer_id',
        'the payer is no debtor of this ledger; the debtor is taken to pay for itself',
        master.lines[row],
      );
  }
  return payers;
}

function gatherOptional<T extends Int8Array | Int32Array>(
  column: T,
  rows: Int32Array,
  missing: number,
  allocate: Allocate,
): T {
  const gathered = gatherNumbers(column, rows, allocate);
  for (let i = 0; i < rows.length; i++) if (rows[i] < 0) gathered[i] = missing;
  return gathered;
}
