import { describe, expect, it } from 'vitest';
import { loadLedger } from '../../src/io/index.ts';
import { itemStates, visibleAt } from '../../src/ledger/index.ts';
import { failure, readText, writeFiles } from './written-source.ts';

const codes = (report: { warnings: readonly { code: string; count: number }[] }) =>
  Object.fromEntries(report.warnings.map(({ code, count }) => [code, count]));
const load = (content: string) => loadLedger(`${writeFiles({ 'a.csv': content })}/a.csv`, { maxRejects: 0 });
const columnOf = (rows: Record<string, unknown>[], name: string) => rows.map((row) => row[name] ?? null);

describe('payment terms instead of a due date', () => {
  it('give the due date, and the report says so', async () => {
    const { rows, report, mapping } = await readText(
      'invoice_id,debtor_id,issue_date,amount,Terms\n1,A,2026-01-05,10,Net 30\n2,A,2026-01-06,10,Due on receipt\n3,A,2026-01-07,10,Z9\n',
    );
    expect(columnOf(rows(), 'due_date')).toEqual(['2026-02-04', '2026-01-06']);
    expect(codes(report)).toEqual({ due_from_terms: 2 });
    expect(report.warnings[0].message).toContain('"Net 30" from 2026-01-05 is 2026-02-04');
    expect(report.rejects).toEqual([
      expect.objectContaining({
        line: 4,
        column: 'due_date',
        value: 'Z9',
        problem: expect.stringContaining('30 days'),
      }),
    ]);
    expect(mapping[0].columns).toContainEqual({ header: 'Terms', column: 'payment_terms', how: 'synonym' });
  });

  it('fill the gaps of a due date, and a credit note without either is due on its own date', async () => {
    const { rows, report } = await readText(
      'invoice_id,debtor_id,issue_date,due_date,amount,Terms\n1,A,2026-01-05,2026-03-01,10,Net 30\n2,A,2026-01-06,,10,Net 30\n3,A,2026-01-07,,-10,\n4,A,2026-01-07,,10,\n',
    );
    expect(columnOf(rows(), 'due_date')).toEqual(['2026-03-01', '2026-02-05', '2026-01-07']);
    expect(codes(report)).toEqual({ due_from_terms: 1, due_on_issue: 1 });
    expect(report.rejects).toEqual([expect.objectContaining({ line: 5, column: 'due_date', problem: 'is empty' })]);
  });

  it('of SAP count from the baseline date, the last one that is not 0', async () => {
    const { rows } = await readText(
      'BELNR,KUNNR,BLDAT,ZFBDT,ZBD1T,ZBD2T,ZBD3T,WRBTR\n1,A,20260105,20260110,14,30,0,5\n2,A,20260105,20260110,14,0,45,5\n3,A,20260105,,0,0,0,5\n',
    );
    expect(columnOf(rows(), 'due_date')).toEqual(['2026-02-09', '2026-02-24', '2026-01-05']);
  });

  it('that are codes are refused by name', async () => {
    expect((await failure('invoice_id,debtor_id,issue_date,amount,Terms\n1,A,2026-01-05,10,NAA8\n')).message).toContain(
      'Terms looks like payment_terms but most of its cells are no terms that give a due date',
    );
  });
});

describe('debit and credit', () => {
  it('in two columns are one amount', async () => {
    const { rows } = await readText(
      'invoice_id;debtor_id;issue_date;due_date;Debet;Credit\n1;A;2026-01-05;2026-02-04;1.190,00;\n2;A;2026-01-05;2026-02-04;;119,00\n3;A;2026-01-05;2026-02-04;0,30;0,10\n',
    );
    expect(columnOf(rows(), 'amount')).toEqual([1190, -119, 0.2]);
  });

  it('in a column of their own are the sign of the amount', async () => {
    const { rows, report } = await readText(
      'invoice_id;debtor_id;issue_date;due_date;amount;Soll/Haben-Kennzeichen\n1;A;2026-01-05;2026-02-04;10;S\n2;A;2026-01-05;2026-02-04;10;H\n3;A;2026-01-05;2026-02-04;-10;H\n4;A;2026-01-05;2026-02-04;-10;S\n',
    );
    expect(columnOf(rows(), 'amount')).toEqual([10, -10, -10]);
    expect(report.rejects).toEqual([expect.objectContaining({ line: 5, column: 'amount', value: '-10' })]);
    expect(report.tables.invoices?.amounts).toMatchObject({ read: -10, accepted: -10, rejected: 0 });
  });
});

