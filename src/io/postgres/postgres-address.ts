import { readFileSync } from 'node:fs';
import type { ClientConfig } from 'pg';
import { PayrhythmError } from '../../errors.ts';

/** Where a database is, and who asks. */
export interface PostgresAddress {
  /** Names it in messages and records: without password, without parameters. */
  readonly label: string;
  readonly config: ClientConfig;
  /** Schema of `?schema=`; undefined where the URL names none. */
  readonly schema: string | undefined;
}

const PARAMETERS = ['schema', 'sslmode', 'sslrootcert', 'host', 'connect_timeout', 'application_name', 'password'];
const CONNECT_SECONDS = 15;

/** Whether a LEDGER or `--target` argument names a PostgreSQL database. */
export function isPostgresUrl(text: string): boolean {
  return /^postgres(ql)?:\/\//i.test(text);
}

/**
 * Takes a `postgres://` URL apart. The password is, in this order: `secret` (from the environment), that of the URL, and
 * what the client itself looks up (`PGPASSWORD`, the password file). `sslmode` is `disable` (default), `require`
 * (encrypted, the server is not checked) or `verify-full` (checked, by `sslrootcert` or the system).
 *
 * @throws {PayrhythmError} `USAGE` for a URL that cannot be read or has parameters that are not known; the password is
 * not repeated.
 */
export function parsePostgresUrl(text: string, secret?: string): PostgresAddress {
  let url: URL;
  try {
    url = new URL(text.replace(/^postgres(ql)?:/i, 'postgres:'));
  } catch {
    throw new PayrhythmError(
      'USAGE',
      'this is no postgres:// URL that can be read: write postgres://USER@HOST:5432/DATABASE, with % codes for special characters',
    );
  }
  const { searchParams } = url;
  const unknown = [...searchParams.keys()].find((name) => !PARAMETERS.includes(name));
  const host = searchParams.get('host') ?? decoded(url.hostname.replace(/^\[|\]$/g, ''));
  const database = decoded(url.pathname.slice(1));
  const user = decoded(url.username);
  const at = `${user === '' ? '' : `${encodeURIComponent(user)}@`}${url.hostname}${url.port === '' ? '' : `:${url.port}`}`;
  const label = `postgres://${at}/${encodeURIComponent(database)}`;
  if (unknown !== undefined)
    throw new PayrhythmError(
      'USAGE',
      `${label}: the parameter "${unknown}" is not known; known are ${PARAMETERS.join(', ')}`,
    );
  const password = secret ?? (url.password === '' ? searchParams.get('password') : decoded(url.password));
  const timeout = Number(searchParams.get('connect_timeout') ?? CONNECT_SECONDS);
  if (!(timeout > 0)) throw new PayrhythmError('USAGE', `${label}: connect_timeout is a number of seconds above 0`);
  return {
    label,
    schema: searchParams.get('schema') ?? undefined,
    config: {
      ...(host === '' ? {} : { host }),
      ...(url.port === '' ? {} : { port: Number(url.port) }),
      ...(user === '' ? {} : { user }),
      ...(database === '' ? {} : { database }),
      ...(password === null || password === undefined ? {} : { password }),
      ssl: sslOf(label, searchParams),
      application_name: searchParams.get('application_name') ?? 'payrhythm',
      connectionTimeoutMillis: timeout * 1000,
      keepAlive: true,
    },
  };
}

function sslOf(label: string, parameters: URLSearchParams): ClientConfig['ssl'] {
  const mode = parameters.get('sslmode') ?? 'disable';
  if (mode === 'disable') return false;
  if (mode === 'require') return { rejectUnauthorized: false };
  if (mode !== 'verify-full')
    throw new PayrhythmError('USAGE', `${label}: sslmode=${mode} is not known; it is disable, require or verify-full`);
  const file = parameters.get('sslrootcert');
  if (file === null) return { rejectUnauthorized: true };
  try {
    return { rejectUnauthorized: true, ca: readFileSync(file, 'utf8') };
  } catch (error) {
    throw new PayrhythmError(
      'NOT_REACHABLE',
      `${label}: sslrootcert ${file} cannot be read (${(error as NodeJS.ErrnoException).code}): check the path`,
    );
  }
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
