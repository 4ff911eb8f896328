import type { Client } from 'pg';
import { PayrhythmError } from '../../errors.ts';
import { hidePasswords } from '../hide-passwords.ts';
import type { PostgresAddress } from './postgres-address.ts';

/** An open connection, and the optional packages it works with. */
export interface PostgresConnection {
  readonly client: Client;
  readonly copy: typeof import('pg-copy-streams');
  readonly label: string;
  /** The error of a failed statement or a broken connection, as ours; `doing` is what was being done. */
  explain(error: unknown, doing: string): unknown;
  close(): Promise<void>;
}

/**
 * Connects to a database.
 *
 * @throws {PayrhythmError} `NOT_REACHABLE` where the optional packages are not installed, or nobody answers or lets us in.
 */
export async function connectPostgres(address: PostgresAddress): Promise<PostgresConnection> {
  const { label, config } = address;
  const { pg, copy } = await loadPackages(label);
  const client = new pg.Client(config);
  let broken: Error | undefined;
  // Without a listener a connection that breaks between two statements would end the process.
  client.on('error', (error) => {
    broken = error;
  });
  const secrets = typeof config.password === 'string' && config.password !== '' ? [config.password] : [];
  const told = (error: unknown): string => {
    const { message, code } = error as Error & { code?: string };
    return secrets.reduce((text, secret) => text.replaceAll(secret, '…'), hidePasswords(message || String(code)));
  };
  const explain = (error: unknown, doing: string): unknown => {
    if (error instanceof PayrhythmError) return error;
    const { code } = error as { code?: string };
    const cause = broken && !code ? broken : error;
    return new PayrhythmError(
      isDataFault(code) ? 'BAD_DATA' : 'NOT_REACHABLE',
      `${label}: ${doing} failed: ${told(cause)}`,
      { label, code },
    );
  };
  try {
    await client.connect();
  } catch (error) {
    await client.end().catch(() => {});
    throw new PayrhythmError(
      'NOT_REACHABLE',
      `${label} cannot be reached: ${told(error)}; check address, user and password (PAYRHYTHM_SOURCE_PASSWORD, PAYRHYTHM_TARGET_PASSWORD or PGPASSWORD)`,
      { label, code: (error as { code?: string }).code },
    );
  }
  return {
    client,
    copy,
    label,
    explain,
    async close() {
      await client.end().catch(() => {});
    },
  };
}

/** Classes 22 and 42 of the server's codes: data it cannot convert, names and rights that are not there. */
function isDataFault(code: string | undefined): boolean {
  return code !== undefined && /^(22|42)/.test(code);
}

async function loadPackages(label: string) {
  try {
    const [pg, copy] = await Promise.all([import('pg'), import('pg-copy-streams')]);
    // Both are CommonJS: their names are on the default export.
    return { pg: pg.default, copy: copy.default };
  } catch (error) {
    throw new PayrhythmError(
      'NOT_REACHABLE',
      `${label} needs the optional packages pg and pg-copy-streams, which are not installed: npm install pg pg-copy-streams`,
      { reason: (error as Error).message },
      { cause: error },
    );
  }
}
