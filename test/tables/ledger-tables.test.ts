import { type Table, tableToIPC } from '@uwdata/flechette';
import * as aq from 'arquero';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseDay } from '../../src/calendar/index.ts';
import { type Ledger, type LedgerRows, ledgerFromRows, TABLE_NAMES, visibleAt } from '../../src/ledger/index.ts';
import {
  type ColumnTable,
  fromArquero,
  fromArrow,
  fromDanfo,
  kindsOf,
  listRows,
  tabulateLedger,
  toArquero,
  toArrow,
  toDanfo,
  toLedgerRows,
} from '../../src/tables/index.ts';
import { ledgerRows } from '../ledger-arbitrary.ts';
import * as danfo from './danfo-stand-in.ts';

const TRIPS: Readonly<Record<string, (table: ColumnTable) => ColumnTable>> = {
  'as they are': (table) => table,
  Arquero: (table) => fromArquero(toArquero(table, aq), { kinds: kindsOf(table) }),
  danfo: (table) => fromDanfo(toDanfo(table, danfo), { kinds: kindsOf(table) }),
  'Arrow files': (table) => fromArrow(tableToIPC(toArrow(table) as Table, { format: 'file' }) as Uint8Array),
};

/** What a ledger holds, without the functions of its calendars. */
const held = ({ calendars: _, ...tables }: Ledger) => tables;

describe.each(Object.entries(TRIPS))('the tables of a ledger: %s', (_, trip) => {
  it('read back are the ledger', () => {
    fc.assert(
      fc.property(ledgerRows, (rows) => {
        const ledger = ledgerFromRows(rows);
        const tables = tabulateLedger(ledger);
        const back = Object.fromEntries(TABLE_NAMES.map((name) => [name, trip(tables[name])]));
        expect(held(ledgerFromRows(toLedgerRows(back)))).toEqual(held(ledger));
      }),
      { numRuns: 40 },
    );
  });
});

const ROWS: LedgerRows = {
  debtors: [
    { debtor_id: 'A', name: 'Été & Zoon', kind: 'consumer', country: 'BE', do_not_call: false, payer_id: 'B' },
    { debtor_id: 'B', country: 'BE', handed_over_on: '2026-02-01' },
  ],
  invoices: [
    // 2026-01-31 is a Saturday.
    {
      invoice_id: '1',
      debtor_id: 'A',
      issue_date: '2026-01-01',
      due_date: '2026-01-31',
      amount: 100,
      currency: 'EUR',
      verified: true,
    },
    { invoice_id: '2', debtor_id: 'A', issue_date: '2026-01-02', due_date: '2026-01-16', amount: -20, currency: 'EUR' },
    {
      invoice_id: '3',
      debtor_id: 'C',
      issue_date: '2026-01-03',
      due_date: '2026-02-02',
      amount: 50.25,
      currency: 'EUR',
    },
  ],
  payments: [
    { debtor_id: 'B', invoice_id: '1', paid_on: '2026-02-05', booked_on: '2026-02-06', amount: 100 },
    { debtor_id: 'C', invoice_id: '3', paid_on: '2026-02-05', amount: 50, kind: 'write_off' },
    { debtor_id: 'C', paid_on: '2026-02-07', amount: 9 },
  ],
  disputes: [{ invoice_id: '3', opened_on: '2026-01-10', reason: 'price' }],
  plans: [{ debtor_id: 'C', due_on: '2026-03-01', amount: 25, agreed_on: '2026-02-01' }],
};

describe('the tables of a ledger', () => {
  it('say what follows from the payments', () => {
    const tables = tabulateLedger(ledgerFromRows(ROWS));
    expect(listRows(tables.invoices)[0]).toEqual({
      invoice_id: '1',
      debtor_id: 'A',
      issue_date: '2026-01-01',
      due_date: '2026-01-31',
      amount: 100,
      currency: 'EUR',
      kind: 'invoice',
      known_on: '2026-01-01',
      sent_on: null,
      verified: true,
      direct_debit: null,
      entity: null,
      open_amount: null,
      rolled_due_date: '2026-02-02',
      state: 'paid',
      still_open: 0,
      settled_on: '2026-02-05',
      late_days: 3,
    });
    const invoices = listRows(tables.invoices).map((row) => [
      row['kind'],
      row['state'],
      row['still_open'],
      row['late_days'],
    ]);
    expect(invoices.slice(1)).toEqual([
      ['credit_note', 'open', -20, null],
      ['invoice', 'closed', 0.25, null],
    ]);
    expect(listRows(tables.debtors).map((row) => [row['debtor_id'], row['payer_id'], row['declared']])).toEqual([
      ['A', 'B', true],
      ['B', null, true],
      ['C', null, false],
    ]);
    expect(
      listRows(tables.payments).map((row) => [row['debtor_id'], row['invoice_id'], row['kind'], row['booked_on']]),
    ).toEqual([
      ['B', '1', 'payment', '2026-02-06'],
      ['C', '3', 'write_off', '2026-02-05'],
      ['C', null, 'payment', '2026-02-07'],
    ]);
    expect(listRows(tables.disputes)[0]).toMatchObject({ invoice_id: '3', debtor_id: 'C', opened_on: '2026-01-10' });
  });

  it('of a cut ledger show what was known that morning', () => {
    const tables = tabulateLedger(visibleAt(ledgerFromRows(ROWS), parseDay('2026-01-03')));
    expect(tables.invoices.rows).toBe(2);
    expect(tables.payments.rows).toBe(0);
    expect(listRows(tables.debtors)[1]['handed_over_on']).toBeNull();
  });

  it('hold a settlement of no known date, which rows cannot say', () => {
    const ledger = ledgerFromRows({
      invoices: [
        {
          invoice_id: '1',
          debtor_id: 'A',
          issue_date: '2026-01-01',
          due_date: '2026-01-31',
          amount: 10,
          open_amount: 0,
        },
      ],
    });
    const tables = tabulateLedger(ledger);
    expect(listRows(tables.payments)).toMatchObject([{ kind: 'undated' }]);
    expect(() => ledgerFromRows(toLedgerRows(tables))).toThrow(/kind = "undated": must be one of payment, refund/);
  });
});

describe('toLedgerRows', () => {
  const table = (columns: Record<string, unknown[]>): ColumnTable => fromArquero(aq.table(columns));

  it('takes ids as numbers, flags as 1 and 0, dates as texts', () => {
    const invoices = table({
      invoice_id: [12],
      debtor_id: [7],
      issue_date: ['2026-01-01'],
      due_date: [new Date('2026-01-31')],
      amount: [12.5],
      verified: [1],
    });
    expect(toLedgerRows({ invoices })).toEqual({
      invoices: [
        {
          invoice_id: '12',
          debtor_id: '7',
          issue_date: '2026-01-01',
          due_date: '2026-01-31',
          amount: 12.5,
          verified: true,
        },
      ],
    });
  });

  it('refuses tables and columns it does not know', () => {
    const rows = table({ invoice_id: ['1'], due_dat: ['2026-01-01'] });
    expect(() => toLedgerRows({ invoices: rows })).toThrow(
      /invoices has no column "due_dat": leave it out or rename it/,
    );
    expect(() => toLedgerRows({ invoice: rows } as never)).toThrow(/there is no table "invoice"/);
  });

  it('keeps debtors of a table that does not say which are declared', () => {
    expect(toLedgerRows({ debtors: table({ debtor_id: ['A'] }) })).toEqual({ debtors: [{ debtor_id: 'A' }] });
  });
});
