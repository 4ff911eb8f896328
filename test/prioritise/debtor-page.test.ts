import { describe, expect, test } from 'vitest';
import { debtorPageText } from '../../src/cli/debtor-page-text.ts';
import { ledgerFromRows } from '../../src/ledger/index.ts';
import { trainLatenessModel } from '../../src/models/index.ts';
import { debtorPage, decideQueue, prepareQueue } from '../../src/prioritise/index.ts';
import { invoice, record } from './queue-of.ts';

const asOf = '2026-03-02';
const past = record(12, 9);
const ledger = ledgerFromRows({
  debtors: [
    { debtor_id: 'D', name: 'Bakker', kind: 'consumer', country: 'BE' },
    { debtor_id: 'E', country: null },
    { debtor_id: 'H', name: 'Hofman', country: 'NL' },
  ],
  invoices: [
    ...past.invoices,
    invoice('F1', '2026-02-02'),
    invoice('F2', '2026-02-09', { verified: false }),
    invoice('G1', '2026-02-02', { debtor_id: 'E' }),
    invoice('H1', '2026-01-12', { debtor_id: 'H' }),
  ],
  payments: past.payments,
  promises: [
    { promise_id: 'Z', debtor_id: 'D', promised_on: '2026-02-27', due_on: '2026-03-06', amount: 1000 },
    { promise_id: 'Y', debtor_id: 'H', promised_on: '2026-01-12', due_on: '2026-01-20', invoice_id: 'H1' },
  ],
  contacts: [
    { debtor_id: 'H', at: '2026-01-12', channel: 'call', outcome: 'promised', agent: 'Anna', note: 'bank was shut' },
    ...['2026-01-21', '2026-01-28', '2026-02-03', '2026-02-10'].map(
      (at) => ({ debtor_id: 'H', at, channel: 'call', outcome: 'no_answer', agent: 'Jan' }) as const,
    ),
    { debtor_id: 'H', at: '2026-02-17', channel: 'call', outcome: 'reached', agent: 'Mieke', note: 'director away' },
  ],
});
const model = trainLatenessModel(ledger, { asOf, estimator: 'prior' });
const inputs = prepareQueue({ ledger, model, asOf });
const pageOf = (debtor: string) => debtorPage(inputs, decideQueue(inputs), model, debtor);

describe('the page of a debtor', () => {
  test('names every rule that holds anything back, the first of them the one shown', () => {
    const { suppressed, gates, value } = pageOf('D');
    expect(suppressed?.reason).toBe('promise_pending');
    expect(gates.map(({ reason, invoice_ids }) => [reason, ...invoice_ids])).toEqual([
      ['promise_pending'],
      ['invoice_unverified', 'F2'],
      ['first_reminder_required', 'F1', 'F2'],
    ]);
    expect(gates[0]).toMatchObject({ until: '2026-03-10', evidence: suppressed?.evidence });
    // The promise lapses, but its invoices are held until somebody does something about them.
    expect(suppressed?.until).toBe('');
    expect(value).toBeNull();
  });

  test('names the law that applies, with its version and sources', () => {
    expect(pageOf('D').law).toMatchObject({ id: 'be-consumers', concerns: 'consumers in Belgium' });
    const { law } = pageOf('E');
    expect(law.id).toBe('unknown-debtor');
    expect(law.version).toMatch(/^\d{4}-\d\d-\d\d$/);
    expect(law.sources.length).toBeGreaterThan(0);
  });

  test('says what a call is worth, and of what', () => {
    const { call, value, gates } = pageOf('E');
    expect(call?.reason).toBe('overdue_first_contact');
    expect(gates).toEqual([]);
    expect(call?.expected_value).toBeCloseTo(value?.value as number, 2);
    expect((value?.cash as number) + (value?.loss as number)).toBeGreaterThan(0);
  });

  test('tells what was said and agreed, newest first, and whether money followed', () => {
    const { history } = pageOf('H');
    expect(history.contacts.map(({ at }) => at)).toEqual([
      '2026-02-17',
      '2026-02-10',
      '2026-02-03',
      '2026-01-28',
      '2026-01-21',
    ]);
    expect(history.contacts[0]).toEqual({
      at: '2026-02-17',
      channel: 'call',
      outcome: 'reached',
      agent: 'Mieke',
      note: 'director away',
      invoice_id: '',
    });
    expect(history.sayings.map(({ note, paid_soon }) => [note, paid_soon])).toEqual([
      ['director away', false],
      ['bank was shut', false],
    ]);
    expect(history.agreements).toEqual([
      { promised_on: '2026-01-12', due_on: '2026-01-20', amount: null, invoice_id: 'H1', state: 'broken' },
    ]);
    expect(pageOf('D').history).toMatchObject({ contacts: [], sayings: [], agreements: [{ state: 'pending' }] });
  });

  test('is told in words, without a code', () => {
    const called = debtorPageText(pageOf('H')).replace(/\s+/g, ' ');
    const held = debtorPageText(pageOf('D')).replace(/\s+/g, ' ');
    for (const text of [called, held]) {
      expect(text).not.toMatch(/[a-z]+_[a-z]+|be-consumers|unknown-debtor|P10|P90/);
      expect(text).toMatch(/four times in five between \d{4}-\d\d-\d\d and /);
    }
    expect(called).toContain('What it said before');
    expect(called).toContain('2026-02-17: "director away", to Mieke; no money came soon after');
    expect(called).toContain('promised on 2026-01-12 to pay by 2026-01-20 for H1: not kept');
    expect(called).toContain('note down: ');
    expect(held).toContain('we have not checked our own invoice yet, which holds a call about F2');
  });
});
