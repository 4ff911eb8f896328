import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type CsvCell, csvText, formatCsvCell, writeCsv } from '../../src/io/index.ts';
import { readPath, temporaryDirectory } from './written-source.ts';

describe('CSV cells', () => {
  it.each<[CsvCell, string]>([
    ['plain', 'plain'],
    ['a,b', '"a,b"'],
    ['say "hi"', '"say ""hi"""'],
    ['two\nlines', '"two\nlines"'],
    [' edge ', '" edge "'],
    ['=1+1', "'=1+1"],
    ['+31 6', "'+31 6"],
    ['-12', "'-12"],
    ['@SUM(A1)', "'@SUM(A1)"],
    ['\tx', '"\'\tx"'.replace(/^"|"$/g, '')],
    ['\n=1', '"\'\n=1"'],
    ['\r=1', '"\'\r=1"'],
    ['=HYPERLINK("x","y")', '"\'=HYPERLINK(""x"",""y"")"'],
    [-12.5, '-12.5'],
    [-0, '0'],
    [1e21, '1e+21'],
    [Number.NaN, ''],
    [Number.POSITIVE_INFINITY, ''],
    [true, 'true'],
    [false, 'false'],
    [null, ''],
    [undefined, ''],
    ['', ''],
  ])('%j is written as %j', (cell, text) => {
    expect(formatCsvCell(cell)).toBe(text);
  });
});

describe('CSV text', () => {
  it('has a header and LF line ends', () => {
    expect(
      [
        ...csvText(
          ['a', 'b'],
          [
            [1, 'x'],
            [null, null],
          ],
        ),
      ].join(''),
    ).toBe('a,b\n1,x\n,\n');
  });

  it('keeps a lone empty cell from being a blank line', () => {
    expect([...csvText(['a'], [['']])].join('')).toBe('a\n""\n');
  });

  it('refuses a row of another width', () => {
    expect(() => [...csvText(['a', 'b'], [[1]])]).toThrow('a row has 1 cells, the header 2');
  });

  it('is read back as it was', { timeout: 30_000 }, async () => {
    const path = `${temporaryDirectory()}/ledger.csv`;
    // The apostrophe before a formula stays, as do texts that begin with one; surrounding blanks do not.
    const text = fc.string({ unit: 'binary', maxLength: 12 }).map((raw) => raw.replaceAll('\0', '').trim());
    const id = fc
      .oneof(text, fc.constantFrom('__proto__', '00012', 'a"b', 'x\r\ny', ';', '=x'))
      .filter((value) => value !== '');
    const amount = fc.integer({ min: -1e9, max: 1e9 }).map((minor) => minor / 100);
    await fc.assert(
      fc.asyncProperty(fc.array(fc.tuple(id, id, amount), { minLength: 1, maxLength: 20 }), async (cells) => {
        const written = cells.map(([invoice, debtor, money]) => [invoice, debtor, '2024-01-01', '2024-01-31', money]);
        await writeCsv(path, ['invoice_id', 'debtor_id', 'issue_date', 'due_date', 'amount'], written);
        const { rows, report } = await readPath(path);
        const guarded = (value: string) => (/^[=+\-@\t\r\n]/.test(value) ? `'${value}` : value);
        expect(report.rejects).toEqual([]);
        expect(rows()).toEqual(
          cells.map(([invoice, debtor, money]) => ({
            invoice_id: guarded(invoice),
            debtor_id: guarded(debtor),
            issue_date: '2024-01-01',
            due_date: '2024-01-31',
            amount: money === 0 ? 0 : money,
          })),
        );
      }),
      { numRuns: 25 },
    );
  });

  it('appears whole or not at all', async () => {
    const directory = temporaryDirectory();
    const path = `${directory}/deep/er/x.csv`;
    await writeCsv(path, ['a'], [[1]]);
    const failing = (function* () {
      yield [2];
      throw new Error('stop');
    })();
    await expect(writeCsv(path, ['a'], failing)).rejects.toThrow('stop');
    expect(readFileSync(path, 'utf8')).toBe('a\n1\n');
    await expect(writeCsv(`${path}/x.csv`, ['a'], [])).rejects.toMatchObject({
      code: 'NOT_REACHABLE',
      message: expect.stringMatching(/x\.csv cannot be written: /),
    });
  });
});
