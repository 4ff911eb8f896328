import { PayrhythmError } from '../errors.ts';
import { createImportLog } from '../ledger/index.ts';
import type { ColumnAssignment } from './columns-option.ts';
import { type ReadSettings, type ReadTable, readTable, type TableSource } from './read-table.ts';
import { readTableAside } from './read-table-aside.ts';
import type { SourceTables } from './source-tables.ts';

/** A Parquet file of fewer bytes is read before another thread is ready for it. */
const WORTH_THREAD_BYTES = 10_000_000;

/**
 * Reads and types the tables of a source; where there are threads for it, the second largest Parquet file beside the
 * others. What is read and logged is the same. Errors as `readLedgerSource`.
 */
export async function readTables(
  sources: readonly TableSource[],
  settings: ReadSettings,
): Promise<Pick<SourceTables, 'tables' | 'mapping'>> {
  refuseUnusedAssignments(sources, settings.assignments);
  const withDebtors = !sources.some((source) => source.table === 'debtors');
  const aside = (settings.options.threads ?? 1) > 1 ? secondLargest(sources) : undefined;
  const read: ReadTable[] = [];
  if (aside === undefined) for (const source of sources) read.push(await readTable(source, withDebtors, settings));
  else read.push(...(await readAbreast(sources, aside, withDebtors, settings)));
  return { tables: read.flatMap(({ tables }) => tables), mapping: read.map(({ mapping }) => mapping) };
}

function secondLargest(sources: readonly TableSource[]): TableSource | undefined {
  const bytesOf = ({ parquetBytes }: TableSource): number => parquetBytes ?? 0;
  const [, second] = [...sources].sort((a, b) => bytesOf(b) - bytesOf(a));
  return second && bytesOf(second) >= WORTH_THREAD_BYTES ? second : undefined;
}

/** Each table has a log of its own, and the logs are joined in the order of the tables; of several errors the first is told. */
async function readAbreast(
  sources: readonly TableSource[],
  aside: TableSource,
  withDebtors: boolean,
  settings: ReadSettings,
): Promise<ReadTable[]> {
  const elsewhere = readTableAside(aside, withDebtors, settings.options);
  // It is waited for below; until then an error of it is no unhandled one.
  elsewhere.catch(() => {});
  const here: (() => Promise<ReadTable>)[] = [];
  let isFailed = false;
  for (const source of sources) {
    if (source === aside) {
      here.push(async () => {
        const { read, log } = await elsewhere;
        settings.log.absorb(log);
        return read;
      });
      continue;
    }
    // What stands behind a table that cannot be read is not looked at, as it is not by one thread.
    if (isFailed) continue;
    const log = createImportLog();
    try {
      const read = await readTable(source, withDebtors, { ...settings, log });
      here.push(async () => {
        settings.log.absorb(log.state());
        return read;
      });
    } catch (error) {
      isFailed = true;
      here.push(() => Promise.reject(error));
    }
  }
  const read: ReadTable[] = [];
  try {
    for (const take of here) read.push(await take());
  } catch (error) {
    await elsewhere.catch(() => {});
    throw error;
  }
  return read;
}

function refuseUnusedAssignments(sources: readonly TableSource[], assignments: readonly ColumnAssignment[]): void {
  const present = new Set(sources.map((source) => source.table));
  for (const { table, column, header } of assignments) {
    if (present.has(table) || (table === 'debtors' && column !== 'debtor_id')) continue;
    throw new PayrhythmError(
      'USAGE',
      `--columns ${table}.${column}=${header}: the ledger has no ${table} table; it has ${[...present].join(', ')}`,
    );
  }
}
