import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { chownSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from 'pg';

/** A PostgreSQL server of the test's own, in a temporary directory. */
export interface PostgresCluster {
  /** `postgres://USER:PASSWORD@127.0.0.1:PORT/DATABASE`. */
  url(database?: string): string;
  readonly password: string;
  /** Runs statements in a database. */
  run(sql: string, database?: string): Promise<readonly Record<string, unknown>[]>;
  createDatabase(name: string): Promise<void>;
  /** Ends the server as a power cut would, and starts it again. */
  crash(): Promise<void>;
  start(): Promise<void>;
  stop(): Promise<void>;
}

const PASSWORD = 'p4ss w/rd@%:é';

/** Where Debian's package keeps what it does not put on the path. */
function binary(name: string): string {
  const versions = existsSync('/usr/lib/postgresql') ? readdirSync('/usr/lib/postgresql').sort() : [];
  const places = [
    ...versions.reverse().map((version) => `/usr/lib/postgresql/${version}/bin/${name}`),
    ...(process.env['PATH'] ?? '').split(':').map((directory) => join(directory, name)),
  ];
  const found = places.find((path) => existsSync(path));
  if (!found)
    throw new Error(
      `${name} was not found: these tests need PostgreSQL's server programs (Debian: apt-get install postgresql)`,
    );
  return found;
}

/** PostgreSQL refuses to run as root: then it runs as the user that its package made, or as nobody. */
function serverUser(): { uid: number; gid: number } | undefined {
  if (process.getuid?.() !== 0) return undefined;
  const users = readFileSync('/etc/passwd', 'utf8').split('\n');
  const line = ['postgres', 'nobody'].map((name) => users.find((user) => user.startsWith(`${name}:`))).find(Boolean);
  const [, , uid, gid] = (line ?? '').split(':');
  if (!uid || !gid) throw new Error('these tests run as root and find no user postgres or nobody for the server');
  return { uid: Number(uid), gid: Number(gid) };
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const { port } = server.address() as { port: number };
  await new Promise((done) => server.close(done));
  return port;
}

/** Makes and starts a cluster. Call `stop` when done: it removes everything. */
export async function startPostgres(): Promise<PostgresCluster> {
  const user = serverUser();
  const home = mkdtempSync(join(tmpdir(), 'payrhythm-pg-'));
  if (user) chownSync(home, user.uid, user.gid);
  const data = join(home, 'data');
  const passwordFile = join(home, 'password');
  const asServer = { ...(user ?? {}), cwd: home, env: { ...process.env, LC_ALL: 'C.UTF-8', HOME: home } };
  execFileSync('/bin/sh', ['-c', 'umask 077; printf %s "$1" > "$2"', 'sh', PASSWORD, passwordFile], asServer);
  const init = ['-D', data, '-U', 'caller', '-E', 'UTF8', '--auth=scram-sha-256', `--pwfile=${passwordFile}`, '-N'];
  execFileSync(binary('initdb'), init, { ...asServer, stdio: ['ignore', 'ignore', 'pipe'] });
  const port = await freePort();
  let server: ChildProcess | undefined;

  const url = (database = 'postgres'): string =>
    `postgres://caller:${encodeURIComponent(PASSWORD)}@127.0.0.1:${port}/${database}`;
  const run: PostgresCluster['run'] = async (sql, database) => {
    const client = new Client({ connectionString: url(database) });
    client.on('error', () => {});
    await client.connect();
    try {
      const result = await client.query(sql);
      return (Array.isArray(result) ? result.at(-1) : result).rows;
    } finally {
      await client.end().catch(() => {});
    }
  };
  const start = async (): Promise<void> => {
    const options = ['-c', 'listen_addresses=127.0.0.1', '-c', `port=${port}`, '-c', `unix_socket_directories=${home}`];
    const quick = ['-c', 'max_connections=40', '-c', 'shared_buffers=64MB', '-c', 'max_wal_size=2GB'];
    server = spawn(binary('postgres'), ['-D', data, ...options, ...quick], { ...asServer, stdio: 'ignore' });
    for (let attempt = 0; ; attempt++) {
      try {
        await run('SELECT 1');
        return;
      } catch (error) {
        if (attempt === 150 || server.exitCode !== null) throw error;
        await new Promise((done) => setTimeout(done, 200));
      }
    }
  };
  const end = async (signal: NodeJS.Signals): Promise<void> => {
    const ending = server;
    if (!ending || ending.exitCode !== null || ending.signalCode !== null) return;
    const ended = new Promise((done) => ending.once('exit', done));
    ending.kill(signal);
    await ended;
  };
  await start();
  return {
    url,
    password: PASSWORD,
    run,
    start,
    createDatabase: async (name) => {
      await run(`CREATE DATABASE "${name}"`);
    },
    // SIGQUIT ends the server and its processes at once, without writing anything more: an immediate shutdown.
    crash: () => end('SIGQUIT'),
    async stop() {
      await end('SIGINT');
      rmSync(home, { recursive: true, force: true });
    },
  };
}
