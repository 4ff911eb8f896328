import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { DuckDBAppender, DuckDBDataChunk, DuckDBVector } from '@duckdb/node-api';
import { PayrhythmError } from '../../errors.ts';
import { GENERATED_TABLES, type GeneratedTableName } from '../../simulate/generated-tables.ts';
import type { GeneratedTable } from '../../simulate/table-builder.ts';
import { openCsvSink } from './csv-sink.ts';
import type { GeneratedSink } from './generated-sink.ts';
import { parquetExpression } from './parquet-expression.ts';

const ROWS_IN_CHUNK = 2048;
/** Fixed, so that the same ledger has the same bytes on any machine. */
const DUCKDB_SETTINGS = { threads: '2', memory_limit: '600MB', preserve_insertion_order: 'true' };

/** A staged table: raw numbers in DuckDB columns c0, c1, …, and the debtor. */
interface StagedTable {
  readonly name: GeneratedTableName;
  readonly appender: DuckDBAppender;
  readonly append: (table: GeneratedTable) => void;
}

async function loadDuckDb(): Promise<typeof import('@duckdb/node-api')> {
  try {
    return await import('@duckdb/node-api');
  } catch (cause) {
    throw new PayrhythmError(
      'USAGE',
      'writing Parquet needs the optional package @duckdb/node-api, which is not installed: run "npm install @duckdb/node-api" or use --format csv',
      {},
      { cause },
    );
  }
}

/**
 * A sink that writes `<table>.parquet` (and truth.csv). Rows are staged as raw numbers in a temporary DuckDB file beside
 * the result and turned into typed columns by one `COPY` a table, so that memory stays bounded for any size.
 */
export async function openParquetSink(directory: string): Promise<GeneratedSink> {
  const duckdb = await loadDuckDb();
  const stage = join(directory, '.stage.duckdb');
  const instance = await duckdb.DuckDBInstance.create(stage, DUCKDB_SETTINGS);
  const connection = await instance.connect();
  const truth = await openCsvSink(directory, ['truth']);
  const names = (Object.keys(GENERATED_TABLES) as GeneratedTableName[]).filter((name) => name !== 'truth');
  const staged: StagedTable[] = [];
  for (const name of names) {
    const columns = GENERATED_TABLES[name];
    const types = [
      duckdb.INTEGER,
      ...columns.map((column) => (column.type === 'text' ? duckdb.VARCHAR : duckdb.INTEGER)),
    ];
    const list = types.map((type, at) => `${at === 0 ? 'debtor' : `c${at - 1}`} ${type}`).join(', ');
    await connection.run(`CREATE TABLE ${name} (${list})`);
    const appender = await connection.createAppender(name);
    const chunk = duckdb.DuckDBDataChunk.create(types);
    staged.push({ name, appender, append: (table) => appendTable(appender, chunk, table) });
  }
  let closed = false;
  return {
    async write(block) {
      await truth.write(block);
      for (const table of staged) table.append(block.tables[table.name] as GeneratedTable);
    },
    async finish(onStep) {
      await truth.finish(onStep);
      for (const { appender } of staged) appender.closeSync();
      for (const { name } of staged) {
        const select = GENERATED_TABLES[name].map(
          (column, at) => `${parquetExpression(column, `c${at}`)} AS ${column.name}`,
        );
        const file = join(directory, `${name}.parquet`).replaceAll("'", "''");
        await connection.run(
          `COPY (SELECT ${select.join(', ')} FROM ${name}) TO '${file}' (FORMAT parquet, COMPRESSION snappy)`,
        );
        await connection.run(`DROP TABLE ${name}`);
        onStep(name);
      }
    },
    async close() {
      if (closed) return;
      closed = true;
      await truth.close();
      connection.closeSync();
      instance.closeSync();
      for (const suffix of ['', '.wal', '.tmp']) await rm(stage + suffix, { recursive: true, force: true });
    },
  };
}

function appendTable(appender: DuckDBAppender, chunk: DuckDBDataChunk, table: GeneratedTable): void {
  for (let from = 0; from < table.rows; from += ROWS_IN_CHUNK) {
    const rows = Math.min(ROWS_IN_CHUNK, table.rows - from);
    chunk.reset();
    chunk.rowCount = rows;
    fillVector(chunk.getColumnVector(0), table.debtor, from, rows);
    for (let at = 0; at < table.numbers.length; at++) {
      const texts = table.texts[at] as readonly string[];
      const column = table.numbers[at] as Int32Array;
      fillVector(chunk.getColumnVector(at + 1), column.length > 0 ? column : texts, from, rows);
    }
    appender.appendDataChunk(chunk);
  }
}

function fillVector(vector: DuckDBVector, values: Int32Array | readonly string[], from: number, rows: number): void {
  for (let row = 0; row < rows; row++) vector.setItem(row, values[from + row] as number);
  vector.flush();
}
