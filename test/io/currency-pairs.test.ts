import { describe, expect, it } from 'vitest';
import { readText } from './written-source.ts';

const read = async (headers: string, ...lines: string[]) => {
  const { mapping, rows } = await readText(
    `KUNNR,BELNR,BLDAT,FAEDN,${headers}\n${lines.map((line, n) => `C,${n},20260102,20260201,${line}\n`).join('')}`,
  );
  const of = (column: string) => mapping[0].columns.find((entry) => entry.column === column)?.header;
  return {
    amount: of('amount'),
    currency: of('currency'),
    open: of('open_amount'),
    columns: mapping[0].columns,
    rows: rows(),
  };
};

describe('an amount and its currency', () => {
  it('are those of the document where both are there', async () => {
    expect(await read('DMBTR,HWAER,WRBTR,WAERS', '9,EUR,10,USD')).toMatchObject({ amount: 'WRBTR', currency: 'WAERS' });
  });

  it('are those of the company where the document has only one of them', async () => {
    expect(await read('DMBTR,HWAER,WRBTR', '9,EUR,10')).toMatchObject({ amount: 'DMBTR', currency: 'HWAER' });
    expect(await read('DMBTR,HWAER', '9,EUR')).toMatchObject({ amount: 'DMBTR', currency: 'HWAER' });
  });

  it('are never taken one from each', async () => {
    const { amount, currency, columns } = await read('DMBTR,WAERS', '9,USD', '8,EUR');
    expect([amount, currency]).toEqual(['DMBTR', undefined]);
    expect(columns.at(-1)).toMatchObject({
      header: 'WAERS',
      reason: 'is the currency of the document, and the amounts are in that of the company',
    });
  });

  it('of Business Central are the plain ones, not those in local currency', async () => {
    const headers = 'Amount (LCY),Amount,Remaining Amt. (LCY),Remaining Amount,Currency Code';
    expect(await read(headers, '9,10,9,10,USD')).toMatchObject({ amount: 'Amount', open: 'Remaining Amount' });
    expect(await read('Amount (LCY),Remaining Amt. (LCY)', '9,9')).toMatchObject({
      amount: 'Amount (LCY)',
      open: 'Remaining Amt. (LCY)',
    });
  });

  it('do without an open amount in another currency', async () => {
    const headers = 'Total in Currency Signed,Amount Due Signed,Currency';
    expect(await read(headers, '10,9,USD', '8,8,EUR')).toMatchObject({ open: undefined });
    expect(await read(headers, '10,10,EUR')).toMatchObject({ open: 'Amount Due Signed' });
  });

  it('are what --columns says, whatever their names', async () => {
    const text = 'KUNNR,BELNR,BLDAT,FAEDN,DMBTR,WAERS\nC,1,20260102,20260201,9,USD\n';
    const { rows } = await readText(text, { columns: 'amount=DMBTR,currency=WAERS' });
    expect(rows()[0]).toMatchObject({ amount: 9, currency: 'USD' });
  });
});