describe('a status', () => {
  const header = 'invoice_id,debtor_id,issue_date,due_date,amount';
  const dated = '2026-01-05,2026-02-04,10';

  it('of draft, cancelled or reversed leaves the row out with a counted reason', async () => {
    const lines = ['Posted,Not Paid', 'Draft,Not Paid', 'Cancelled,Not Paid', 'Posted,Reversed', 'Posted,Paid'];
    const { rows, report } = await readText(
      `${header},Status,Payment Status\n${lines.map((states, n) => `${n},A,${dated},${states}\n`).join('')}`,
    );
    expect(columnOf(rows(), 'invoice_id')).toEqual(['0', '4']);
    expect(columnOf(rows(), 'open_amount')).toEqual([null, 0]);
    expect(report.rejects.map(({ line, column, value }) => [line, column, value])).toEqual([
      [3, 'status', 'Draft'],
      [4, 'status', 'Cancelled'],
      [5, 'payment_status', 'Reversed'],
    ]);
    expect(report.tables.invoices).toMatchObject({ read: 5, accepted: 2, rejected: 3, leftOut: 3 });
  });

  it.each([
    ['Status', 'Paid', 'Open'],
    ['Betaalstatus', 'Betaald', 'Openstaand'],
    ['Paid', 'yes', 'no'],
    ['Bezahlt', 'ja', 'nein'],
    ['isOpen', '0', '1'],
  ])('under %s closes what is paid, without a date that would teach', async (name, paid, open) => {
    const { ledger, report } = await load(`${header},${name}\n1,A,${dated},${paid}\n2,A,${dated},${open}\n`);
    const items = itemStates(visibleAt(ledger, 30_000));
    expect([...items.openMinor]).toEqual([0, 1000]);
    expect(codes(report)).toEqual({ settled_undated: 1 });
  });

  it('that contradicts a date, an amount or another status is told', async () => {
    const { rows, report } = await readText(
      `${header},paid_on,open_amount,Status,Is open\n1,A,${dated},2026-02-01,,Open,\n2,A,${dated},,4,Paid,\n3,A,${dated},,,Paid,yes\n`,
    );
    expect(columnOf(rows(), 'open_amount')).toEqual([null, 4, null]);
    expect(columnOf(rows(), 'paid_on')).toEqual(['2026-02-01', null, null]);
    expect(report.warnings.map(({ code, column }) => [code, column])).toEqual([
      ['status_differs', 'open_amount'],
      ['status_contradicts', 'status'],
      ['status_differs', 'status'],
    ]);
  });

  it('of words that say something else is passed over', async () => {
    const { mapping, report } = await readText(`${header},paid_on,Payment Status\n1,A,${dated},2026-02-09,Late\n`);
    expect(mapping[0].columns.at(-1)).toMatchObject({
      column: null,
      reason: 'looks like payment_status but most of its cells are no known words',
    });
    expect(report.warnings).toEqual([]);
  });

  it('of nothing but posted does not hide that nothing tells what was paid', async () => {
    const { report } = await load(`${header},Status\n1,A,${dated},Posted\n`);
    expect(codes(report)).toEqual({ nothing_tells_paid: 1 });
  });
});

describe('an amount paid so far', () => {
  it('leaves the rest open', async () => {
    const { rows } = await readText(
      'invoice_id,debtor_id,issue_date,due_date,amount,Amount Paid\n1,A,2026-01-05,2026-02-04,10.30,10.10\n2,A,2026-01-05,2026-02-04,-5,-5\n3,A,2026-01-05,2026-02-04,7,\n',
    );
    expect(columnOf(rows(), 'open_amount')).toEqual([0.2, 0, null]);
  });
});

