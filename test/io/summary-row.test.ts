import { describe, expect, it } from 'vitest';
import { loadLedger } from '../../src/io/index.ts';
import { isTotalText } from '../../src/io/summary-row.ts';
import { readText, writeFiles } from './written-source.ts';

const good = ['F1;D1;2024-01-01;2024-01-31;10.00;0', 'F2;D2;2024-01-02;2024-02-01;20.00;20'];
const ledger = (...lines: string[]) =>
  `invoice_id;debtor_id;issue_date;due_date;amount;open_amount\n${[...good, ...lines].join('\n')}\n`;

describe('a line that is no invoice', () => {
  it.each([
    ['Total;;;;30.00;20', 'invoice_id', 'belongs to a line of totals'],
    [';Totaal D2;;;30.00;20', 'debtor_id', 'belongs to a line of totals'],
    ['Total général;;;;30.00;20', 'invoice_id', 'belongs to a line of totals'],
    ['Summe:;;;;30.00;20', 'invoice_id', 'belongs to a line of totals'],
    [';;;;30.00;20', 'invoice_id', 'belongs to a line of totals'],
    ['Total;30.00', '', 'belongs to a line of totals'],
    ['Printed by J. Doe;;;;;', 'invoice_id', 'stands alone in its row, as a heading or a remark does'],
  ])('%s is left out with a reason, and is no fault of the file', async (line, column, problem) => {
    const { report, rows } = await readText(ledger(line));
    expect(rows()).toHaveLength(2);
    expect(report.rejects).toEqual([expect.objectContaining({ line: 4, column, problem })]);
    expect(report.tables.invoices).toMatchObject({ read: 3, accepted: 2, rejected: 1, leftOut: 1 });
    expect(report.warnings.find(({ code }) => code === 'left_out')).toMatchObject({
      count: 1,
      message: expect.stringContaining(`${problem} (line 4); 1 in all`),
    });
    const directory = writeFiles({ 'a.csv': ledger(line) });
    await expect(loadLedger(`${directory}/a.csv`)).resolves.toBeDefined();
  });

  it.each(['Total Energies;D3;2024-01-03;2024-02-02;5;0', 'Summerfield;D3;2024-01-03;2024-02-02;5;0'])(
    '%s is an invoice',
    async (line) => {
      expect((await readText(ledger(line))).rows()).toHaveLength(3);
    },
  );

  it('is told from a broken invoice, which counts as a fault', async () => {
    const { report } = await readText(ledger('F3;;2024-01-03;2024-02-02;5;0'));
    expect(report.tables.invoices).not.toHaveProperty('leftOut');
    expect(report.rejects).toEqual([expect.objectContaining({ column: 'debtor_id', problem: 'is empty' })]);
  });
});

describe('a word for a total', () => {
  it('is known in four languages, as a word of its own', () => {
    for (const text of ['Grand Total', 'TOTALS:', 'Subtotaal', 'Eindtotaal', 'Sous-total', 'Gesamtsumme'])
      expect(isTotalText(text)).toBe(true);
    for (const text of ['Totalis BV', 'Sumner', 'Total2', '']) expect(isTotalText(text)).toBe(false);
  });
});
