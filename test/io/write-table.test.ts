import { readFileSync } from 'node:fs';
import { tableFromIPC } from '@uwdata/flechette';
import { describe, expect, it } from 'vitest';
import { NO_DAY } from '../../src/calendar/index.ts';
import { writeTable } from '../../src/io/index.ts';
import { temporaryDirectory } from './written-source.ts';

const TABLE = {
  rows: 3,
  columns: [
    { name: 'id', type: 'text', values: ['007', '=x', ''] },
    { name: 'share', type: 'number', values: Float64Array.of(0.1, -2, Number.NaN) },
    { name: 'count', type: 'integer', values: Int32Array.of(1, -2, 3) },
    { name: 'on', type: 'date', values: Int32Array.of(0, -1, NO_DAY) },
    { name: 'late', type: 'flag', values: Int8Array.of(1, 0, -1) },
  ],
} as const;

describe('a table', () => {
  it('is CSV', async () => {
    const path = `${temporaryDirectory()}/t.csv`;
    await writeTable(path, TABLE);
    expect(readFileSync(path, 'utf8')).toBe(
      "id,share,count,on,late\n007,0.1,1,1970-01-01,true\n'=x,-2,-2,1969-12-31,false\n,,3,,\n",
    );
  });

  it('is Arrow', async () => {
    const path = `${temporaryDirectory()}/t.arrow`;
    await writeTable(path, TABLE);
    expect(tableFromIPC(readFileSync(path)).toArray()).toEqual([
      { id: '007', share: 0.1, count: 1, on: 0, late: true },
      { id: '=x', share: -2, count: -2, on: -86_400_000, late: false },
      { id: null, share: null, count: 3, on: null, late: null },
    ]);
  });

  it('is Parquet, in more chunks than one', async () => {
    const path = `${temporaryDirectory()}/deep/t.parquet`;
    const rows = 5000;
    const values = Float64Array.from({ length: rows }, (_, i) => i / 7);
    await writeTable(path, {
      rows,
      columns: [
        { name: 'x', type: 'number', values },
        { ...TABLE.columns[0], values: new Array(rows).fill('a') },
      ],
    });
    const { DuckDBInstance } = await import('@duckdb/node-api');
    const connection = await (await DuckDBInstance.create()).connect();
    const read = await connection.runAndReadAll(`SELECT count(*)::INT, sum(x), min(id) FROM read_parquet('${path}')`);
    expect(read.getRows()).toEqual([[rows, expect.closeTo(values.reduce((a, b) => a + b)), 'a']]);
    connection.closeSync();
  });

  it.each(['csv', 'arrow', 'parquet'])('has the same bytes each time as %s', async (ending) => {
    const directory = temporaryDirectory();
    await writeTable(`${directory}/a.${ending}`, TABLE);
    await writeTable(`${directory}/b.${ending}`, TABLE);
    expect(readFileSync(`${directory}/a.${ending}`)).toEqual(readFileSync(`${directory}/b.${ending}`));
  });

  it('has one of three endings', async () => {
    await expect(writeTable('x.xlsx', TABLE)).rejects.toMatchObject({
      code: 'USAGE',
      message: 'x.xlsx: a table is written as .csv, .parquet or .arrow; give it one of these endings',
    });
  });
});
