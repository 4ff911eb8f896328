import { sqlName } from './duckdb-module.ts';
import type { SourceHeader } from './record-sink.ts';

const NUMERIC = /^(U?(TINY|SMALL|BIG|HUGE)?INT|U?INTEGER|DOUBLE|FLOAT|DECIMAL|BIGNUM)/;

/** A column as `DESCRIBE` tells of it. */
export interface SqlColumn {
  readonly name: string;
  readonly type: string;
  /** Texts of a column that another database keeps as numbers: there is no other mark than a decimal point. */
  readonly isNumeric?: boolean;
  /** Texts of a column that another database keeps as days: they are written year first. */
  readonly isDate?: boolean;
}

/** A column as text. Whole numbers that are stored as floating point come out without `.0`, since they may be ids. */
export function textExpression({ name, type }: SqlColumn): string {
  const column = sqlName(name);
  if (!/^(DOUBLE|FLOAT)/.test(type)) return `${column}::VARCHAR`;
  return `CASE WHEN abs(${column}) < 1e15 AND ${column} = trunc(${column}) THEN ${column}::BIGINT::VARCHAR ELSE ${column}::VARCHAR END`;
}

/** A column as a header of the source. */
export function sourceHeader({ name, type, isNumeric }: SqlColumn): SourceHeader {
  return { name: name.trim(), exactNumbers: isNumeric ?? NUMERIC.test(type) };
}
