import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { ledgerFromRows, textAt } from '../../src/ledger/index.ts';
import { trainLatenessModel } from '../../src/models/index.ts';
import { createQueue, type LiveEvent, rankCallQueue, rankLive } from '../../src/prioritise/index.ts';
import { createWorld } from '../../src/simulate/index.ts';

const AS_OF = '2025-06-02';
const { ledger: rows } = createWorld({ invoices: 4000, debtors: 150, seed: 4, from: AS_OF }).rowsAsOf(AS_OF);
const debtorIds = rows.debtors.map((row) => String(row.debtor_id));
// Every fifth debtor is paid for by another one, which the generator leaves out.
const debtors = rows.debtors.map((row, at) =>
  at % 5 === 1 ? { ...row, payer_id: debtorIds[(at + 7) % debtorIds.length] as string } : row,
);
const ledger = ledgerFromRows({ ...rows, debtors });
const model = trainLatenessModel(ledger, { asOf: AS_OF, estimator: 'prior' });
const request = { ledger, model, asOf: AS_OF, policy: { callsPerDay: 6, typicalDebtDays: 1 } };
const invoiceIds = Array.from({ length: ledger.invoices.count }, (_, row) => textAt(ledger.invoices.id, row));
const listed = (() => {
  const queue = rankCallQueue(request);
  return [...queue.calls, ...queue.suppressed].map((row) => row.debtor_id);
})();

const amount = fc.integer({ min: 1, max: 500_000 }).map((cents) => cents / 100);
const debtorId = fc.constantFrom(...listed, ...debtorIds);
const invoiceId = fc.constantFrom(...invoiceIds.slice(-200));
const event: fc.Arbitrary<LiveEvent> = fc.oneof(
  fc.record({ kind: fc.constant('payment' as const), debtorId, amount }),
  fc.record({ kind: fc.constant('payment' as const), debtorId, invoiceId, amount }),
  fc.record({
    kind: fc.constant('contact' as const),
    debtorId,
    outcome: fc.constantFrom('reached' as const, 'no_answer' as const, 'claims_paid' as const, 'disputed' as const),
  }),
  fc.record({
    kind: fc.constant('promise' as const),
    debtorId,
    dueOn: fc.constantFrom('2025-06-05', '2025-07-01'),
    amount,
  }),
  fc.record({ kind: fc.constant('dispute' as const), invoiceId }),
);

describe('a live queue', () => {
  test('starts as rankCallQueue does', () => {
    const queue = createQueue(request);
    expect(queue.snapshot()).toEqual(rankCallQueue(request));
    expect(queue.calls()).toEqual(rankCallQueue(request).calls);
    expect(queue.calls().length).toBeGreaterThan(3);
  });

  test('equals a full re-rank after any events', () => {
    fc.assert(
      fc.property(fc.array(event, { minLength: 1, maxLength: 6 }), (events) => {
        const queue = createQueue(request);
        for (const one of events) queue.apply(one);
        const full = rankLive(request, events);
        expect(queue.snapshot()).toEqual(full);
        expect(queue.calls()).toEqual(full.calls);
      }),
      { numRuns: 25, seed: 11 },
    );
  });

  test('drops who was reached, and whose money came', () => {
    const queue = createQueue(request);
    const [first, second] = queue.calls();
    expect(queue.apply({ kind: 'contact', debtorId: first!.debtor_id, outcome: 'reached' })).toEqual([
      first!.debtor_id,
    ]);
    expect(queue.calls().some((call) => call.debtor_id === first!.debtor_id)).toBe(false);
    expect(queue.snapshot().suppressed.find((row) => row.debtor_id === first!.debtor_id)?.reason).toBe(
      'recently_contacted',
    );
    queue.apply({ kind: 'payment', debtorId: second!.debtor_id, amount: second!.open_amount });
    expect(queue.calls().some((call) => call.debtor_id === second!.debtor_id)).toBe(false);
  });

  test('refuses what it does not know, and stays as it was', () => {
    const queue = createQueue(request);
    const before = queue.snapshot();
    const bad: [LiveEvent, string][] = [
      [{ kind: 'payment', debtorId: 'nobody', amount: 1 }, 'there is no debtor "nobody"'],
      [{ kind: 'dispute', invoiceId: 'none' }, 'there is no invoice "none"'],
      [{ kind: 'payment', debtorId: debtorIds[0] as string, amount: Number.NaN }, 'must be a number'],
      [{ kind: 'promise', debtorId: debtorIds[0] as string, dueOn: 'soon' }, 'dueOn'],
    ];
    for (const [one, message] of bad) expect(() => queue.apply(one)).toThrow(message);
    expect(queue.snapshot()).toEqual(before);
  });
});
