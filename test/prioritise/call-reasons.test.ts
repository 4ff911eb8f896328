import { describe, expect, test } from 'vitest';
import { DEBTOR, invoice, placeOf, queueOf, record, THURSDAYS } from './queue-of.ts';

const TODAY = '2026-03-02';

describe('promises', () => {
  const rows = { debtors: [DEBTOR], invoices: [invoice('F1', '2026-02-02')] };
  const promise = (promised_on: string, due_on: string, more = {}) => ({
    debtor_id: 'D',
    promised_on,
    due_on,
    ...more,
  });

  test('98 % booked since keeps it; less breaks it', () => {
    const promises = [promise('2026-02-16', '2026-02-23', { amount: 400 })];
    const paid = (amount: number) => [
      { payment_id: 'P', debtor_id: 'D', invoice_id: 'F1', paid_on: '2026-02-20', amount },
    ];
    expect(placeOf(queueOf({ ...rows, promises, payments: paid(392) }, TODAY), 'D')).toBe('call:overdue_follow_up');
    expect(placeOf(queueOf({ ...rows, promises, payments: paid(391) }, TODAY), 'D')).toBe('call:broken_promise');
  });

  test('it is pending through one business day after its due date', () => {
    const promises = [promise('2026-02-16', '2026-02-27')];
    expect(placeOf(queueOf({ ...rows, promises }, '2026-03-02'), 'D')).toBe('promise_pending');
    expect(placeOf(queueOf({ ...rows, promises }, '2026-03-03'), 'D')).toBe('call:broken_promise');
  });

  test('a new promise replaces a broken one', () => {
    const promises = [promise('2026-02-09', '2026-02-13'), promise('2026-02-20', '2026-03-06')];
    expect(placeOf(queueOf({ ...rows, promises }, TODAY), 'D')).toBe('promise_pending');
  });

  test('the first part of two promised together, once broken, is called about', () => {
    const promises = [
      promise('2026-02-09', '2026-02-13', { amount: 500 }),
      promise('2026-02-09', '2026-03-13', { amount: 500 }),
    ];
    expect(placeOf(queueOf({ ...rows, promises }, TODAY), 'D')).toBe('call:broken_promise');
  });

  test('once spoken about, a broken promise is a follow-up', () => {
    const promises = [promise('2026-02-09', '2026-02-13')];
    const contacts = [{ debtor_id: 'D', at: '2026-02-17', channel: 'call', outcome: 'reached' } as const];
    expect(placeOf(queueOf({ ...rows, promises, contacts }, TODAY), 'D')).toBe('call:overdue_follow_up');
  });

  test('a promise about a paid invoice is done with', () => {
    const invoices = [invoice('F1', '2026-02-02'), invoice('F2', '2026-02-03')];
    const promises = [promise('2026-02-09', '2026-02-13', { invoice_id: 'F2', amount: 2000 })];
    const payments = [{ payment_id: 'P', debtor_id: 'D', invoice_id: 'F2', paid_on: '2026-02-20', amount: 1000 }];
    expect(placeOf(queueOf({ debtors: [DEBTOR], invoices, promises, payments }, TODAY), 'D')).toBe(
      'call:overdue_first_contact',
    );
  });

  test('a missed instalment is a broken promise', () => {
    const plans = [
      { debtor_id: 'D', agreed_on: '2026-02-10', due_on: '2026-02-20', amount: 500 },
      { debtor_id: 'D', agreed_on: '2026-02-10', due_on: '2026-03-20', amount: 500 },
    ];
    expect(queueOf({ ...rows, plans }, TODAY).calls[0]).toMatchObject({
      reason: 'broken_promise',
      promise_due_on: '2026-02-20',
    });
  });

  test('a lapsed promise is not silenced by the conversation in which it was made', () => {
    const promises = [promise('2026-02-26', '2026-02-27')];
    const contacts = [{ debtor_id: 'D', at: '2026-02-26', channel: 'call', outcome: 'promised' } as const];
    expect(placeOf(queueOf({ ...rows, promises, contacts }, '2026-03-03'), 'D')).toBe('call:broken_promise');
    const consumer = [{ ...DEBTOR, kind: 'consumer' as const }];
    expect(placeOf(queueOf({ ...rows, debtors: consumer, promises, contacts }, '2026-03-03'), 'D')).toBe(
      'recently_contacted',
    );
  });
});