describe('days late', () => {
  const file = (...lines: string[]) =>
    `invoice_id,debtor_id,issue_date,due_date,amount,Status,Days Late\n${lines.join('\n')}\n`;
  const row = (id: number, status: string, days: string) => `${id},A,2026-01-01,2026-01-31,10,${status},${days}`;

  it('give the payment date of what is paid where early payments show that they are not clipped', async () => {
    const { rows, report } = await readText(
      file(row(1, 'Paid', '5'), row(2, 'Paid', '-3'), row(3, 'Paid', '0'), row(4, 'Open', '9')),
    );
    expect(columnOf(rows(), 'paid_on')).toEqual(['2026-02-05', '2026-01-28', '2026-01-31', null]);
    expect(codes(report)).toEqual({ paid_from_days_late: 3 });
  });

  it('give none where they are never below 0, or nothing says what is paid', async () => {
    const clipped = await readText(file(row(1, 'Paid', '5'), row(2, 'Paid', '0')));
    expect(columnOf(clipped.rows(), 'paid_on')).toEqual([null, null]);
    expect(codes(clipped.report)).toEqual({ days_late_clipped: 1 });
    const unknown = await readText(file(row(1, '', '5'), row(2, '', '-1')));
    expect(columnOf(unknown.rows(), 'paid_on')).toEqual([null, null]);
    expect(codes(unknown.report)).toEqual({ days_late_unused: 1 });
  });

  it('are not asked where the days to payment are known; those of open rows are none', async () => {
    const { rows, report } = await readText(
      'invoice_id,debtor_id,issue_date,due_date,amount,Status,Days To Settle,Days Late\n1,A,2026-01-01,2026-01-31,10,Paid,35,4\n2,A,2026-01-01,2026-01-31,10,Open,60,29\n',
    );
    expect(columnOf(rows(), 'paid_after_days')).toEqual([35, null]);
    expect(codes(report)).toEqual({ days_of_open: 1 });
  });
});

describe('days to payment', () => {
  it('do not close what an empty payment date says is open, unless the column is named', async () => {
    const file =
      'invoice_id,debtor_id,issue_date,due_date,amount,Clear date,Days To Settle\n1,A,2026-01-01,2026-01-31,10,2026-02-05,35\n2,A,2026-01-01,2026-01-31,10,,60\n';
    const { rows, mapping } = await readText(file);
    expect(columnOf(rows(), 'paid_after_days')).toEqual([null, null]);
    expect(mapping[0].columns.at(-1)).toMatchObject({ column: null, reason: 'is not needed beside the payment date' });
    const named = await readText(file, { columns: 'paid_after_days=Days To Settle' });
    expect(columnOf(named.rows(), 'paid_after_days')).toEqual([35, 60]);
  });
});

describe('payments among the invoices', () => {
  const file =
    'invoice_id,debtor_id,issue_date,due_date,amount,open_amount,kind\n' +
    'F1,A,2026-01-05,2026-02-04,100,100,Invoice\nP1,A,2026-02-01,,-60,-40,Payment\nP2,A,2026-02-02,,-30,0,Payment\n';

  it('are unapplied cash as far as they are not matched', async () => {
    const { ledger, report } = await load(file);
    expect(ledger.invoices.count).toBe(1);
    expect([...ledger.payments.amountMinor]).toEqual([4000]);
    expect([...ledger.payments.invoice]).toEqual([-1]);
    expect(codes(report)).toEqual({ payment_row: 2, due_on_issue: 2 });
    expect(report.tables.invoices).toMatchObject({ read: 3, accepted: 3, rejected: 0 });
  });

  it('are left out where a payments table tells what was paid', async () => {
    const directory = writeFiles({
      'invoices.csv': file,
      'payments.csv': 'payment_id,debtor_id,invoice_id,paid_on,amount\nP1,A,,2026-02-01,60\n',
    });
    const { ledger, report } = await loadLedger(directory);
    expect([...ledger.payments.amountMinor]).toEqual([6000]);
    expect(report.tables.invoices).toMatchObject({ read: 3, accepted: 1, rejected: 2, leftOut: 2 });
  });
});
