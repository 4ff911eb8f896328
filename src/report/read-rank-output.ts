import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { PayrhythmError } from '../errors.ts';
import { RUN_FILE } from '../io/index.ts';
import {
  ACTION_CELL_TYPES,
  type ProposedAction,
  QUEUE_CELL_TYPES,
  type QueueCellType,
  type QueuedCall,
  SUPPRESSED_CELL_TYPES,
  type SuppressedDebtor,
} from '../prioritise/index.ts';
import { parseRankCsv, type RankCell } from './rank-csv.ts';
import { parseRankRun, type RankRun } from './rank-run.ts';

/** A ranked day as it lies in its directory. */
export interface RankOutput {
  readonly run: RankRun;
  /** By rank. */
  readonly calls: readonly QueuedCall[];
  /** By debtor id. */
  readonly suppressed: readonly SuppressedDebtor[];
  readonly actions: readonly ProposedAction[];
}

const CALL_CELLS = { ...rankCells(QUEUE_CELL_TYPES), promise_amount: 'number?' as const };
const SUPPRESSED_CELLS = {
  ...rankCells(SUPPRESSED_CELL_TYPES),
  p_late: 'number?' as const,
  rank: 'number?' as const,
};
const ACTION_CELLS = rankCells(ACTION_CELL_TYPES);

function rankCells<Name extends string>(types: Readonly<Record<Name, QueueCellType>>): Record<Name, RankCell> {
  const cellOf = (type: QueueCellType): RankCell =>
    type === 'date' ? 'day' : type === 'text' || type === 'flag' ? type : 'number';
  return Object.fromEntries(Object.entries<QueueCellType>(types).map(([name, type]) => [name, cellOf(type)])) as Record<
    Name,
    RankCell
  >;
}

/**
 * Reads what `rank` wrote and checks that it belongs together: the tables have the columns of this version and as many
 * rows as `run.json` counted. O(bytes).
 *
 * @throws {PayrhythmError} `NOT_REACHABLE` where the directory or a table is missing; `USAGE` where it is not ours;
 * `BAD_DATA` where it is incomplete, of another version or changed since.
 */
export async function readRankOutput(directory: string): Promise<RankOutput> {
  const run = parseRankRun(join(directory, RUN_FILE), await readRunFile(directory));
  const table = async <Row>(
    name: string,
    cells: Readonly<Record<keyof Row & string, RankCell>>,
    counted: number,
  ): Promise<Row[]> => {
    const path = join(directory, name);
    const rows = parseRankCsv<Row>(path, await readTable(path), cells);
    if (rows.length !== counted)
      throw new PayrhythmError(
        'BAD_DATA',
        `${path} has ${rows.length} rows where ${RUN_FILE} counted ${counted}: the directory is not whole, or was changed since; rank the day again`,
        { path, rows: rows.length, counted },
      );
    return rows;
  };
  return {
    run,
    calls: await table<QueuedCall>('queue.csv', CALL_CELLS, run.totals.queue.debtors),
    suppressed: await table<SuppressedDebtor>('suppressed.csv', SUPPRESSED_CELLS, run.totals.suppressed.debtors),
    actions: await table<ProposedAction>('actions.csv', ACTION_CELLS, run.totals.actions),
  };
}

async function readRunFile(directory: string): Promise<string> {
  try {
    return await readFile(join(directory, RUN_FILE), 'utf8');
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT')
      throw new PayrhythmError(
        'NOT_REACHABLE',
        `${directory} holds no ${RUN_FILE}: give report the directory that rank --out wrote (a run writes ${RUN_FILE} last, so an unfinished one has none)`,
        { directory },
      );
    throw new PayrhythmError(
      'NOT_REACHABLE',
      `${directory} cannot be read (${code}): give report the directory that rank --out wrote`,
      { directory },
      { cause: error },
    );
  }
}

async function readTable(path: string): Promise<string> {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    throw new PayrhythmError(
      'NOT_REACHABLE',
      `${path} cannot be read (${(error as NodeJS.ErrnoException).code}): the directory is not whole; rank the day again`,
      { path },
      { cause: error },
    );
  }
}
