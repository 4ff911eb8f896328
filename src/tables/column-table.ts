/** What the cells of a column are: `text`, a 64-bit `number`, a 32-bit `integer`, a calendar `date` or a yes/no `flag`. */
export type ColumnKind = 'text' | 'number' | 'integer' | 'date' | 'flag';

/**
 * One column of a {@link ColumnTable}. `text`: strings, empty or null = missing; `number` and `integer`: not finite or
 * null = missing; `date`: epoch days, `NO_DAY`, NaN or null = missing; `flag`: true/false or 1/0, -1 or null = missing.
 */
export interface TableColumn {
  readonly name: string;
  readonly type: ColumnKind;
  /** One value a row; a typed array is handed on without a copy wherever the target can hold it. */
  readonly values: ArrayLike<string | number | boolean | null>;
}

/** A table column by column: the one form between our results and the tables that analysts hold. */
export interface ColumnTable {
  readonly columns: readonly TableColumn[];
  readonly rows: number;
}

/** The kind of each column by name: what a target cannot say of a column when it is read back. */
export type ColumnKinds = Readonly<Record<string, ColumnKind>>;

/** The kinds of a table's columns, to be handed to `fromArquero`, `fromDanfo` or `fromArrow`. O(columns). */
export function kindsOf(table: ColumnTable): ColumnKinds {
  return Object.fromEntries(table.columns.map((column) => [column.name, column.type]));
}
