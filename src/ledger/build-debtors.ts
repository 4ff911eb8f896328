import { compareRows, keepUniqueRows } from './duplicate-rows.ts';
import { gatherNumbers } from './gather-columns.ts';
import type { ImportLog } from './import-report.ts';
import type { DebtorTable } from './ledger.ts';
import { codeColumn, dayColumn, emptyTable, type TableData, textColumn } from './table-data.ts';
import { compareTexts, gatherTexts, isTextMissing, type TextColumn } from './text-column.ts';
import { createTextDictionary, type TextDictionary } from './text-index.ts';

/** The debtors of a ledger, and the way from an id in a source column to its index. */
export interface DebtorIndex {
  readonly table: DebtorTable;
  /** Index of the debtor in row `i` of an id column, or -1. */
  indexOf(column: TextColumn, i: number): number;
}

/** Gathers every debtor that any table names, in byte order of ids, and its master data. O(rows + d log d). */
export function buildDebtors(tables: readonly TableData[], log: ImportLog): DebtorIndex {
  const ids = createTextDictionary();
  for (const data of tables) {
    const column = data.columns['debtor_id'] as TextColumn | undefined;
    if (!column) continue;
    for (let i = 0; i < column.length; i++) if (!isTextMissing(column, i)) ids.codeOf(column, i);
  }
  const unsorted = ids.texts();
  const order = Uint32Array.from({ length: ids.size }, (_, i) => i).sort((a, b) =>
    compareTexts(unsorted, a, unsorted, b),
  );
  const rank = new Int32Array(ids.size);
  for (let position = 0; position < order.length; position++) rank[order[position]] = position;
  const indexOf = (column: TextColumn, i: number): number => {
    const code = ids.find(column, i);
    return code < 0 ? -1 : rank[code];
  };

  const masters = tables.filter((data) => data.table === 'debtors');
  const master = masters[0] ?? emptyTable('debtors');
  const rowOf = masterRows(master, order.length, indexOf, log);
  const codes = (name: string): Int8Array => gatherOptional(codeColumn(master, name), rowOf, -1);
  const days = (name: string): Int32Array => gatherOptional(dayColumn(master, name), rowOf, -2147483648);
  const texts = (name: string): TextColumn => gatherTexts(textColumn(master, name), rowOf);
  return {
    table: {
      count: order.length,
      id: gatherTexts(unsorted, order),
      declared: Int8Array.from(rowOf, (row) => (row >= 0 ? 1 : 0)),
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
      payer: payersOf(master, rowOf, ids, rank, log),
    },
    indexOf,
  };
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
  const compare = compareRows(master, undefined);
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
  ids: TextDictionary,
  rank: Int32Array,
  log: ImportLog,
): Int32Array {
  const named = textColumn(master, 'payer_id');
  return Int32Array.from(rowOf, (row, debtor) => {
    if (row < 0 || isTextMissing(named, row)) return debtor;
    const code = ids.find(named, row);
    if (code >= 0) return rank[code];
    log.warn(
      'unknown_payer',
      'debtors',
      'payer_id',
      'the payer is no debtor of this ledger; the debtor is taken to pay for itself',
      master.lines[row],
    );
    return debtor;
  });
}

function gatherOptional<T extends Int8Array | Int32Array>(column: T, rows: Int32Array, missing: number): T {
  const gathered = gatherNumbers(column, rows);
  for (let i = 0; i < rows.length; i++) if (rows[i] < 0) gathered[i] = missing;
  return gathered;
}
