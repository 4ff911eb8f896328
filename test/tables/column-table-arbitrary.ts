import fc from 'fast-check';
import { FIRST_DAY, LAST_DAY, NO_DAY } from '../../src/calendar/index.ts';
import type { ColumnTable, TableColumn } from '../../src/tables/index.ts';

const name = fc.oneof(
  fc.constantFrom('p_late', 'échéance', '数', 'toString', '0', 'a b', ''),
  fc.string({ unit: 'grapheme', maxLength: 8 }),
);
const finite = fc.double({ noNaN: true, noDefaultInfinity: true });
const sometimes = <T>(cell: fc.Arbitrary<T>, missing: T): fc.Arbitrary<T> =>
  fc.oneof({ weight: 4, arbitrary: cell }, { weight: 1, arbitrary: fc.constant(missing) });

function valuesOf(rows: number): fc.Arbitrary<Omit<TableColumn, 'name'>> {
  const cells = <T>(cell: fc.Arbitrary<T>) => fc.array(cell, { minLength: rows, maxLength: rows });
  const day = fc.integer({ min: FIRST_DAY, max: LAST_DAY });
  return fc.oneof(
    cells(sometimes(finite, Number.NaN)).map((values) => ({
      type: 'number' as const,
      values: Float64Array.from(values),
    })),
    cells(sometimes<number | null>(finite, null)).map((values) => ({ type: 'number' as const, values })),
    cells(fc.integer()).map((values) => ({ type: 'integer' as const, values: Int32Array.from(values) })),
    cells(sometimes<number>(fc.integer(), Number.NaN)).map((values) => ({
      type: 'integer' as const,
      values: Float64Array.from(values),
    })),
    cells(sometimes(day, NO_DAY)).map((values) => ({ type: 'date' as const, values: Int32Array.from(values) })),
    cells(sometimes<number | null>(day, null)).map((values) => ({ type: 'date' as const, values })),
    cells(fc.constantFrom(1, 0, -1)).map((values) => ({ type: 'flag' as const, values: Int8Array.from(values) })),
    cells(fc.constantFrom(true, false, null)).map((values) => ({ type: 'flag' as const, values })),
    cells(sometimes<string | null>(fc.string({ unit: 'grapheme' }), null)).map((values) => ({
      type: 'text' as const,
      values,
    })),
  );
}

/** Tables of every kind of column, with missing cells, odd names and, often, no row or no column at all. */
export const columnTables: fc.Arbitrary<ColumnTable> = fc
  .tuple(fc.oneof(fc.constant(0), fc.nat({ max: 30 })), fc.uniqueArray(name, { maxLength: 7 }))
  .chain(([rows, names]) =>
    fc.tuple(...names.map(() => valuesOf(rows))).map((columns) => ({
      // A table without columns has no rows to speak of.
      rows: names.length === 0 ? 0 : rows,
      columns: columns.map((column, at) => ({ name: names[at], ...column })),
    })),
  );
