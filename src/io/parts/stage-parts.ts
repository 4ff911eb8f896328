import { mkdirSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { TableName } from '../../ledger/index.ts';
import { sqlName, sqlText } from '../duckdb-module.ts';
import { type SqlColumn, sourceHeader, textExpression } from '../duckdb-text.ts';
import type { SourceHeader } from '../record-sink.ts';
import type { SourceFormat } from '../source-tables.ts';
import { LINE_COLUMN, type PartTable, type PartTables } from './part-tables.ts';

/** Column with the texts of all columns that are not read, in rows whose first read column is missing. */
export const REST_COLUMN = 'payrhythm:rest';
const PART_COLUMN = 'payrhythm:part';
/** Column with what says whose a row is, in SQL. */
const OWNER = sqlName('payrhythm:owner');

/** One table of a source with its rows put aside by part: plain data, so that a thread can be told of it. */
export interface StagedPartTable {
  readonly table: TableName;
  /** Names the source in messages. */
  readonly file: string;
  readonly format: SourceFormat;
  readonly headers: readonly SourceHeader[];
  readonly sample: readonly (readonly string[])[];
  /** As many as headers; those that are read are in the files, with these types. */
  readonly columns: readonly SqlColumn[];
  /** Rows of all parts. */
  readonly rows: number;
  /** Parquet files of each part; the last one has no rows. */
  readonly files: readonly (readonly string[])[];
}

/**
 * Writes the rows of all tables to Parquet files by part, in one pass through the source: what a part reads afterwards are its
 * own rows. Only what is read of a row is kept; a value that Parquet could not hold exactly is kept as its text. The rows of
 * a part stand in no order; each has its line. O(rows), in the memory of the database.
 */
export async function stageParts(source: PartTables, parts: number, linked: number): Promise<StagedPartTable[]> {
  const staged: StagedPartTable[] = [];
  for (const table of source.tables) staged.push(await stageTable(source, table, parts, linked));
  return staged;
}

async function stageTable(
  { connection, directory }: PartTables,
  table: PartTable,
  parts: number,
  linked: number,
): Promise<StagedPartTable> {
  const place = join(directory, table.table);
  mkdirSync(place, { mode: 0o700 });
  const empty = join(directory, `${table.table}-empty.parquet`);
  const kept = table.columns.map(keptColumn);
  const read = [...new Set(table.chosen.columns.map(({ position }) => position))];
  const rows = [
    ...read.map((position) => `${kept[position].expression} AS ${sqlName(table.columns[position].name)}`),
    sqlName(LINE_COLUMN),
    `${restOf(table, read)} AS ${sqlName(REST_COLUMN)}`,
  ].join(', ');
  await connection.run(`COPY (SELECT ${rows} FROM ${table.source} LIMIT 0) TO ${sqlText(empty)} (FORMAT parquet)`);
  const parted = `SELECT ${rows}, ${table.textOf(table.table === 'disputes' ? 'invoice_id' : 'debtor_id')} AS ${OWNER} FROM ${table.source}`;
  const { joins, group } = groupOf(table.table, linked);
  const written = await connection.runAndReadAll(
    `COPY (SELECT t.* EXCLUDE (${OWNER}), hash(${group}) % ${parts} AS ${sqlName(PART_COLUMN)} FROM (${parted}) t ${joins}) ` +
      `TO ${sqlText(place)} (FORMAT parquet, PARTITION_BY (${sqlName(PART_COLUMN)}), OVERWRITE_OR_IGNORE)`,
  );
  return {
    table: table.table,
    file: table.file,
    format: table.format,
    headers: table.columns.map(sourceHeader),
    sample: table.sample,
    columns: table.columns.map((column, position) => ({ ...column, type: kept[position].type })),
    rows: Number(written.getRows()[0][0]),
    files: filesOfParts(place, parts, empty),
  };
}

/** SQL for the text whose hash decides the part of a row; texts meet trimmed, and the empty one has a part as well. */
function groupOf(table: TableName, linked: number): { readonly joins: string; readonly group: string } {
  if (table === 'disputes')
    return {
      joins: `LEFT JOIN dispute_owners o ON o.invoice = t.${OWNER} LEFT JOIN linked_debtors l ON l.id = o.debtor`,
      group: "coalesce(l.first, o.debtor, '')",
    };
  if (linked === 0) return { joins: '', group: `t.${OWNER}` };
  return { joins: `LEFT JOIN linked_debtors l ON l.id = t.${OWNER}`, group: `coalesce(l.first, t.${OWNER})` };
}

/** A column as it is put aside: with its type where Parquet gives back every value of it, else as text. */
function keptColumn(column: SqlColumn): { readonly expression: string; readonly type: string } {
  const name = sqlName(column.name);
  if (
    /^(VARCHAR|DATE|TIMESTAMP|BOOLEAN|DOUBLE|FLOAT|U?(TINY|SMALL|BIG)INT|U?INTEGER|DECIMAL\(\d+,\d+\))$/.test(
      column.type,
    )
  )
    return { expression: name, type: column.type };
  if (/^TIMESTAMP_(S|MS|NS)$/.test(column.type)) return { expression: `${name}::TIMESTAMP`, type: 'TIMESTAMP' };
  return { expression: textExpression(column), type: 'VARCHAR' };
}

/** What tells a row that is blank altogether from one whose read columns are missing: hardly ever more than null. */
function restOf({ table, columns, chosen, textOf }: PartTable, read: readonly number[]): string {
  const unread = columns.filter((_, position) => !read.includes(position));
  const [first] = chosen.columns;
  const text = first.table === table ? textOf(first.column.name) : undefined;
  if (unread.length === 0 || text === undefined) return 'NULL::VARCHAR';
  return `CASE WHEN ${text} = '' THEN concat(${unread.map(textExpression).join(', ')}) END`;
}

function filesOfParts(place: string, parts: number, empty: string): string[][] {
  const files = Array.from({ length: parts }, (): string[] => []);
  for (const name of readdirSync(place)) {
    const part = Number(/=(\d+)$/.exec(name)?.[1]);
    for (const file of readdirSync(join(place, name)).sort()) files[part].push(join(place, name, file));
  }
  for (const of of files) of.push(empty);
  return files;
}
