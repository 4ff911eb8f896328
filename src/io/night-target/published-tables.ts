import type { RejectedRow } from '../../ledger/index.ts';
import {
  ACTION_CELL_TYPES,
  ACTION_COLUMNS,
  type CallQueue,
  QUEUE_CELL_TYPES,
  QUEUE_COLUMNS,
  type QueueCellType,
  SUPPRESSED_CELL_TYPES,
  SUPPRESSED_COLUMNS,
} from '../../prioritise/index.ts';

/** A cell to publish; empty text counts as missing. */
export type PublishedCell = string | number | boolean | null;

/** One table of a published run. Every row also belongs to a run. */
export interface PublishedTable {
  readonly name: 'queue' | 'suppressed' | 'actions' | 'rejects';
  /** What the rows of the current run are seen by. */
  readonly view: string;
  readonly columns: readonly { readonly name: string; readonly type: QueueCellType }[];
  readonly orderBy: readonly string[];
}

const REJECT_TYPES: Readonly<Record<'table_name' | 'line' | 'column_name' | 'value' | 'problem', QueueCellType>> = {
  table_name: 'text',
  line: 'integer',
  column_name: 'text',
  value: 'text',
  problem: 'text',
};

const columnsOf = <Name extends string>(names: readonly Name[], types: Readonly<Record<Name, QueueCellType>>) =>
  names.map((name) => ({ name, type: types[name] }));

/** The tables of a run, with the columns of the CSV files. `table` and `column` are words of SQL and get a longer name. */
export const PUBLISHED_TABLES: readonly PublishedTable[] = [
  { name: 'queue', view: 'current_queue', columns: columnsOf(QUEUE_COLUMNS, QUEUE_CELL_TYPES), orderBy: ['rank'] },
  {
    name: 'suppressed',
    view: 'current_suppressed',
    columns: columnsOf(SUPPRESSED_COLUMNS, SUPPRESSED_CELL_TYPES),
    orderBy: ['debtor_id'],
  },
  {
    name: 'actions',
    view: 'current_actions',
    columns: columnsOf(ACTION_COLUMNS, ACTION_CELL_TYPES),
    orderBy: ['debtor_id', 'action'],
  },
  {
    name: 'rejects',
    view: 'current_rejects',
    columns: columnsOf(Object.keys(REJECT_TYPES) as (keyof typeof REJECT_TYPES)[], REJECT_TYPES),
    orderBy: ['table_name', 'line'],
  },
];

/** The rows of a published table, cell by cell in the order of its columns. O(cells), one row in memory at a time. */
export function* publishedRows(
  table: PublishedTable,
  queue: CallQueue,
  rejects: readonly RejectedRow[],
): Generator<readonly PublishedCell[]> {
  if (table.name === 'rejects') {
    for (const row of rejects) yield [row.table, row.line, row.column, row.value, row.problem];
    return;
  }
  const rows: readonly object[] = { queue: queue.calls, suppressed: queue.suppressed, actions: queue.actions }[
    table.name
  ];
  for (const row of rows)
    yield table.columns.map(({ name }) => {
      const cell = (row as Readonly<Record<string, PublishedCell>>)[name];
      return cell === '' || (typeof cell === 'number' && !Number.isFinite(cell)) ? null : cell;
    });
}
