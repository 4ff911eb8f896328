import { createHash } from 'node:crypto';
import { PayrhythmError } from '../../errors.ts';
import { sqlName } from '../duckdb-module.ts';
import type { NightTarget } from '../night-target/night-target.ts';
import { migrateSchema } from '../night-target/sql-schema.ts';
import type { SqlDialect } from '../night-target/sql-session.ts';
import { sqlTarget } from '../night-target/sql-target.ts';
import { waitForTarget } from '../night-target/wait-for-target.ts';
import { connectPostgres, type PostgresConnection } from './connect-postgres.ts';
import { parsePostgresUrl } from './postgres-address.ts';
import { postgresSession } from './postgres-session.ts';

/**
 * A PostgreSQL schema as target: tables `runs`, `queue`, `suppressed`, `actions`, `rejects` and `models`, and views
 * `current_queue`, `current_suppressed`, `current_actions` and `current_rejects`. One connection is held through the
 * night, with an advisory lock that ends with it. The password may come from `PAYRHYTHM_TARGET_PASSWORD`.
 */
export function postgresTarget(url: string, schema: string): NightTarget {
  const address = parsePostgresUrl(url, process.env['PAYRHYTHM_TARGET_PASSWORD']);
  const { label } = address;
  const dialect: SqlDialect = {
    name: (table) => `${sqlName(schema)}.${sqlName(table)}`,
    timestamp: 'TIMESTAMPTZ',
    hasIndexes: true,
  };
  return {
    label: `${label}, schema ${schema}`,
    async hold(options) {
      const connection = await connectPostgres(address);
      try {
        await waitForTarget(() => lock(connection, label, schema), options);
        const session = postgresSession(connection, schema);
        await session.run("SET timezone = 'UTC'");
        // Asked first: a role that may write the schema need not be allowed to make one.
        const [found] = await session.rows('SELECT 1 FROM pg_namespace WHERE nspname = $1', [schema]);
        if (!found) await session.run(`CREATE SCHEMA ${sqlName(schema)}`);
        await migrateSchema(session, dialect, `${label}, schema ${schema}`);
        return sqlTarget({
          label,
          dialect,
          async withSession(work) {
            try {
              return await work(session);
            } catch (error) {
              throw connection.explain(error, `writing schema ${schema}`);
            }
          },
          // The lock is the connection's own: as long as it answers, it holds.
          verify: async () => {},
          release: () => connection.close(),
        });
      } catch (error) {
        await connection.close();
        throw connection.explain(error, `preparing schema ${schema}`);
      }
    },
  };
}

/** Two signed 32-bit keys from the name of the schema, so that two targets of one database do not wait for each other. */
function lockKeys(schema: string): [number, number] {
  const digest = createHash('sha256').update(`payrhythm:${schema}`).digest();
  return [digest.readInt32BE(0), digest.readInt32BE(4)];
}

async function lock({ client }: PostgresConnection, label: string, schema: string): Promise<void> {
  const { rows } = await client.query('SELECT pg_try_advisory_lock($1::int, $2::int) AS held', lockKeys(schema));
  if (rows[0].held) return;
  throw new PayrhythmError(
    'TARGET_BUSY',
    `${label}, schema ${schema}, is held by another run: wait until it ends, or give --wait`,
    { label, schema },
  );
}
