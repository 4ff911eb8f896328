import { type Table, tableToIPC } from '@uwdata/flechette';
import * as aq from 'arquero';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type ColumnTable,
  fromArquero,
  fromArrow,
  fromDanfo,
  kindsOf,
  listRows,
  toArquero,
  toArrow,
  toDanfo,
} from '../../src/tables/index.ts';
import { columnTables } from './column-table-arbitrary.ts';
import * as danfo from './danfo-stand-in.ts';

/** There and back again, by target. */
const TRIPS: Readonly<Record<string, (table: ColumnTable) => ColumnTable>> = {
  Arquero: (table) => fromArquero(toArquero(table, aq), { kinds: kindsOf(table) }),
  'Arquero, put in order': (table) => {
    const held = toArquero(table, aq);
    return fromArquero(table.rows > 0 ? held.orderby(aq.escape(() => 0)) : held, { kinds: kindsOf(table) });
  },
  danfo: (table) => fromDanfo(toDanfo(table, danfo), { kinds: kindsOf(table) }),
  Arrow: (table) => fromArrow(toArrow(table)),
  'Arrow IPC': (table) => fromArrow(tableToIPC(toArrow(table) as Table, { format: 'file' }) as Uint8Array),
  'Arrow IPC through Arquero': (table) =>
    fromArquero(aq.fromArrow(tableToIPC(toArrow(table) as Table, { format: 'stream' }) as Uint8Array), {
      kinds: kindsOf(table),
    }),
};

describe.each(Object.entries(TRIPS))('%s', (_, trip) => {
  it('hands back every cell, name and kind', () => {
    fc.assert(
      fc.property(columnTables, (table) => {
        const back = trip(table);
        expect(back.rows).toBe(table.rows);
        expect(back.columns.map(({ name, type }) => [name, type])).toEqual(
          table.columns.map(({ name, type }) => [name, type]),
        );
        expect(listRows(back)).toEqual(listRows(table));
      }),
      { numRuns: 150 },
    );
  });
});
