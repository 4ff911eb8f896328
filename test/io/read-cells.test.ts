import { describe, expect, it } from 'vitest';
import { readText } from './written-source.ts';

const HEAD = 'invoice_id,debtor_id,issue_date,due_date,amount';
const column = async (name: string, cells: readonly string[]) => {
  const lines = cells.map((cell, i) => `${i},D,2024-01-01,2024-01-31,1,"${cell}"`);
  const { rows, report } = await readText(`${HEAD},${name}\n${lines.join('\n')}\n`);
  return { cells: rows().map((row) => row[name]), warnings: report.warnings };
};

describe('ids', () => {
  it('are texts: leading zeros, letters and odd names stay', async () => {
    const { rows } = await readText(
      `${HEAD}\n007,__proto__,2024-01-01,2024-01-31,1\nconstructor, CC6000 ,2024-01-01,2024-01-31,1\n`,
    );
    expect(rows().map((row) => [row.invoice_id, row.debtor_id])).toEqual([
      ['007', '__proto__'],
      ['constructor', 'CC6000'],
    ]);
  });

  it('must not be blank', async () => {
    const { report } = await readText(`${HEAD}\n 	,D,2024-01-01,2024-01-31,7\n`);
    expect(report.rejects).toEqual([
      { table: 'invoices', line: 2, column: 'invoice_id', value: '', problem: 'is empty' },
    ]);
    expect(report.tables.invoices?.amounts).toMatchObject({ read: 7, rejected: 7 });
  });
});

describe('flags', () => {
  it('are words of four languages', async () => {
    const words = [
      'yes',
      'No',
      'TRUE',
      'false',
      '1',
      '0',
      'J',
      'n',
      'ja',
      'nee',
      'oui',
      'non',
      'x',
      'nein',
      '',
      'maybe',
    ];
    const { cells, warnings } = await column('verified', words);
    expect(cells).toEqual([1, 0, 1, 0, 1, 0, 1, 0, 1, 0, 1, 0, 1, 0, null, null]);
    expect(warnings[0].message).toContain('"maybe" is neither yes nor no; taken as missing (first at line 17)');
  });
});

describe('choices', () => {
  it('are known by other words', async () => {
    const { cells, warnings } = await column('kind', [
      'Invoice',
      'CREDIT NOTE',
      'creditnota',
      'Rechnung',
      'avoir',
      'out_refund',
      'H',
      'letter',
    ]);
    expect(cells).toEqual([0, 1, 1, 0, 1, 1, 1, null]);
    expect(warnings[0].message).toContain('"letter" is none of invoice, credit_note, payment; taken as missing');
  });
});

describe('currencies', () => {
  it('are codes or signs', async () => {
    const { cells, warnings } = await column('currency', ['EUR', 'usd', '€', '$', 'XXY', '']);
    expect(cells).toEqual(['EUR', 'USD', 'EUR', null, null, null]);
    expect(warnings[0]).toMatchObject({ code: 'bad_cell', column: 'currency', count: 2 });
  });
});

describe('countries', () => {
  it('are ISO alpha-2 codes; others are missing, counted', async () => {
    const { rows, report } = await readText(
      `${HEAD},country\n1,A,2024-01-01,2024-01-31,1,nl\n2,B,2024-01-01,2024-01-31,1,XQ\n3,C,2024-01-01,2024-01-31,1,XQ\n`,
    );
    expect(rows('debtors').map((row) => [row.debtor_id, row.country])).toEqual([
      ['A', 'NL'],
      ['B', null],
      ['C', null],
    ]);
    expect(report.warnings).toMatchObject([{ table: 'debtors', column: 'country', count: 2 }]);
  });
});
