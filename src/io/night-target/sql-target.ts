import type { HeldTarget, NightRun, StoredModel } from './night-target.ts';
import { PUBLISHED_TABLES, publishedRows } from './published-tables.ts';
import { readRunDocument } from './run-document.ts';
import type { SqlDialect, SqlSession } from './sql-session.ts';

/** How a database target is worked with: its dialect, and a session for each piece of work. */
export interface SqlAccess {
  readonly label: string;
  readonly dialect: SqlDialect;
  /** Opens a session (or lends the one that is open), and makes errors of the database ours. */
  withSession<T>(work: (session: SqlSession) => Promise<T>): Promise<T>;
  /** Throws where the hold was lost. */
  verify(): Promise<void>;
  release(): Promise<void>;
}

/** A database as a held target; its schema is in place. */
export function sqlTarget(access: SqlAccess, leftovers: readonly string[] = []): HeldTarget {
  const { dialect, withSession } = access;
  const { name } = dialect;
  const inTransaction = (work: (session: SqlSession) => Promise<void>): Promise<void> =>
    withSession(async (session) => {
      await access.verify();
      await session.run('BEGIN');
      try {
        await work(session);
        await session.run('COMMIT');
      } catch (error) {
        await session.run('ROLLBACK').catch(() => {});
        throw error;
      }
    });
  const switchTo = async (session: SqlSession, runId: string): Promise<void> => {
    await session.run(`DELETE FROM ${name('current_run')}`);
    await session.run(`INSERT INTO ${name('current_run')} VALUES ($1)`, [runId]);
  };
  const documents = async (sql: string, values: readonly string[] = []): Promise<string | undefined> => {
    const [row] = await withSession((session) => session.rows(sql, values));
    return row === undefined ? undefined : String(row[0]);
  };
  return {
    leftovers,
    async currentRun() {
      const text = await documents(
        `SELECT r.document FROM ${name('runs')} r JOIN ${name('current_run')} c ON c.run_id = r.run_id`,
      );
      return text === undefined ? undefined : readRunDocument(text, `${access.label}, table runs`);
    },
    async findRun(asOf, runId) {
      const text = await documents(
        `SELECT document FROM ${name('runs')} WHERE run_id = $1 AND CAST(as_of AS TEXT) = $2`,
        [runId, asOf],
      );
      if (text === undefined) return undefined;
      try {
        return readRunDocument(text, access.label);
      } catch {
        return undefined;
      }
    },
    readModel: (id) =>
      withSession(async (session) => {
        const [row] = await session.rows(`SELECT document, profile FROM ${name('models')} WHERE model_id = $1`, [id]);
        return row === undefined ? undefined : { document: String(row[0]), profile: String(row[1]) };
      }),
    publish: (run, model) =>
      inTransaction(async (session) => {
        if (model) await keepModel(session, dialect, model);
        await writeRun(session, dialect, run);
        await switchTo(session, run.document.runId);
      }),
    makeCurrent: (_asOf, runId) => inTransaction((session) => switchTo(session, runId)),
    async removeBefore(asOf) {
      let removed = 0;
      await inTransaction(async (session) => {
        const old =
          `SELECT run_id FROM ${name('runs')} WHERE as_of < CAST($1 AS DATE) ` +
          `AND run_id NOT IN (SELECT run_id FROM ${name('current_run')})`;
        removed = (await session.rows(old, [asOf])).length;
        for (const table of PUBLISHED_TABLES)
          await session.run(`DELETE FROM ${name(table.name)} WHERE run_id IN (${old})`, [asOf]);
        await session.run(`DELETE FROM ${name('runs')} WHERE run_id IN (${old})`, [asOf]);
        await session.run(`DELETE FROM ${name('models')} WHERE model_id NOT IN (SELECT model_id FROM ${name('runs')})`);
      });
      return removed;
    },
    release: () => access.release(),
  };
}

async function keepModel(session: SqlSession, { name }: SqlDialect, model: StoredModel): Promise<void> {
  await session.run(`DELETE FROM ${name('models')} WHERE model_id = $1`, [model.id]);
  await session.run(`INSERT INTO ${name('models')} VALUES ($1, $2, $3)`, [model.id, model.document, model.profile]);
}

async function writeRun(session: SqlSession, { name }: SqlDialect, run: NightRun): Promise<void> {
  const { document, queue, rejects } = run;
  const { runId } = document;
  // Only a damaged run of this id can be there: a whole one is not published again.
  for (const table of ['runs', ...PUBLISHED_TABLES.map((published) => published.name)])
    await session.run(`DELETE FROM ${name(table)} WHERE run_id = $1`, [runId]);
  for (const table of PUBLISHED_TABLES) await session.insert(table, runId, publishedRows(table, queue, rejects));
  await session.run(
    `INSERT INTO ${name('runs')} (run_id, as_of, started_at, published_at, status, model_id, calls, suppressed, actions, document) ` +
      'VALUES ($1, CAST($2 AS DATE), CAST($3 AS TIMESTAMP), CURRENT_TIMESTAMP, $4, $5, CAST($6 AS INTEGER), CAST($7 AS INTEGER), CAST($8 AS INTEGER), $9)',
    [
      ...[runId, document.asOf, document.startedAt.replace('T', ' ').replace('Z', '')],
      ...[String(document['status'] ?? 'ok'), document.model.id],
      ...[queue.calls.length, queue.suppressed.length, queue.actions.length, JSON.stringify(document)],
    ],
  );
}
