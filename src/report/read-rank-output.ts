import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { PayrhythmError } from '../errors.ts';
import { RUN_FILE } from '../io/index.ts';
import type { ProposedAction, QueuedCall, SuppressedDebtor } from '../prioritise/index.ts';
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

const CALL_CELLS: Readonly<Record<keyof QueuedCall, RankCell>> = {
  rank: 'number',
  debtor_id: 'text',
  timing: 'text',
  reason: 'text',
  habitual_late: 'flag',
  first_contact: 'flag',
  open_amount: 'number',
  overdue_amount: 'number',
  currency: 'text',
  oldest_due_date: 'day',
  days_overdue: 'number',
  p_late: 'number',
  expected_payment_date: 'day',
  expected_value: 'number',
  invoice_ids: 'text',
  last_contact_at: 'day',
  last_contact_outcome: 'text',
  promise_due_on: 'day',
  reasons: 'text',
  language: 'text',
  opening: 'text',
  propensity: 'number',
  agent: 'text',
};
const SUPPRESSED_CELLS: Readonly<Record<keyof SuppressedDebtor, RankCell>> = {
  debtor_id: 'text',
  reason: 'text',
  until: 'day',
  evidence: 'text',
  open_amount: 'number',
  overdue_amount: 'number',
  p_late: 'number?',
  expected_payment_date: 'day',
  propensity: 'number',
};
const ACTION_CELLS: Readonly<Record<keyof ProposedAction, RankCell>> = {
  debtor_id: 'text',
  action: 'text',
  invoice_ids: 'text',
  due_on: 'day',
  evidence: 'text',
};

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
