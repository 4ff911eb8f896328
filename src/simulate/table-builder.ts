import { GENERATED_TABLES, type GeneratedTableName } from './generated-tables.ts';

/** Rows of one generated table as columns; number columns are whole numbers, see `GENERATED_TABLES` for their meaning. */
export interface GeneratedTable {
  readonly rows: number;
  /** By column; a text column has an empty array here. */
  readonly numbers: readonly Int32Array[];
  /** By column; only text columns have elements. */
  readonly texts: readonly (readonly string[])[];
  /** Debtor of each row, for ids of tables that do not show it. */
  readonly debtor: Int32Array;
}

/** Some debtors' rows of all tables. */
export type GeneratedTables = Readonly<Record<GeneratedTableName, GeneratedTable>>;

/** A growing table. `add` returns the row to fill through `numbers`/`texts`; read `numbers` anew after each `add`. */
export class TableBuilder {
  rows = 0;
  numbers: Int32Array[];
  texts: string[][];
  debtor: Int32Array;
  readonly #numeric: readonly boolean[];

  constructor(name: GeneratedTableName, capacity = 64) {
    const columns = GENERATED_TABLES[name];
    this.#numeric = columns.map((one) => one.type !== 'text');
    this.numbers = this.#numeric.map((is) => new Int32Array(is ? capacity : 0));
    this.texts = columns.map(() => []);
    this.debtor = new Int32Array(capacity);
  }

  /** Makes a row for a debtor and gives its number. Amortised O(columns). */
  add(debtor: number): number {
    if (this.rows === this.debtor.length) this.#grow();
    this.debtor[this.rows] = debtor;
    return this.rows++;
  }

  /** Fills a row of number columns in file order. */
  addNumbers(debtor: number, values: readonly number[]): void {
    const row = this.add(debtor);
    for (let at = 0; at < values.length; at++) (this.numbers[at] as Int32Array)[row] = values[at] as number;
  }

  #grow(): void {
    const grow = (old: Int32Array): Int32Array => {
      const wide = new Int32Array(old.length * 2);
      wide.set(old);
      return wide;
    };
    this.debtor = grow(this.debtor);
    this.numbers = this.numbers.map((old, at) => (this.#numeric[at] ? grow(old) : old));
  }

  /** The rows so far, cut to length. */
  finish(): GeneratedTable {
    return {
      rows: this.rows,
      numbers: this.numbers.map((one) => (one.length === 0 ? one : one.slice(0, this.rows))),
      texts: this.texts,
      debtor: this.debtor.slice(0, this.rows),
    };
  }
}

/** Builders for all tables. */
export type TableBuilders = Readonly<Record<GeneratedTableName, TableBuilder>>;

/** Empty builders with room for `capacity` rows, which grow as needed. */
export function createTableBuilders(capacity = 64): TableBuilders {
  const names = Object.keys(GENERATED_TABLES) as GeneratedTableName[];
  return Object.fromEntries(names.map((name) => [name, new TableBuilder(name, capacity)])) as unknown as TableBuilders;
}

/** The tables as they stand, cut to length. */
export function finishTables(builders: TableBuilders): GeneratedTables {
  const names = Object.keys(builders) as GeneratedTableName[];
  return Object.fromEntries(names.map((name) => [name, builders[name].finish()])) as unknown as GeneratedTables;
}
