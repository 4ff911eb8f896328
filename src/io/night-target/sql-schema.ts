import { PayrhythmError } from '../../errors.ts';
import type { QueueCellType } from '../../prioritise/index.ts';
import { sqlName } from '../duckdb-module.ts';
import { PUBLISHED_TABLES, type PublishedTable } from './published-tables.ts';
import type { SqlDialect, SqlSession } from './sql-session.ts';

/** The table by which a schema is known as ours. */
const VERSION_TABLE = 'payrhythm_schema';
/** Raised with each step added to `MIGRATIONS`. Columns that are added to a published table need no step. */
const MIGRATIONS: readonly ((dialect: SqlDialect) => readonly string[])[] = [createTables];

const SQL_TYPES: Readonly<Record<QueueCellType, string>> = {
  text: 'TEXT',
  money: 'NUMERIC(20, 4)',
  number: 'DOUBLE PRECISION',
  integer: 'INTEGER',
  date: 'DATE',
  flag: 'BOOLEAN',
};

function createTables(dialect: SqlDialect): string[] {
  const { name, timestamp } = dialect;
  const statements = [
    `CREATE TABLE ${name('runs')} (run_id TEXT NOT NULL${dialect.hasIndexes ? ' PRIMARY KEY' : ''}, as_of DATE NOT NULL, started_at ${timestamp} NOT NULL, ` +
      `published_at ${timestamp} NOT NULL, status TEXT, model_id TEXT NOT NULL, calls INTEGER, suppressed INTEGER, actions INTEGER, document TEXT NOT NULL)`,
    `CREATE TABLE ${name('models')} (model_id TEXT NOT NULL${dialect.hasIndexes ? ' PRIMARY KEY' : ''}, document TEXT NOT NULL, profile TEXT NOT NULL)`,
    `CREATE TABLE ${name('current_run')} (run_id TEXT NOT NULL)`,
  ];
  for (const table of PUBLISHED_TABLES) {
    const columns = table.columns.map((column) => `${sqlName(column.name)} ${SQL_TYPES[column.type]}`);
    statements.push(`CREATE TABLE ${name(table.name)} (run_id TEXT NOT NULL, ${columns.join(', ')})`);
    if (dialect.hasIndexes)
      statements.push(`CREATE INDEX ON ${name(table.name)} (run_id, ${sqlName(table.orderBy[0])})`);
  }
  return [...statements, ...PUBLISHED_TABLES.map((table) => viewOf(dialect, table))];
}

/** The rows of the current run. A statement sees one run whole: the switch is committed with its rows. */
function viewOf({ name }: SqlDialect, table: PublishedTable): string {
  const order = table.orderBy.map((column) => `t.${sqlName(column)}`).join(', ');
  return (
    `CREATE OR REPLACE VIEW ${name(table.view)} AS SELECT r.as_of, t.* FROM ${name(table.name)} t ` +
    `JOIN ${name('current_run')} c ON c.run_id = t.run_id JOIN ${name('runs')} r ON r.run_id = t.run_id ORDER BY ${order}`
  );
}

/**
 * Makes the tables and views of a target, or brings them to this version, in one transaction.
 *
 * @throws {PayrhythmError} `USAGE` where the schema holds tables of these names that are not ours, or is of a newer version.
 */
export async function migrateSchema(session: SqlSession, dialect: SqlDialect, label: string): Promise<void> {
  await session.run('BEGIN');
  try {
    const tables = await session.tables();
    if (!tables.includes(VERSION_TABLE)) {
      const foreign = ['runs', 'models', 'current_run', ...PUBLISHED_TABLES.flatMap(({ name, view }) => [name, view])];
      const found = foreign.filter((table) => tables.includes(table));
      if (found.length > 0)
        throw new PayrhythmError(
          'USAGE',
          `${label} holds ${found.join(', ')} already, which payrhythm did not make, so nothing is written there: give another file, or another "targetSchema" in the configuration`,
          { found },
        );
      await session.run(
        `CREATE TABLE ${dialect.name(VERSION_TABLE)} (version INTEGER NOT NULL, applied_at ${dialect.timestamp} NOT NULL)`,
      );
    }
    await migrate(session, dialect, label);
    await addColumns(session, dialect);
    await session.run('COMMIT');
  } catch (error) {
    await session.run('ROLLBACK').catch(() => {});
    throw error;
  }
}

async function migrate(session: SqlSession, dialect: SqlDialect, label: string): Promise<void> {
  const table = dialect.name(VERSION_TABLE);
  const [[found]] = await session.rows(`SELECT max(version) FROM ${table}`);
  const version = Number(found ?? 0);
  if (version > MIGRATIONS.length)
    throw new PayrhythmError(
      'USAGE',
      `${label} has tables of version ${version}, this payrhythm writes version ${MIGRATIONS.length}: install the newer payrhythm, or give another target`,
      { version },
    );
  for (let step = version; step < MIGRATIONS.length; step++) {
    for (const statement of MIGRATIONS[step](dialect)) await session.run(statement);
    await session.run(`INSERT INTO ${table} VALUES ($1, CURRENT_TIMESTAMP)`, [step + 1]);
  }
}

/** Columns that came with a newer version are added to the tables that are there; their old rows have none. */
async function addColumns(session: SqlSession, dialect: SqlDialect): Promise<void> {
  for (const table of PUBLISHED_TABLES) {
    const known = await session.columns(table.name);
    const missing = table.columns.filter((column) => !known.includes(column.name));
    for (const column of missing)
      await session.run(
        `ALTER TABLE ${dialect.name(table.name)} ADD COLUMN ${sqlName(column.name)} ${SQL_TYPES[column.type]}`,
      );
    if (missing.length > 0) await session.run(viewOf(dialect, table));
  }
}
