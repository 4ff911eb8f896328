import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { fromArrow, listRows } from '../../src/tables/index.ts';
import { payrhythm, readCsv, temporaryDirectory } from '../cli/command-line.ts';
import { duckDbRows } from '../cli/duckdb-rows.ts';

const SAMPLE = join(dirname(fileURLToPath(import.meta.url)), '../../data/sample');
/** A CSV text that a spreadsheet would take for a formula (a run on business day -1) has an apostrophe before it. */
const plain = (cell: string): string => cell.replace(/^'-/, '-');
const text = (cell: unknown): string => (cell === null || cell === undefined ? '' : String(cell));

describe.each([
  ['rhythm', ['rhythm', SAMPLE]],
  ['features of debtors', ['features', SAMPLE, '--grain', 'debtor']],
])('%s', (_, command) => {
  it('writes the same cells as CSV, Parquet and Arrow', async () => {
    const out = temporaryDirectory();
    for (const ending of ['csv', 'parquet', 'arrow']) {
      const written = await payrhythm(
        ...command,
        '--as-of',
        '2026-01-05',
        '--out',
        join(out, `t.${ending}`),
        '--quiet',
      );
      expect(written.code, written.stderr).toBe(0);
    }
    const csv = readCsv(join(out, 't.csv'));
    const arrow = listRows(fromArrow(readFileSync(join(out, 't.arrow'))));
    const parquet = await duckDbRows(`SELECT * FROM '${join(out, 't.parquet')}'`);
    expect(csv).toHaveLength(200);
    for (const rows of [arrow, parquet])
      expect(rows.map((row) => Object.entries(row).map(([name, cell]) => [name, text(cell)]))).toEqual(
        csv.map((row) => Object.entries(row).map(([name, cell]) => [name, plain(cell)])),
      );
  });
});
