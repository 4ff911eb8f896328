import { describe, expect, test } from 'vitest';
import { invoice, queueOf } from './queue-of.ts';

const TODAY = '2026-03-02';
/** 21 debtors: 20 owe 1,000 each, one owes `amount`. */
const rows = (amount: number, due = '2026-02-02', count = 20) => ({
  invoices: [
    ...Array.from({ length: count }, (_, at) => invoice(`F${at}`, '2026-02-02', { debtor_id: `D${at}` })),
    invoice('S', due, { debtor_id: 'small', amount }),
  ],
});
const small = (queue: ReturnType<typeof queueOf>) => queue.suppressed.find((row) => row.debtor_id === 'small');

describe('the least value of a call', () => {
  test('a debt that is little beside the typical one is not called about', () => {
    const queue = queueOf(rows(30), TODAY);
    expect(small(queue)).toMatchObject({ reason: 'not_worth_a_call', until: '2026-03-03' });
    expect(small(queue)?.evidence).toContain('calls are made from');
    expect(queue.calls).toHaveLength(20);
  });

  test('the scale of the amounts does not matter', () => {
    expect(small(queueOf(rows(1000), TODAY))).toBeUndefined();
    const hundredth = rows(30).invoices.map((row) => ({ ...row, amount: (row as { amount: number }).amount * 100 }));
    expect(small(queueOf({ invoices: hundredth }, TODAY))?.reason).toBe('not_worth_a_call');
  });

  test('few debtors are all called, and so are all with the limit switched off', () => {
    expect(small(queueOf(rows(30, '2026-02-02', 10), TODAY))).toBeUndefined();
    expect(small(queueOf(rows(30), TODAY, { policy: { typicalDebtDays: 0 } }))).toBeUndefined();
  });

  test('a broken promise is called about however little it is', () => {
    const promises = [{ promise_id: 'P', debtor_id: 'small', promised_on: '2026-02-10', due_on: '2026-02-20' }];
    const { calls } = queueOf({ ...rows(30), promises }, TODAY);
    expect(calls[0]).toMatchObject({ debtor_id: 'small', reason: 'broken_promise' });
  });
});
