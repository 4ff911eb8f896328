import { columnFromArray, list, tableFromArrays, tableFromColumns, utf8 } from '@uwdata/flechette';
import * as aq from 'arquero';
import { describe, expect, it } from 'vitest';
import {
  type ColumnKinds,
  fromArquero,
  fromArrow,
  fromDanfo,
  toArquero,
  toArrow,
  toDanfo,
} from '../../src/tables/index.ts';
import * as danfo from './danfo-stand-in.ts';

const read = (values: unknown[], kinds: ColumnKinds = {}) => fromArquero(aq.table({ x: values }), { kinds });
const cells = (values: unknown[], kinds: ColumnKinds = {}) => Array.from(read(values, kinds).columns[0].values);

describe('cells that would be spoilt are refused, naming column and row', () => {
  it.each([
    [
      'a date with a time of day',
      [new Date('2026-01-05T23:00:00Z')],
      {},
      /column "x", row 1: "2026-01-05T23:00.* time zone/,
    ],
    ['a text among numbers', [1, 'two'], {}, /column "x", row 2: "two" is no number; the column holds numbers/],
    ['a number among texts', ['one', 1.5], {}, /row 2: "1.5" is no text/],
    ['a number for a flag', [true, 2], {}, /row 2: "2" is neither true nor false/],
    [
      'a date that does not exist',
      ['2026-02-31'],
      { x: 'date' },
      /row 1: "2026-02-31" is no date written as YYYY-MM-DD/,
    ],
    ['a number for a date', [20_000], { x: 'date' }, /row 1: "20000" is no date/],
    ['an invalid date', [new Date(Number.NaN)], {}, /row 1: "Invalid Date" holds a time of day/],
    ['a fraction for an integer', [1, 2.5], { x: 'integer' }, /row 2: "2.5" is no whole number of 32 bits/],
    ['an id beyond exact numbers', [2n ** 60n], {}, /row 1: "1152921504606846976" is too large for an exact number/],
  ] as const)('%s', (_, values, kinds, message) => {
    expect(() => read([...values], kinds)).toThrow(expect.objectContaining({ code: 'BAD_DATA' }));
    expect(() => read([...values], kinds)).toThrow(message);
  });

  it('lists and structs of Arrow', () => {
    const table = tableFromColumns({ x: columnFromArray([['a']], list(utf8())) });
    expect(() => fromArrow(table)).toThrow(/Arrow column "x" is of a type that a table of cells cannot hold/);
  });

  it('an integer that Arrow would wrap around', () => {
    const table = { rows: 1, columns: [{ name: 'x', type: 'integer' as const, values: [2 ** 40] }] };
    expect(() => toArrow(table)).toThrow(/column "x", row 1: 1099511627776 is no whole number of 32 bits/);
  });

  it.each([
    ['Arquero', (table: Parameters<typeof toArrow>[0]) => toArquero(table, aq)],
    ['danfo', (table: Parameters<typeof toArrow>[0]) => toDanfo(table, danfo)],
    ['Arrow', toArrow],
  ])('two columns of one name, and columns of another length: %s', (_, bridge) => {
    const column = { name: 'x', type: 'number' as const, values: Float64Array.of(1) };
    expect(() => bridge({ rows: 1, columns: [column, column] })).toThrow(/two columns named "x"/);
    expect(() => bridge({ rows: 2, columns: [column] })).toThrow(/column "x" has 1 values, the table 2 rows/);
  });
});

describe('cells that say the same in another way are taken', () => {
  it('dates as texts, ids as numbers, flags as 1 and 0, big whole numbers, missing in every spelling', () => {
    expect(cells(['2024-10-04', null, ''], { x: 'date' })).toEqual([20_000, -2147483648, -2147483648]);
    expect(cells([7, 8n, null], { x: 'text' })).toEqual(['7', '8', null]);
    expect(cells([1, 0, undefined], { x: 'flag' })).toEqual([1, 0, -1]);
    expect(cells([12n, Number.NaN, undefined])).toEqual([12, Number.NaN, Number.NaN]);
    expect(cells([null, undefined])).toEqual([null, null]);
  });

  it('dates, dictionaries and 64-bit numbers of other Arrow writers', () => {
    const table = fromArrow(
      tableFromArrays({ due: [new Date('2024-10-04'), null], city: ['Gent', 'Gent'], n: BigInt64Array.of(1n, 2n) }),
    );
    expect(table.columns.map(({ name, type, values }) => [name, type, Array.from(values)])).toEqual([
      ['due', 'date', [20_000, -2147483648]],
      ['city', 'text', ['Gent', 'Gent']],
      ['n', 'number', [1, 2]],
    ]);
  });

  it('a danfo frame of dtypes unknown to us, by its cells', () => {
    const frame = { columns: ['x'], dtypes: ['undefined'], values: [['a'], [null]] };
    expect(fromDanfo(frame)).toEqual({ rows: 2, columns: [{ name: 'x', type: 'text', values: ['a', null] }] });
  });
});
