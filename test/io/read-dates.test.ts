import { describe, expect, it } from 'vitest';
import { failure, invoices, readText } from './written-source.ts';

const issueDates = async (...dates: string[]) => {
  const read = await readText(invoices(...dates.map((date, i) => `${i},D,${date},2024-12-31,1`)));
  return { dates: read.rows().map((row) => row.issue_date), read };
};

describe('dates that need no order', () => {
  it.each([
    ['2024-03-05', '2024-03-05'],
    ['2024/3/5', '2024-03-05'],
    ['2024.03.05', '2024-03-05'],
    ['20240305', '2024-03-05'],
    ['20240305.0', '2024-03-05'],
    ['2024-03-05T10:11:12Z', '2024-03-05'],
    ['2024-03-05T23:59:59.999+01:00', '2024-03-05'],
    ['2024-03-05 00:00:00', '2024-03-05'],
    ['2024-03-05Z', '2024-03-05'],
    ['5-Mar-24', '2024-03-05'],
    ['05-MAR-2024', '2024-03-05'],
    ['26 April 2011', '2011-04-26'],
    ['26 avr. 2011', '2011-04-26'],
    ['1er mars 2024', '2024-03-01'],
    ['5. März 2024', '2024-03-05'],
    ['5 maart 2024', '2024-03-05'],
    ['5 mrt. 2024', '2024-03-05'],
    ['ma 5 aug. 2024', '2024-08-05'],
    ['12 août 2024', '2024-08-12'],
    ['3 mei 99', '1999-05-03'],
    ['/Date(1709596800000)/', '2024-03-05'],
    ['25/12/2023', '2023-12-25'],
    ['12/25/2023', '2023-12-25'],
    ['25-12-2023 14:30', '2023-12-25'],
    ['12/25/2023 2:30:00 PM', '2023-12-25'],
    ['25 / 12 / 2023', '2023-12-25'],
  ])('reads %s', async (text, expected) => {
    expect((await issueDates(`"${text}"`)).dates).toEqual([expected]);
  });

  it('reads the English form with the month first', async () => {
    expect((await issueDates('"Apr 26, 2011"', '"April 2nd, 2011"')).dates).toEqual(['2011-04-26', '2011-04-02']);
  });

  it('takes the empty date of SAP for missing', async () => {
    const read = await readText(
      'invoice_id,debtor_id,issue_date,due_date,amount,paid_on\n1,D,20240101,20240131,5,00000000\n',
    );
    expect(read.rows()[0].paid_on).toBeNull();
    expect(read.report.warnings).toEqual([]);
  });
});