describe('stages', () => {
  test('a missed run that was spoken about is a follow-up', () => {
    const rows = { debtors: [DEBTOR], invoices: [invoice('F1', '2026-02-09')] };
    const runs = { D: THURSDAYS };
    expect(placeOf(queueOf(rows, TODAY, { runs }), 'D')).toBe('call:missed_run');
    const contacts = [{ debtor_id: 'D', at: '2026-02-17', channel: 'call', outcome: 'reached' } as const];
    expect(placeOf(queueOf({ ...rows, contacts }, TODAY, { runs }), 'D')).toBe('call:overdue_follow_up');
  });

  test('a due date on a weekend counts from the next business day', () => {
    const past = record(20, 12);
    const rows = {
      debtors: [DEBTOR],
      invoices: [...past.invoices, invoice('F1', '2026-02-28')],
      payments: past.payments,
    };
    // Saturday 28 February rolls to Monday 2 March.
    expect(queueOf(rows, '2026-03-02').calls[0]).toMatchObject({
      timing: 'due',
      days_overdue: 0,
      oldest_due_date: '2026-02-28',
    });
    expect(queueOf(rows, '2026-03-03').calls[0]).toMatchObject({
      timing: 'overdue',
      days_overdue: 1,
      reason: 'overdue_first_contact',
    });
  });

  test('one pre-due conversation an invoice is enough', () => {
    const past = record(20, 12);
    const contacts = [
      { debtor_id: 'D', at: '2026-03-02', channel: 'call', outcome: 'reached', invoice_id: 'F1' } as const,
    ];
    const rows = {
      debtors: [DEBTOR],
      invoices: [...past.invoices, invoice('F1', '2026-03-06')],
      payments: past.payments,
      contacts,
    };
    expect(placeOf(queueOf(rows, '2026-03-06'), 'D')).toBe('no_action');
  });

  test('a hold-out record is no contact', () => {
    const contacts = [{ debtor_id: 'D', at: '2026-02-27', assigned: 'holdout' as const, propensity: 0.1 }];
    const [call] = queueOf({ debtors: [DEBTOR], invoices: [invoice('F1', '2026-02-02')], contacts }, TODAY).calls;
    expect(call).toMatchObject({ first_contact: true, last_contact_at: '' });
  });

  test('few invoices do not make a debtor habitually late', () => {
    const past = record(2, 12);
    const rows = {
      debtors: [DEBTOR],
      invoices: [...past.invoices, invoice('F1', '2026-03-05')],
      payments: past.payments,
    };
    expect(placeOf(queueOf(rows, TODAY, { smoothing: { strength: 4 } }), 'D')).toBe('no_action');
  });
});

describe('openings', () => {
  test.each([
    ['nl', 'Ik bel u voor het eerst over factuur F1 van 1.000,00 EUR, met vervaldatum 2 februari 2026'],
    [
      'fr-BE',
      'Je vous appelle pour la première fois au sujet de la facture F1 de 1 000,00 EUR, échéance du 2 février 2026',
    ],
    ['de', 'Rechnung F1 über 1.000,00 EUR, fällig am 2. Februar 2026'],
    ['es', 'I am calling for the first time about invoice F1 of 1,000.00 EUR, due on 2 February 2026'],
  ])('in %s', (language, opening) => {
    const [call] = queueOf(
      { debtors: [{ ...DEBTOR, language }], invoices: [invoice('F1', '2026-02-02')] },
      TODAY,
    ).calls;
    expect(call?.language).toBe(language.slice(0, 2));
    expect(call?.opening).toContain(opening);
  });

  test('ids with a bar are escaped', () => {
    const invoices = [invoice('a|b', '2026-02-02'), invoice('c\\d', '2026-02-03')];
    expect(queueOf({ invoices }, TODAY).calls[0]?.invoice_ids).toBe('a\\|b|c\\\\d');
  });

  test('unknown countries and kinds are counted once in a warning', () => {
    const invoices = [invoice('F1', '2026-02-02'), invoice('F2', '2026-02-02', { debtor_id: 'E' })];
    expect(queueOf({ debtors: [DEBTOR], invoices }, TODAY).warnings).toEqual([
      '1 debtor of unknown country or kind: treated as a company in the EU, with the general frequency cap',
    ]);
  });
});
