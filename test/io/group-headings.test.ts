import { describe, expect, it } from 'vitest';
import { failure, readText } from './written-source.ts';

const header = ',Type,Date,Num,Due Date,Open Balance';
const invoice = (number: number) => `,Invoice,01/15/2026,${number},02/14/2026,10.00`;
const debtors = (rows: Record<string, unknown>[]) => rows.map((row) => `${row['debtor_id']} ${row['invoice_id']}`);

describe('rows under headings', () => {
  it('are rows of the customer that the heading names', async () => {
    const { rows, report } = await readText(
      [
        'Open Invoices',
        header,
        'Acme,,,,,',
        invoice(1),
        invoice(2),
        'Total Acme,,,,,20.00',
        'Beta,,,,,',
        invoice(3),
        'Total Beta,,,,,10.00',
        'TOTAL,,,,,30.00',
      ].join('\n'),
    );
    expect(debtors(rows())).toEqual(['Acme 1', 'Acme 2', 'Beta 3']);
    expect(report.tables.invoices).toMatchObject({ read: 6, accepted: 3, rejected: 3, leftOut: 3 });
    expect(report.warnings.find(({ code }) => code === 'group_heading')).toMatchObject({
      count: 2,
      message: expect.stringContaining('as "Acme" does (line 3)'),
    });
  });

  it('go to the outermost heading, until its total', async () => {
    const { rows } = await readText(
      [
        header,
        'Acme,,,,,',
        'Job 1,,,,,',
        invoice(1),
        'Total Job 1,,,,,10',
        invoice(2),
        'Total Acme,,,,,20',
        'Beta,,,,,',
        invoice(3),
        'Total Beta,,,,,10',
      ].join('\n'),
    );
    expect(debtors(rows())).toEqual(['Acme 1', 'Acme 2', 'Beta 3']);
  });

  it('need no totals', async () => {
    const lines = [
      'Customer,Date,Num,Due Date,Amount',
      'Acme,,,,',
      ',2026-01-15,1,2026-02-14,5',
      'Beta,,,,',
      ',2026-01-15,2,2026-02-14,5',
    ];
    expect(debtors((await readText(lines.join('\n'))).rows())).toEqual(['Acme 1', 'Beta 2']);
  });

  it('that say how old they are name no customer', async () => {
    const lines = [header, 'Current,,,,,', invoice(1), '1 - 30 days past due,,,,,', invoice(2)];
    expect((await failure(lines.join('\n'))).message).toContain('no header was recognised as debtor_id');
  });

  it('are not seen in a list with a remark', async () => {
    const lines = [
      'Customer,Date,Num,Due Date,Amount',
      'Acme,2026-01-15,1,2026-02-14,5',
      ',2026-01-16,2,2026-02-14,5',
      'Printed by J,,,,',
    ];
    const { rows, report } = await readText(lines.join('\n'));
    expect(debtors(rows())).toEqual(['Acme 1']);
    expect(report.rejects.map(({ line, column }) => [line, column])).toEqual([
      [3, 'debtor_id'],
      [4, 'debtor_id'],
    ]);
  });
});