describe('the order of day and month', () => {
  it('is proved by one date for all date columns of the file', async () => {
    const read = await readText(invoices('1,D,03/04/2024,05/06/2024,1', '2,D,01/02/2024,13/02/2024,1'));
    expect(read.rows().map((row) => row.issue_date)).toEqual(['2024-04-03', '2024-02-01']);
    expect(read.mapping[0].dateOrder).toBe('dmy');
  });

  it('is month first where a second number is over 12', async () => {
    expect((await issueDates('03/04/2024', '03/14/2024')).dates).toEqual(['2024-03-04', '2024-03-14']);
  });

  it('does not depend on the order of the rows', async () => {
    const lines = ['1,D,03/04/2024,05/06/2024,1', '2,D,01/02/2024,13/02/2024,1'];
    const [one, other] = [await readText(invoices(...lines)), await readText(invoices(...lines.reverse()))];
    expect(other.rows().reverse()).toEqual(one.rows());
  });

  it('is refused where nothing proves it, with the remedy', async () => {
    expect(await failure(invoices('1,D,03/04/2024,05/06/2024,1'))).toEqual({
      name: 'PayrhythmError',
      code: 'AMBIGUOUS_DATE_ORDER',
      message:
        'ledger.csv: the order of day and month is ambiguous: "03/04/2024" (column issue_date, line 2) and all other dates can be read in more than one way. Say which: --date-order dmy or --date-order mdy',
    });
  });

  it('follows the option', async () => {
    const read = await readText(invoices('1,D,03/04/2024,05/06/2024,1'), { dateOrder: 'mdy' });
    expect(read.rows()[0].issue_date).toBe('2024-03-04');
  });

  it('does not matter where day and month are equal', async () => {
    expect((await issueDates('03/03/2024', '12/12/2024')).dates).toEqual(['2024-03-03', '2024-12-12']);
  });

  it('is refused where two dates contradict each other', async () => {
    expect(await failure(invoices('1,D,13/04/2024,13/04/2024,1', '2,D,04/13/2024,13/05/2024,1'))).toMatchObject({
      code: 'AMBIGUOUS_DATE_ORDER',
      message:
        'ledger.csv: the dates contradict each other: "04/13/2024" (column issue_date, line 3) is not day/month/year, "13/04/2024" (column issue_date, line 2) is not month/day/year. Correct the file, or say which rows are right (the others are rejected): --date-order dmy or --date-order mdy',
    });
  });

  it('rejects the other rows where the option settles a contradiction', async () => {
    const read = await readText(invoices('1,D,13/04/2024,13/04/2024,1', '2,D,04/13/2024,13/05/2024,1'), {
      dateOrder: 'dmy',
    });
    expect(read.report.rejects).toEqual([
      { table: 'invoices', line: 3, column: 'issue_date', value: '04/13/2024', problem: 'is no calendar date' },
    ]);
  });

  it('takes the year last in two-digit dates unless that spreads the file over decades', async () => {
    expect((await issueDates('25/03/24', '07/04/24', '30/01/24')).dates).toEqual([
      '2024-03-25',
      '2024-04-07',
      '2024-01-30',
    ]);
    expect((await issueDates('24-03-25', '24-04-07', '23-01-30')).dates).toEqual([
      '2024-03-25',
      '2024-04-07',
      '2023-01-30',
    ]);
    expect((await issueDates('99-12-31', '98-01-30')).dates).toEqual(['1999-12-31', '1998-01-30']);
  });

  it('refuses two-digit dates that fit several orders', async () => {
    expect((await failure(invoices('1,D,05/03/24,05/03/24,1'))).message).toContain(
      '--date-order dmy or --date-order mdy',
    );
  });
});

describe('dates that do not exist', () => {
  it('rejects 31 February with its line', async () => {
    const { read } = await issueDates('31/02/2024', '28/02/2024');
    expect(read.rows()).toHaveLength(1);
    expect(read.report.rejects).toEqual([
      { table: 'invoices', line: 2, column: 'issue_date', value: '31/02/2024', problem: 'is no calendar date' },
    ]);
  });

  it.each([
    ['soon', 'is no date: write it as YYYY-MM-DD'],
    ['2024-02-30', 'is no calendar date'],
    ['20241332', 'is no calendar date'],
    ['9999-12-31', 'is no calendar date'],
    ['', 'is empty'],
  ])('rejects "%s"', async (value, problem) => {
    const { read } = await issueDates('2024-01-01', value);
    expect(read.report.rejects).toEqual([{ table: 'invoices', line: 3, column: 'issue_date', value, problem }]);
  });

  it('takes a bad optional date for missing, with one counted warning', async () => {
    const read = await readText(
      'invoice_id,debtor_id,issue_date,due_date,amount,paid_on\n1,D,2024-01-01,2024-01-31,5,never\n2,D,2024-01-01,2024-01-31,5,2024-02-30\n',
    );
    expect(read.rows().map((row) => row.paid_on)).toEqual([null, null]);
    expect(read.report.warnings).toEqual([
      {
        code: 'bad_cell',
        table: 'invoices',
        column: 'paid_on',
        count: 2,
        message:
          'invoices.paid_on: "never" is no date: write it as YYYY-MM-DD; taken as missing (first at line 2); 2 in all',
      },
    ]);
  });
});
