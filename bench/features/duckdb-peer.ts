import { DOUBLE, type DuckDBConnection, DuckDBDataChunk, DuckDBInstance, INTEGER, version } from '@duckdb/node-api';
import { BENCH_FEATURES } from './bench-features.ts';
import { DUCKDB_STATEMENTS, DUCKDB_TABLES } from './duckdb-features.ts';
import { type Columns, readColumns } from './ledger-columns.ts';
import { measure } from './measure.ts';

const CHUNK_ROWS = 2048;

/** An in-memory table of columns, and one more with the number of the row. */
async function createTable(connection: DuckDBConnection, name: string, key: string, columns: Columns): Promise<void> {
  const entries = Object.entries(columns);
  const types = [INTEGER, ...entries.map(([, values]) => (values instanceof Int32Array ? INTEGER : DOUBLE))];
  const declared = [key, ...entries.map(([column]) => column)].map((column, at) => `${column} ${types[at]}`);
  await connection.run(`CREATE TABLE ${name} (${declared.join(', ')})`);
  const appender = await connection.createAppender(name);
  const chunk = DuckDBDataChunk.create(types);
  const rows = entries[0][1].length;
  for (let from = 0; from < rows; from += CHUNK_ROWS) {
    const count = Math.min(CHUNK_ROWS, rows - from);
    chunk.reset();
    chunk.rowCount = count;
    for (let at = 0; at < types.length; at++) {
      const vector = chunk.getColumnVector(at);
      for (let row = 0; row < count; row++) vector.setItem(row, at === 0 ? from + row : entries[at - 1][1][from + row]);
      vector.flush();
    }
    appender.appendDataChunk(chunk);
  }
  appender.closeSync();
}

await measure({
  async load(folder, threads) {
    const instance = await DuckDBInstance.create(':memory:', {
      threads: String(threads),
      preserve_insertion_order: 'false',
    });
    const connection = await instance.connect();
    const { invoices, payments } = readColumns(folder);
    await createTable(connection, 'invoices', 'invoice', invoices);
    await createTable(connection, 'payments', 'payment', payments);
    return connection;
  },
  async run(connection) {
    for (const statement of DUCKDB_STATEMENTS) await connection.run(statement);
  },
  async drop(connection) {
    for (const table of DUCKDB_TABLES) await connection.run(`DROP TABLE ${table}`);
  },
  async write(_, connection) {
    const counted = await connection.runAndReadAll('SELECT count(*)::INTEGER FROM features');
    const columns = BENCH_FEATURES.map(() => new Float64Array(counted.value(0, 0) as number).fill(Number.NaN));
    const result = await connection.stream(`SELECT invoice, ${BENCH_FEATURES.join(', ')} FROM features`);
    for (;;) {
      const chunk = await result.fetchChunk();
      if (chunk === null || chunk.rowCount === 0) return columns;
      const invoice = chunk.getColumnVector(0);
      for (let f = 0; f < columns.length; f++) {
        const vector = chunk.getColumnVector(f + 1);
        for (let row = 0; row < chunk.rowCount; row++) {
          const value = vector.getItem(row) as number | null;
          if (value !== null) columns[f][invoice.getItem(row) as number] = value;
        }
      }
    }
  },
  version: async () => `DuckDB ${version()}, node ${process.version}`,
});
