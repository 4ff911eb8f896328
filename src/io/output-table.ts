/** What the cells of an output column are. */
export type OutputType = 'text' | 'number' | 'integer' | 'date' | 'flag';

/**
 * One column to be written. `text`: strings, empty or null = missing; `number` and `integer`: NaN or null = missing;
 * `date`: epoch days, `NO_DAY`, NaN or null = missing; `flag`: true/false or 1/0, -1 or null = missing.
 */
export interface OutputColumn {
  readonly name: string;
  readonly type: OutputType;
  readonly values: ArrayLike<string | number | boolean | null>;
}

/** A table to be written, column by column. */
export interface OutputTable {
  readonly columns: readonly OutputColumn[];
  readonly rows: number;
}
