import { PayrhythmError } from '../errors.ts';
import { type ColumnDeclaration, TABLE_NAMES, TABLES, type TableName } from '../ledger/index.ts';
import { INVOICE_CLUES } from './clues/invoice-clues.ts';
import type { ReadOptions } from './read-options.ts';

/** Header that stands for "the line the row begins on". */
export const LINE_HEADER = '#line';

/** One `COLUMN=HEADER` of `--columns`. */
export interface ColumnAssignment {
  readonly table: TableName;
  readonly column: string;
  /** As written; empty = the column is not to be read; `#line` = number the rows. */
  readonly header: string;
}

/**
 * Takes `--columns` apart: `COLUMN=HEADER` or `TABLE.COLUMN=HEADER`, parted by commas; a header with a comma stands in
 * double quotes. Without a table the column is one of invoices, or of debtors where invoices has none of that name.
 *
 * @throws {PayrhythmError} `USAGE` for a table or column that does not exist, one named twice, or a missing `=`.
 */
export function parseColumnsOption(option: string): ColumnAssignment[] {
  const assignments: ColumnAssignment[] = [];
  for (const part of option.match(/(?:"[^"]*"|[^,"])+/g) ?? []) {
    const equals = part.indexOf('=');
    if (equals < 0)
      throw new PayrhythmError(
        'USAGE',
        `--columns: "${part.trim()}" has no "=": write COLUMN=HEADER, e.g. invoice_id=Factuurnr`,
      );
    const { table, column } = columnNamed(part.slice(0, equals).trim());
    const header = part
      .slice(equals + 1)
      .trim()
      .replace(/^"(.*)"$/, '$1');
    if (assignments.some((known) => known.table === table && known.column === column))
      throw new PayrhythmError('USAGE', `--columns names ${table}.${column} twice: a column has one header`);
    const type = columnsOf(table).find((declared) => declared.name === column)?.type;
    if (header === LINE_HEADER && type !== 'id')
      throw new PayrhythmError(
        'USAGE',
        `--columns ${column}=#line: only ids can be made by numbering the rows, e.g. invoice_id=#line`,
      );
    assignments.push({ table, column, header });
  }
  return assignments;
}

/**
 * The assignments of a configuration, table by table, in the form of `--columns`.
 *
 * @throws {PayrhythmError} as {@link parseColumnsOption}.
 */
export function assignColumns(tables: NonNullable<ReadOptions['tables']>): ColumnAssignment[] {
  const assignments: ColumnAssignment[] = [];
  for (const [name, source] of Object.entries(tables))
    for (const [column, header] of Object.entries(source?.columns ?? {})) {
      const named = columnNamed(`${name}.${column}`);
      assignments.push({ ...named, header: header.trim() });
    }
  return assignments;
}

function columnNamed(name: string): { table: TableName; column: string } {
  const dot = name.indexOf('.');
  if (dot >= 0) {
    const table = TABLE_NAMES.find((known) => known === name.slice(0, dot));
    if (!table)
      throw new PayrhythmError(
        'USAGE',
        `--columns ${name}: there is no table "${name.slice(0, dot)}"; the tables are ${TABLE_NAMES.join(', ')}`,
      );
    const column = name.slice(dot + 1);
    if (!hasColumn(table, column)) throw unknownColumn(name, table);
    return { table, column };
  }
  const table = (['invoices', 'debtors'] as const).find((candidate) => hasColumn(candidate, name));
  if (!table) throw unknownColumn(name, 'invoices');
  return { table, column: name };
}

/** The columns of a table, and the clues from which they may follow. */
function columnsOf(table: TableName): readonly ColumnDeclaration[] {
  return table === 'invoices' ? [...TABLES.invoices.columns, ...INVOICE_CLUES] : TABLES[table].columns;
}

function hasColumn(table: TableName, name: string): boolean {
  return columnsOf(table).some((column) => column.name === name);
}

function unknownColumn(name: string, table: TableName): PayrhythmError {
  const columns = columnsOf(table)
    .map((column) => column.name)
    .join(', ');
  return new PayrhythmError(
    'USAGE',
    `--columns ${name}: ${table} has no such column; it has ${columns}. Columns of other tables are written TABLE.COLUMN`,
  );
}
