import { dirname, resolve } from 'node:path';
import { PayrhythmError } from '../../errors.ts';
import { type DuckDbModule, loadDuckDb, sqlName } from '../duckdb-module.ts';
import { makeDirectory } from '../make-directory.ts';
import type { HoldTargetOptions, NightTarget } from '../night-target/night-target.ts';
import { migrateSchema } from '../night-target/sql-schema.ts';
import type { SqlDialect, SqlSession } from '../night-target/sql-session.ts';
import { sqlTarget } from '../night-target/sql-target.ts';
import { waitForTarget } from '../night-target/wait-for-target.ts';
import { holdTarget } from '../target-lock.ts';
import { notWritable } from '../write-file.ts';
import { duckDbSession } from './duckdb-session.ts';

const DIALECT: SqlDialect = { name: sqlName, timestamp: 'TIMESTAMP', hasIndexes: false };
/** A reader has the file open for moments; the publishing step waits at least so long for it. */
const LEAST_WAIT_SECONDS = 10;

/**
 * A `.duckdb` file as target: tables `runs`, `queue`, `suppressed`, `actions`, `rejects` and `models`, and views
 * `current_queue`, `current_suppressed`, `current_actions` and `current_rejects`. The file is open only while something
 * is read or written, so that callers can read it through the night.
 */
export function duckDbTarget(path: string): NightTarget {
  const file = resolve(path);
  return {
    label: path,
    async hold(options) {
      const duckdb = await loadDuckDb(`writing ${path}`);
      try {
        await makeDirectory(dirname(file));
        const lock = await waitForTarget(() => holdTarget(file), options);
        try {
          const patient = { ...options, waitSeconds: Math.max(LEAST_WAIT_SECONDS, options.waitSeconds) };
          const withSession = <T>(work: (session: SqlSession) => Promise<T>): Promise<T> =>
            openForWork(duckdb, file, path, patient, work);
          await withSession((session) => migrateSchema(session, DIALECT, path));
          return sqlTarget({
            label: path,
            dialect: DIALECT,
            withSession,
            verify: () => lock.verify(),
            release: () => lock.release(),
          });
        } catch (error) {
          await lock.release();
          throw error;
        }
      } catch (error) {
        throw notWritable(path, error);
      }
    },
  };
}

async function openForWork<T>(
  duckdb: DuckDbModule,
  file: string,
  named: string,
  options: HoldTargetOptions,
  work: (session: SqlSession) => Promise<T>,
): Promise<T> {
  const instance = await waitForTarget(async () => {
    try {
      return await duckdb.DuckDBInstance.create(file, {
        enable_external_access: 'false',
        autoinstall_known_extensions: 'false',
      });
    } catch (error) {
      throw explain(named, error);
    }
  }, options);
  try {
    const connection = await instance.connect();
    try {
      return await work(duckDbSession(duckdb, connection));
    } catch (error) {
      throw explain(named, error);
    } finally {
      connection.closeSync();
    }
  } finally {
    instance.closeSync();
  }
}

function explain(path: string, error: unknown): unknown {
  if (error instanceof PayrhythmError) return error;
  const [reason] = (error as Error).message.split('\n');
  const told = (code: 'TARGET_BUSY' | 'NOT_REACHABLE' | 'USAGE', message: string): PayrhythmError =>
    new PayrhythmError(code, message, { path }, { cause: error });
  if (/could not set lock|conflicting lock/i.test(reason))
    return told('TARGET_BUSY', `${path} is open in another process: close it there, or give --wait (${reason})`);
  if (/not a valid DuckDB database/i.test(reason))
    return told('USAGE', `--target ${path} is no DuckDB database: give another file (${reason})`);
  if (/^(IO Error|Could not|FATAL Error|TransactionContext Error|Out of Memory)/i.test(reason))
    return told('NOT_REACHABLE', `${path} cannot be written: ${reason}`);
  return error;
}
