import { resolve } from 'node:path';
import { PayrhythmError } from '../errors.ts';
import { duckDbTarget } from '../io/duckdb-target/duckdb-target.ts';
import { directoryTarget } from '../io/night-target/directory-target.ts';
import type { NightTarget } from '../io/night-target/night-target.ts';
import { isPostgresUrl } from '../io/postgres/postgres-address.ts';
import { postgresTarget } from '../io/postgres/postgres-target.ts';

/**
 * The target that a `--target` argument names: `postgres://…`, a `.duckdb` file, or a directory. Nothing is opened yet.
 * `schema`: that of a PostgreSQL target.
 *
 * @throws {PayrhythmError} `USAGE` where source and target are one file.
 */
export function openTarget(target: string, source: string, schema: string): NightTarget {
  if (!isPostgresUrl(target) && resolve(target) === resolve(source))
    throw new PayrhythmError(
      'USAGE',
      `--target ${target} is the source: publish to a place of its own, so that a run does not change what it read`,
      { target },
    );
  if (isPostgresUrl(target)) return postgresTarget(target, schema);
  if (/\.(duckdb|ddb)$/i.test(target)) return duckDbTarget(target);
  return directoryTarget(target);
}
