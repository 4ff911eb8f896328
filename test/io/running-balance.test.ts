import { describe, expect, it } from 'vitest';
import { readText } from './written-source.ts';

const read = async (headers: string, ...rows: string[]) => {
  const { mapping, rows: made } = await readText(
    `invoice_id;debtor_id;issue_date;due_date;${headers}\n${rows.map((row, n) => `${n};C;2026-01-05;2026-02-04;${row}\n`).join('')}`,
  );
  return {
    balance: mapping[0].columns.at(-1),
    cells: made().map((row) => [row['amount'], row['open_amount'] ?? null]),
  };
};

describe('a balance', () => {
  it('that runs on from row to row says nothing of its row', async () => {
    const { balance, cells } = await read('Debit;Credit;Balance', '100.00;;100.00', ';20.00;80.00', '50.00;;130.00');
    expect(cells).toEqual([
      [100, null],
      [-20, null],
      [50, null],
    ]);
    expect(balance).toMatchObject({ column: null, reason: 'runs on from row to row, and says nothing of its own row' });
    const amounts = await read('Bedrag;Saldo', '1.000,00;1.000,00', '-20,00;980,00', '50,50;1.030,50');
    expect(amounts.cells).toEqual([
      [1000, null],
      [-20, null],
      [50.5, null],
    ]);
  });

  it('of its own row is what is open of it', async () => {
    const { cells } = await read('Debet;Credit;Saldo', '800,00;;300,00', ';50,00;-50,00', '10,00;;10,00');
    expect(cells).toEqual([
      [800, 300],
      [-50, -50],
      [10, 10],
    ]);
    expect((await read('Amount;Balance', '100.00;0.00', '50.00;50.00', '20.00;20.00')).cells).toEqual([
      [100, 0],
      [50, 50],
      [20, 20],
    ]);
  });
});
