import { NO_DAY, parseDay } from '../calendar/index.ts';
import {
  ACTION_COLUMNS,
  type CallQueue,
  type ProposedAction,
  QUEUE_COLUMNS,
  type QueuedCall,
  SUPPRESSED_COLUMNS,
  type SuppressedDebtor,
} from '../prioritise/index.ts';
import type { ColumnKind, ColumnTable, TableColumn } from './column-table.ts';

const CALLS: Readonly<Record<keyof QueuedCall, ColumnKind>> = {
  rank: 'integer',
  debtor_id: 'text',
  timing: 'text',
  reason: 'text',
  habitual_late: 'flag',
  first_contact: 'flag',
  open_amount: 'number',
  overdue_amount: 'number',
  currency: 'text',
  oldest_due_date: 'date',
  days_overdue: 'integer',
  p_late: 'number',
  expected_payment_date: 'date',
  expected_value: 'number',
  invoice_ids: 'text',
  last_contact_at: 'date',
  last_contact_outcome: 'text',
  promise_due_on: 'date',
  reasons: 'text',
  language: 'text',
  opening: 'text',
  propensity: 'number',
  agent: 'text',
};
const SUPPRESSED: Readonly<Record<keyof SuppressedDebtor, ColumnKind>> = {
  debtor_id: 'text',
  reason: 'text',
  until: 'date',
  evidence: 'text',
  open_amount: 'number',
  overdue_amount: 'number',
  p_late: 'number',
  expected_payment_date: 'date',
  propensity: 'number',
};
const ACTIONS: Readonly<Record<keyof ProposedAction, ColumnKind>> = {
  debtor_id: 'text',
  action: 'text',
  invoice_ids: 'text',
  due_on: 'date',
  evidence: 'text',
};

/** A day's decision as three tables, with the columns and the order of the files that `rank` writes. */
export interface QueueTables {
  readonly calls: ColumnTable;
  readonly suppressed: ColumnTable;
  readonly actions: ColumnTable;
}

/** The queue of a day as tables: dates as dates, flags as flags. O(cells). */
export function tabulateQueue(queue: Pick<CallQueue, 'calls' | 'suppressed' | 'actions'>): QueueTables {
  return {
    calls: tabulate(queue.calls, QUEUE_COLUMNS, CALLS),
    suppressed: tabulate(queue.suppressed, SUPPRESSED_COLUMNS, SUPPRESSED),
    actions: tabulate(queue.actions, ACTION_COLUMNS, ACTIONS),
  };
}

function tabulate<Row extends { readonly [Name in keyof Row]: string | number | boolean | null }>(
  rows: readonly Row[],
  names: readonly (keyof Row & string)[],
  kinds: Readonly<Record<keyof Row, ColumnKind>>,
): ColumnTable {
  const columns = names.map((name): TableColumn => {
    const type = kinds[name];
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
