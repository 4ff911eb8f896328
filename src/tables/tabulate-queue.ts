import { NO_DAY, parseDay } from '../calendar/index.ts';
import {
  ACTION_CELL_TYPES,
  ACTION_COLUMNS,
  type CallQueue,
  QUEUE_CELL_TYPES,
  QUEUE_COLUMNS,
  type QueueCellType,
  SUPPRESSED_CELL_TYPES,
  SUPPRESSED_COLUMNS,
} from '../prioritise/index.ts';
import type { ColumnKind, ColumnTable, TableColumn } from './column-table.ts';

/** A day's decision as three tables, with the columns and the order of the files that `rank` writes. */
export interface QueueTables {
  readonly calls: ColumnTable;
  readonly suppressed: ColumnTable;
  readonly actions: ColumnTable;
}

/** The queue of a day as tables: dates as dates, flags as flags. O(cells). */
export function tabulateQueue(queue: Pick<CallQueue, 'calls' | 'suppressed' | 'actions'>): QueueTables {
  return {
    calls: tabulate(queue.calls, QUEUE_COLUMNS, QUEUE_CELL_TYPES),
    suppressed: tabulate(queue.suppressed, SUPPRESSED_COLUMNS, SUPPRESSED_CELL_TYPES),
    actions: tabulate(queue.actions, ACTION_COLUMNS, ACTION_CELL_TYPES),
  };
}

function tabulate<Row extends { readonly [Name in keyof Row]: string | number | boolean | null }>(
  rows: readonly Row[],
  names: readonly (keyof Row & string)[],
  types: Readonly<Record<keyof Row, QueueCellType>>,
): ColumnTable {
  const columns = names.map((name): TableColumn => {
    const declared: QueueCellType = types[name];
    const type = declared === 'money' ? 'number' : declared;
    const cells = rows.map((row) => row[name]);
    return { name, type, values: typedCells(cells, type) };
  });
  return { rows: rows.length, columns };
}

function typedCells(cells: readonly (string | number | boolean | null)[], type: ColumnKind): TableColumn['values'] {
  switch (type) {
    case 'date':
      return Int32Array.from(cells, (cell) => (cell === '' ? NO_DAY : parseDay(cell as string)));
    case 'number':
      return Float64Array.from(cells, (cell) => (cell as number | null) ?? Number.NaN);
    case 'integer':
      return Int32Array.from(cells as readonly number[]);
    case 'flag':
      return Int8Array.from(cells, Number);
    default:
      return cells;
  }
}
