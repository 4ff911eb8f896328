import { type Table, tableToIPC } from '@uwdata/flechette';
import * as aq from 'arquero';
import { describe, expect, it } from 'vitest';
import { NO_DAY } from '../../src/calendar/index.ts';
import { type ColumnTable, fromArquero, fromArrow, toArquero, toArrow } from '../../src/tables/index.ts';

const numbers = Float64Array.of(1.5, Number.NaN, 3);
const whole = Float64Array.of(1.5, -0, 3);
const integers = Int32Array.of(1, -2, 3);
const days = Int32Array.of(0, NO_DAY, 20_000);
const wholeDays = Int32Array.of(0, 1, 20_000);
const TABLE: ColumnTable = {
  rows: 3,
  columns: [
    { name: 'numbers', type: 'number', values: numbers },
    { name: 'whole', type: 'number', values: whole },
    { name: 'integers', type: 'integer', values: integers },
    { name: 'days', type: 'date', values: days },
    { name: 'whole_days', type: 'date', values: wholeDays },
  ],
};
const valuesOf = (table: ColumnTable, name: string) => table.columns.find((column) => column.name === name)?.values;

describe('numbers are not copied', () => {
  it('to Arquero and back', () => {
    const table = toArquero(TABLE, aq);
    expect(table.column('numbers')).toBe(numbers);
    expect(table.column('integers')).toBe(integers);
    const back = fromArquero(table);
    expect(valuesOf(back, 'numbers')).toBe(numbers);
    expect(valuesOf(back, 'integers')).toBe(integers);
  });

  it('to Arrow, missing ones and dates among them', () => {
    const table = toArrow(TABLE) as Table;
    for (const [name, values] of Object.entries({ numbers, whole, integers, days, whole_days: wholeDays })) {
      const held = table.getChild(name).data[0].values as Float64Array;
      expect([name, held.buffer === values.buffer, held.byteOffset]).toEqual([name, true, values.byteOffset]);
    }
    expect(table.getChild('numbers').toArray()).toEqual([1.5, null, 3]);
    expect(table.getChild('days').nullCount).toBe(1);
  });

  it('from Arrow where no cell is missing', () => {
    const back = fromArrow(toArrow(TABLE));
    for (const [name, values] of Object.entries({ whole, integers, whole_days: wholeDays }))
      expect([name, (valuesOf(back, name) as Float64Array).buffer === values.buffer]).toEqual([name, true]);
    expect(valuesOf(back, 'numbers')).toEqual(numbers);
    expect(valuesOf(back, 'days')).toEqual(days);
  });

  it('from the bytes of an Arrow file', () => {
    const bytes = tableToIPC(toArrow(TABLE) as Table, { format: 'file' }) as Uint8Array;
    expect((valuesOf(fromArrow(bytes), 'whole') as Float64Array).buffer).toBe(bytes.buffer);
  });
});

describe('an Arquero table as it stands', () => {
  it('is read filtered and in order', () => {
    const table = toArquero(TABLE, aq).filter(aq.escape((row: { whole: number }) => row.whole !== 0));
    const back = fromArquero(table.orderby(aq.desc('integers')));
    expect(back.rows).toBe(2);
    expect(Array.from(valuesOf(back, 'integers') ?? [])).toEqual([3, 1]);
    expect(Array.from(valuesOf(back, 'whole_days') ?? [])).toEqual([20_000, 0]);
  });

  it('is known to Arquero by its types', () => {
    const table = toArquero(
      { rows: 2, columns: [{ name: 'due', type: 'date', values: Int32Array.of(20_000, NO_DAY) }] },
      aq,
    );
    expect(
      table.derive({ year: aq.escape((row: { due: Date | null }) => row.due?.getUTCFullYear()) }).objects(),
    ).toEqual([
      { due: new Date('2024-10-04'), year: 2024 },
      { due: null, year: undefined },
    ]);
  });
});
