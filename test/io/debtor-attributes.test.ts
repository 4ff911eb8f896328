import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readText } from './written-source.ts';

const HEAD = 'invoice_id,debtor_id,issue_date,due_date,amount,Customer Name,phone';
const line = (i: number, debtor: string, name: string, phone: string) =>
  `${i},${debtor},2024-01-01,2024-01-31,1,${name},${phone}`;

describe('debtor attributes in an invoice file', () => {
  it('become a row a debtor: the commonest value, else the smallest', async () => {
    const { rows, report, tables } = await readText(
      [
        HEAD,
        line(1, 'B', 'Zed', ''),
        line(2, 'A', 'Two', '12'),
        line(3, 'B', 'Ann', ''),
        line(4, 'A', 'One', ''),
        line(5, 'A', 'Two', ''),
        '',
      ].join('\n'),
    );
    expect(rows('debtors')).toEqual([
      { debtor_id: 'A', name: 'Two', phone: '12' },
      { debtor_id: 'B', name: 'Ann', phone: null },
    ]);
    expect([...tables[1].lines]).toEqual([3, 2]);
    expect(report.tables.debtors).toBeUndefined();
  });

  it('do not depend on the order of the rows', { timeout: 30_000 }, async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.tuple(fc.constantFrom('A', 'B', '__proto__'), fc.constantFrom('x', 'y', 'z', '')), {
          minLength: 1,
          maxLength: 12,
        }),
        async (pairs) => {
          const lines = pairs.map(([debtor, name], i) => line(i, debtor, name, ''));
          const one = await readText([HEAD, ...lines, ''].join('\n'));
          const other = await readText([HEAD, ...lines.reverse(), ''].join('\n'));
          expect(other.rows('debtors')).toEqual(one.rows('debtors'));
        },
      ),
      { numRuns: 30 },
    );
  });
});
