import { describe, expect, test } from 'vitest';
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
  ],
  invoices: [
    ...past.invoices,
    invoice('F1', '2026-02-02'),
    invoice('F2', '2026-02-09', { verified: false }),
    invoice('G1', '2026-02-02', { debtor_id: 'E' }),
  ],
  payments: past.payments,
  promises: [{ promise_id: 'Z', debtor_id: 'D', promised_on: '2026-02-27', due_on: '2026-03-06', amount: 1000 }],
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
    expect(gates[0]).toMatchObject({ until: suppressed?.until, evidence: suppressed?.evidence });
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
});
