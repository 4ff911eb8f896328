import { describe, expect, test } from 'vitest';
import { NO_DAY, parseDay } from '../../src/calendar/index.ts';
import {
  askGates,
  type CallValue,
  prepareQueueContext,
  readDebtorCase,
  valueCall,
} from '../../src/prioritise/index.ts';
import { DEBTOR, type GivenForecast, inputsOf, invoice, queueOf } from './queue-of.ts';

const TODAY = '2026-03-02';

/** Payment is as likely on any of the next 500 days: within g days of them 250 − g + g² / 1000 days are left. */
const OVER_500_DAYS = { pPaidSoon: 3 / 500, expectedDays: 250, quantiles: [50, 250, 450] } as const;

function worthOf(forecast: GivenForecast, more: Record<string, unknown> = {}, rows = {}): CallValue {
  const inputs = inputsOf({ debtors: [DEBTOR], invoices: [invoice('F1', '2026-02-02', more)], ...rows }, TODAY, {
    forecast,
  });
  const c = readDebtorCase(prepareQueueContext(inputs), 0);
  if (!c) throw new TypeError('no open debt');
  return valueCall(c, askGates(c).callable.length > 0 ? askGates(c).callable : c.open);
}

describe('the value of a call', () => {
  test('is the formula of the docs', () => {
    const value = worthOf({ ...OVER_500_DAYS, pVeryLate: 0.5 });
    expect(value.reach).toBeCloseTo(0.55, 12);
    expect(value.heed).toBeCloseTo(0.55, 12);
    expect(value.moneyDays).toBeCloseTo(1000 * 245.025 * 0.55 * 0.55, 6);
    expect(value.cash).toBeCloseTo((value.moneyDays * 0.12) / 365, 12);
    expect(value.loss).toBeCloseTo(1000 * 0.5 * 0.01 * 0.3 * 0.55 * 0.55, 12);
    expect(value.annoyance).toBe(0);
    expect(value.value).toBeCloseTo(value.cash + value.loss, 12);
    expect(value.worthToday).toBe(value.value);
    expect(value.laterDay).toBe(NO_DAY);
  });

  test('is what the best later moment would not bring: less where most pay within days, and the rest late', () => {
    // Half pay tomorrow, and who does not waits for 100 days on average.
    const value = worthOf({ pPaidSoon: 0.5, expectedDays: 50, quantiles: [1, 1, 150], pVeryLate: 0 });
    expect(value.laterDay).toBe(parseDay('2026-03-03'));
    expect(value.neededThen).toBeCloseTo(0.5, 12);
    expect(value.worthToday).toBeLessThan(0.1 * value.value);
  });

  test('is nothing as long as a call before the due date gains nothing by being early', () => {
    const value = worthOf(OVER_500_DAYS, { due_date: '2026-03-12' });
    expect(value.value).toBeGreaterThan(1);
    expect(value.worthToday).toBe(0);
    expect(value.laterDay).toBe(parseDay('2026-03-03'));
    expect(worthOf(OVER_500_DAYS, { due_date: '2026-03-06' }).worthToday).toBeGreaterThan(1);
  });

  test('is less where a call a few days later would be about more', () => {
    const worth = (dueOn: string) =>
      worthOf(OVER_500_DAYS, {}, { invoices: [invoice('F1', '2026-02-02'), invoice('F2', dueOn, { amount: 9000 })] });
    const alone = worth('2026-05-04');
    const joined = worth('2026-03-03');
    expect(joined.value).toBeCloseTo(alone.value, 6);
    expect(joined.worthToday).toBeLessThan(alone.worthToday);
    expect(joined.laterDay).toBeGreaterThan(parseDay(TODAY));
  });

  test('nothing is gained where the money comes anyway', () => {
    const value = worthOf({ pPaidSoon: 1, expectedDays: 1.95, quantiles: [1, 2, 3], pVeryLate: 0 });
    expect(value.cash).toBeCloseTo(0, 12);
    expect(value.annoyance).toBeCloseTo(0.55 * 5, 12);
    expect(value.value).toBeLessThan(0);
  });

  test('days before the due date are not gained', () => {
    const early = worthOf(OVER_500_DAYS, { due_date: '2026-03-12' });
    expect(early.moneyDays).toBeCloseTo(1000 * (250 - 10 + 0.1) * early.reach * early.heed, 6);
  });

  test('grows with the amount and with the days to wait', () => {
    const slow = { expectedDays: 60, quantiles: [20, 60, 100] as const };
    expect(worthOf(slow).value).toBeGreaterThan(worthOf({}).value);
    expect(worthOf({}, { amount: 2000 }).value).toBeGreaterThan(worthOf({}).value);
  });

  test('a debtor that ignored calls is worth less, one that pays after them more', () => {
    const reached = (at: string) => ({ debtor_id: 'D', at, channel: 'call', outcome: 'reached' });
    const ignored = worthOf({}, {}, { contacts: [reached('2026-02-05'), reached('2026-02-12')] });
    const old = (id: string, paid_on: string) => ({
      payment_id: id,
      debtor_id: 'D',
      invoice_id: id,
      paid_on,
      amount: 100,
    });
    const invoices = [
      invoice('F1', '2026-02-02'),
      invoice('O1', '2025-10-01', { amount: 100, issue_date: '2025-09-01' }),
      invoice('O2', '2025-11-03', { amount: 100, issue_date: '2025-10-01' }),
    ];
    const heeded = worthOf(
      {},
      {},
      {
        invoices,
        contacts: [reached('2025-10-08'), reached('2025-11-10')],
        payments: [old('O1', '2025-10-10'), old('O2', '2025-11-12')],
      },
    );
    expect(ignored.heed).toBeLessThan(worthOf({}).heed);
    expect(heeded.heed).toBeGreaterThan(worthOf({}).heed);
  });

  test('a payment after a call proves nothing where the debtor always pays so late', () => {
    const settled = (n: number, daysLate: number) => ({
      invoice: invoice(`O${n}`, `2025-0${n}-03`, { amount: 100, issue_date: '2024-12-02' }),
      payment: {
        payment_id: `P${n}`,
        debtor_id: 'D',
        invoice_id: `O${n}`,
        paid_on: `2025-0${n}-${3 + daysLate}`,
        amount: 100,
      },
    });
    const called = { debtor_id: 'D', at: '2025-08-13', channel: 'call', outcome: 'reached' };
    const heedOf = (usualDaysLate: number) => {
      const old = [2, 3, 4, 5, 6, 7].map((month) => settled(month, usualDaysLate)).concat(settled(8, 15));
      return worthOf(
        {},
        {},
        {
          invoices: [invoice('F1', '2026-02-02'), ...old.map((one) => one.invoice)],
          payments: old.map((one) => one.payment),
          contacts: [called],
        },
      ).heed;
    };
    expect(heedOf(15)).toBeLessThan(heedOf(25));
    expect(heedOf(15)).toBeGreaterThan(worthOf({}).heed);
  });

  test('payment soon after a reminder speaks for the debtor, and a dispute or a claim says nothing', () => {
    const settled = {
      invoices: [invoice('F1', '2026-02-02'), invoice('O1', '2025-10-01', { amount: 100, issue_date: '2025-09-01' })],
      payments: [{ payment_id: 'P1', debtor_id: 'D', invoice_id: 'O1', paid_on: '2025-10-20', amount: 100 }],
    };
    const heedAfter = (at: string, channel: string, outcome: string): number =>
      worthOf({}, {}, { ...settled, contacts: [{ debtor_id: 'D', at, channel, outcome }] }).heed;
    expect(heedAfter('2025-10-16', 'email', 'sent')).toBeGreaterThan(0.57);
    // Followed by nothing within ten days.
    expect(heedAfter('2025-10-02', 'email', 'sent')).toBeLessThan(0.55);
    expect(heedAfter('2025-10-02', 'email', 'sent')).toBeGreaterThan(heedAfter('2025-10-02', 'call', 'reached'));
    expect(heedAfter('2025-10-16', 'call', 'disputed')).toBeCloseTo(0.55, 12);
    expect(heedAfter('2025-10-16', 'call', 'claims_paid')).toBeCloseTo(0.55, 12);
  });

  test('unanswered calls lower the chance to reach', () => {
    const contacts = ['2026-02-05', '2026-02-12'].map((at) => ({
      debtor_id: 'D',
      at,
      channel: 'call',
      outcome: 'no_answer',
    }));
    expect(worthOf({}, {}, { contacts }).reach).toBeCloseTo((4 * 0.55) / 6, 12);
  });

  test('ranks the queue, ties by debtor id', () => {
    const invoices = ['b', 'a', 'c'].map((id) =>
      invoice(`F${id}`, '2026-02-02', { debtor_id: id, amount: id === 'c' ? 5000 : 1000 }),
    );
    const { calls } = queueOf({ invoices }, TODAY);
    expect(calls.map((call) => call.debtor_id)).toEqual(['c', 'a', 'b']);
    expect(calls.map((call) => call.rank)).toEqual([1, 2, 3]);
  });

  test('an open invoice without a forecast is an error', () => {
    const inputs = inputsOf({ invoices: [invoice('F1', '2026-02-02')] }, TODAY);
    const forecasts = { ...inputs.forecasts, invoice: new Int32Array(0) };
    expect(() => readDebtorCase(prepareQueueContext({ ...inputs, forecasts }), 0)).toThrow(
      'no forecast for open invoice row 0',
    );
  });
});
