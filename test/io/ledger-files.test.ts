import { symlinkSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { failure, failureAt, invoices, readPath, temporaryDirectory, writeFiles } from './written-source.ts';

const INVOICES = invoices('1,D,2024-01-01,2024-01-31,5');
const LOOKED_FOR = 'looked for invoices.csv, .tsv or .txt (also with .gz), .json, .ndjson, .jsonl, .parquet, .arrow';

describe('a directory', () => {
  it('is read table by table, in the order of the contract; other files are named', async () => {
    const directory = writeFiles({
      'payments.tsv': 'debtor_id\tinvoice_id\tpaid_on\tamount\nD\t1\t2024-02-01\t5\n',
      'Invoices.CSV': INVOICES,
      'promises.txt': 'debtor_id|promised_on|due_on\nD|2024-02-01|2024-02-05\n',
      'contacts.csv': 'debtor_id,at,channel,outcome\nD,2024-02-01 10:30,phone,no answer\n',
      'disputes.csv': 'invoice_id,opened_on\n1,2024-02-01\n',
      'plans.csv': 'debtor_id,due_on,amount\nD,2024-02-01,5\n',
      'debtors.csv': 'debtor_id,name,country,kind\nD,ACME,nl,bedrijf\n',
      'notes.md': '',
      'invoices.csv.bak': '',
      'old/invoices.csv': 'x',
    });
    const { tables, ignoredFiles, inputs, rows } = await readPath(directory);
    expect(tables.map((table) => table.table)).toEqual([
      'invoices',
      'payments',
      'debtors',
      'contacts',
      'promises',
      'disputes',
      'plans',
    ]);
    expect(ignoredFiles).toEqual(['invoices.csv.bak', 'notes.md']);
    expect(inputs).toHaveLength(7);
    expect(rows('contacts')).toEqual([{ debtor_id: 'D', at: '2024-02-01', channel: 0, outcome: 1 }]);
    expect(rows('debtors')).toEqual([{ debtor_id: 'D', name: 'ACME', kind: 0, country: 'NL' }]);
  });

  it('takes no debtor attributes from invoices where it has debtors', async () => {
    const directory = writeFiles({
      'invoices.csv': INVOICES.replace('amount', 'amount,customer name').replace(',5', ',5,ACME'),
      'debtors.csv': 'debtor_id\nD\n',
    });
    const { mapping } = await readPath(directory);
    expect(mapping[0].columns[5]).toEqual({ header: 'customer name', column: null, how: null });
  });

  it('without invoices is refused', async () => {
    const directory = writeFiles({ 'payments.csv': 'x\n', 'invoices.xlsx': 'x' });
    expect(await failureAt(directory)).toEqual({
      name: 'PayrhythmError',
      code: 'BAD_DATA',
      message: `DIR holds no invoices: ${LOOKED_FOR}; found invoices.xlsx, payments.csv`,
    });
    expect((await failureAt(temporaryDirectory())).message).toBe(`DIR holds no invoices: ${LOOKED_FOR}; found nothing`);
  });

  it('with a table twice is refused', async () => {
    const directory = writeFiles({ 'invoices.csv': INVOICES, 'invoices.json': '[]' });
    expect(await failureAt(directory)).toMatchObject({
      code: 'USAGE',
      message: 'DIR holds invoices twice: invoices.csv and invoices.json. Keep one of them',
    });
  });
});

describe('a path', () => {
  it('that leads nowhere is not reachable', async () => {
    expect(await failureAt('/no/such/ledger.csv')).toMatchObject({
      code: 'NOT_REACHABLE',
      message: 'DIR: there is no such file or directory; check the path',
    });
  });

  it('with a link that leads nowhere is not reachable', async () => {
    const directory = temporaryDirectory();
    symlinkSync('nowhere', `${directory}/invoices.csv`);
    expect(await failureAt(directory)).toMatchObject({
      code: 'NOT_REACHABLE',
      message: "DIR cannot be read: ENOENT: no such file or directory, open 'invoices.csv'",
    });
  });

  it('to a database that does not answer is told without the password', async () => {
    expect(await failureAt('postgres://user:secret@127.0.0.1:1/db')).toEqual({
      name: 'PayrhythmError',
      code: 'NOT_REACHABLE',
      message:
        'postgres://user@127.0.0.1:1/db cannot be reached: connect ECONNREFUSED 127.0.0.1:1; check address, user and password (PAYRHYTHM_SOURCE_PASSWORD, PAYRHYTHM_TARGET_PASSWORD or PGPASSWORD)',
    });
  });

  it('with another ending is read as CSV', async () => {
    const directory = writeFiles({ 'export.dat': INVOICES });
    expect((await readPath(`${directory}/export.dat`)).rows()).toHaveLength(1);
  });
});

describe('options', () => {
  it('that are none of their words are refused', async () => {
    expect(await failure(INVOICES, { dateOrder: 'ydm' as 'dmy' })).toMatchObject({
      code: 'USAGE',
      message: '--date-order ydm: it is one of dmy, mdy, ymd',
    });
    expect(await failure(INVOICES, { decimal: '.' as 'point' })).toMatchObject({
      code: 'USAGE',
      message: '--decimal .: it is one of point, comma',
    });
  });
});
