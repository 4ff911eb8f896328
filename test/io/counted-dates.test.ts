import { describe, expect, it } from 'vitest';
import { failure, invoices, readText } from './written-source.ts';

const issueDates = async (...dates: string[]) => {
  const { rows, report } = await readText(invoices(...dates.map((date, n) => `${n},A,${date},2026-12-31,5`)));
  return { dates: rows().map((row) => row['issue_date']), report };
};

describe('dates that are counts', () => {
  it('of days are those of a spreadsheet, and said to be', async () => {
    const { dates, report } = await issueDates('45321', '45672.75', '32874', '73050');
    expect(dates).toEqual(['2024-01-30', '2025-01-15', '1990-01-01', '2099-12-31']);
    expect(report.warnings.map(({ code, message }) => [code, message])).toEqual([
      [
        'counted_date',
        'invoices.issue_date: "45321" (line 2) is read as a day number of a spreadsheet that begins in 1900: 2024-01-30; 1 in all',
      ],
    ]);
  });

  it('of milliseconds are days in UTC', async () => {
    const { dates, report } = await issueDates('1767225600000', '1767311999999.0');
    expect(dates[0]).toBe('2026-01-01');
    expect(report.warnings[0].message).toContain('milliseconds since 1970, day in UTC: 2026-01-01');
  });

  it('beyond the years of any ledger are no dates', async () => {
    const { report } = await issueDates('12345', '99999', '2026-01-01');
    expect(report.rejects.map(({ value }) => value)).toEqual(['12345', '99999']);
  });

  it('are not seen in amounts under a header that may mean either', async () => {
    const header = 'invoice_id,debtor_id,issue_date,due_date,amount';
    const { mapping, rows } = await readText(`${header},Paid\n1,A,2026-01-01,2026-01-31,45000,45000\n`);
    expect(mapping[0].columns.at(-1)).toMatchObject({ column: 'paid_amount' });
    expect(rows()[0]).toMatchObject({ open_amount: 0 });
    const dated = await readText(`${header},Paid on\n1,A,2026-01-01,2026-01-31,45000,46050\n`);
    expect(dated.rows()[0]).toMatchObject({ paid_on: '2026-01-28' });
  });
});

describe('dates as people write them', () => {
  it.each([
    ['"Jan 5, 2024"', '2024-01-05'],
    ['5-jan-24', '2024-01-05'],
    ['2024-01-05T00:00:00Z', '2024-01-05'],
    ['20240105.0', '2024-01-05'],
    ['05 januari 2024', '2024-01-05'],
    ['5. Januar 2024', '2024-01-05'],
    ['5 janvier 2024', '2024-01-05'],
    ['"Friday, January 5, 2024"', '2024-01-05'],
    ['2024/01/05', '2024-01-05'],
  ])('%s is a day', async (text, day) => {
    expect((await issueDates(text)).dates).toEqual([day]);
  });

  it('without a year are refused with the remedy', async () => {
    expect(
      (await failure('Rechnungsnr;Konto;Belegdatum;Fälligkeit;Umsatz\n1;A;1501;14.02.2026;5\n')).message,
    ).toContain('Belegdatum looks like issue_date but most of its cells are no dates');
  });
});

describe('amounts as people write them', () => {
  it.each([
    ['€ 1.234,50', 1234.5],
    ['1.234,56-', -1234.56],
    ['(123,45)', -123.45],
    ['EUR 12', 12],
    ['-€ 5,00', -5],
    ['1 234,50', 1234.5],
    ['1\u202f234,50', 1234.5],
    ['1\u00a0234,50', 1234.5],
    ["1'234,50", 1234.5],
    ['119,00 S', 119],
    ['119,00 H', -119],
    ['119,00H', -119],
    ['100,00 CR', -100],
    ['1.000,00 Dr', 1000],
    ['(€ 12,00)', -12],
    ['12,50 EUR', 12.5],
    ['−7,10', -7.1],
  ])('%s is a number', async (text, amount) => {
    const { rows } = await readText(
      `invoice_id;debtor_id;issue_date;due_date;amount\n1;A;2026-01-01;2026-01-31;${text}\n2;A;2026-01-01;2026-01-31;1,50\n`,
    );
    expect(rows()[0]).toMatchObject({ amount });
  });
});
