import { ACTION_COLUMNS, QUEUE_COLUMNS, SUPPRESSED_COLUMNS } from '../prioritise/index.ts';
import { clipCell } from './clip-cell.ts';
import { type PackedColumn, packColumn } from './packed-column.ts';
import type { RankOutput } from './read-rank-output.ts';
import { rowsThatFit } from './rows-that-fit.ts';
import { scriptSafeJson } from './script-safe-json.ts';

/** The tables of a ranked day. */
export type DayTables = Pick<RankOutput, 'calls' | 'suppressed' | 'actions'>;

/** Parts of the room that are kept for each table. */
const SHARES = { calls: 0.5, suppressed: 0.3, actions: 0.2 } as const;

/**
 * The rows that about so many bytes of a page have room for, in their order: of the calls the first by rank; of the debtors
 * left alone those with the most open; of the actions those of calls, then the soonest due. All rows where they fit. Texts
 * of unusual length are cut. O(rows · log rows).
 */
export function pageRowsKept({ calls, suppressed, actions }: DayTables, bytes: number): DayTables {
  const tables = { calls: calls.map(clipRow), suppressed: suppressed.map(clipRow), actions: actions.map(clipRow) };
  const called = new Set(calls.map((row) => row.debtor_id));
  const orders = {
    calls: calls.map((_, at) => at),
    suppressed: placesBy(suppressed, (a, b) => b.open_amount - a.open_amount),
    actions: placesBy(
      actions,
      (a, b) =>
        Number(called.has(b.debtor_id)) - Number(called.has(a.debtor_id)) ||
        (a.due_on || '9999').localeCompare(b.due_on || '9999', 'en'),
    ),
  };
  const sizes = {
    calls: sizeRows(tables.calls, QUEUE_COLUMNS),
    suppressed: sizeRows(tables.suppressed, SUPPRESSED_COLUMNS),
    actions: sizeRows(tables.actions, ACTION_COLUMNS),
  };
  const names = ['calls', 'suppressed', 'actions'] as const;
  const dictionaries = names.reduce((sum, name) => sum + sizes[name].dictionaryBytes, 0);
  const counts = rowsThatFit(
    names.map((name) => ({
      rowBytes: orders[name].map((at) => sizes[name].rowBytes[at]),
      share: SHARES[name],
    })),
    Math.max(0, bytes - dictionaries),
  );
  const kept = <Row>(rows: readonly Row[], order: readonly number[], count: number): readonly Row[] =>
    count === rows.length
      ? rows
      : order
          .slice(0, count)
          .sort((a, b) => a - b)
          .map((at) => rows[at]);
  return {
    calls: kept(tables.calls, orders.calls, counts[0]),
    suppressed: kept(tables.suppressed, orders.suppressed, counts[1]),
    actions: kept(tables.actions, orders.actions, counts[2]),
  };
}

/** Places of rows in an order; equals keep theirs. */
function placesBy<Row>(rows: readonly Row[], compare: (a: Row, b: Row) => number): number[] {
  return rows.map((_, at) => at).sort((a, b) => compare(rows[a], rows[b]) || a - b);
}

function clipRow<Row extends object>(row: Row): Row {
  return Object.fromEntries(Object.entries(row).map(([name, cell]) => [name, clipCell(cell)])) as Row;
}

/** Bytes that rows take on the page, and bytes of the cells that are written once; about right for a part of the rows. */
function sizeRows<Row>(
  rows: readonly Row[],
  names: readonly (keyof Row)[],
): { rowBytes: number[]; dictionaryBytes: number } {
  const rowBytes = new Array<number>(rows.length).fill(0);
  let dictionaryBytes = 0;
  for (const name of names) {
    const packed: PackedColumn<unknown> = packColumn(rows.map((row) => row[name]));
    const once = 'templates' in packed ? packed.templates : 'cells' in packed ? packed.cells : [];
    for (const cell of once) dictionaryBytes += cellBytes(cell);
    const cells: readonly unknown[] = 'templates' in packed || 'cells' in packed ? packed.at : packed;
    cells.forEach((cell, at) => {
      rowBytes[at] += cellBytes(cell);
    });
  }
  return { rowBytes, dictionaryBytes };
}

/** Of a cell with the comma after it. */
function cellBytes(cell: unknown): number {
  return Buffer.byteLength(scriptSafeJson(cell)) + 1;
}
