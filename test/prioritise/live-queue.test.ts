import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { ledgerFromRows, textAt } from '../../src/ledger/index.ts';
import { trainLatenessModel } from '../../src/models/index.ts';
import { createQueue, type LiveEvent, rankCallQueue, rankLive } from '../../src/prioritise/index.ts';
import { createWorld } from '../../src/simulate/index.ts';

const AS_OF = '2025-06-02';
const { ledger: rows } = createWorld({ invoices: 2400, debtors: 110, seed: 4, from: AS_OF }).rowsAsOf(AS_OF);
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
  // Somebody else's invoice, more often than not: a head office speaks for its branches.
  fc.record({ kind: fc.constant('contact' as const), debtorId, invoiceId, outcome: fc.constant('reached' as const) }),
  fc.record({ kind: fc.constant('promise' as const), debtorId, invoiceId, dueOn: fc.constant('2025-06-03') }),
);

/** Events of which some bring an invoice or a credit note, and others are about one that came before. */
const day: fc.Arbitrary<LiveEvent[]> = fc
  .array(fc.tuple(event, fc.nat(3), debtorId, amount), { minLength: 1, maxLength: 6 })
  .map((list) =>
    list.flatMap(([one, what, debtor, money], at): LiveEvent[] => {
      const id = `nieuw-é${at}`;
      if (what === 0) return [one, { kind: 'credit_note', debtorId: debtor, invoiceId: id, amount: money }];
      if (what > 1) return [one];
      const due = ['2025-05-01', '2025-06-02', '2025-06-04', '2025-07-01'][at % 4] as string;
      const since: LiveEvent[] = [
        { kind: 'dispute', invoiceId: id },
        { kind: 'payment', debtorId: debtor, invoiceId: id, amount: money / 2 },
        { kind: 'promise', debtorId: debtor, invoiceId: id, dueOn: '2025-06-05' },
      ];
      return [
        { kind: 'invoice', debtorId: debtor, invoiceId: id, issuedOn: '2025-05-01', dueOn: due, amount: money },
        ...since.slice(at % 3, (at % 3) + 1),
        one,
      ];
    }),
  );

describe('a live queue', () => {
  test('starts as rankCallQueue does', () => {
    const queue = createQueue(request);
    expect(queue.snapshot()).toEqual(rankCallQueue(request));
    expect(queue.calls()).toEqual(rankCallQueue(request).calls);
    expect(queue.calls().length).toBeGreaterThan(1);
    const agents = [{ name: 'Anna', languages: ['nl'], callsPerDay: 1 }, { name: 'Bart' }];
    const shared = { ...request, policy: { ...request.policy, agents, minutesPerDay: 20 } };
    expect(createQueue(shared).calls()).toEqual(rankCallQueue(shared).calls);
    expect(createQueue(shared).snapshot()).toEqual(rankCallQueue(shared));
  });

  test('equals a full re-rank after any events', () => {
    fc.assert(
      fc.property(day, (events) => {
        const queue = createQueue(request);
        for (const one of events) {
          queue.apply(one);
          // A card that was read before an event must not be told after it.
          queue.calls();
        }
        const full = rankLive(request, events);
        expect(queue.snapshot()).toEqual(full);
        expect(queue.calls()).toEqual(full.calls);
      }),
      { numRuns: 20, seed: 11 },
    );
  });

  test('has room for more events about one debtor than it began with', () => {
    const queue = createQueue(request);
    const debtor = queue.calls()[0]!.debtor_id;
    const events = Array.from({ length: 150 }, (_, at): LiveEvent => {
      if (at % 50 === 7)
        return { kind: 'invoice', debtorId: debtor, invoiceId: `é${at}`, dueOn: '2025-06-01', amount: 70 };
      if (at % 50 === 8) return { kind: 'payment', debtorId: debtor, invoiceId: `é${at - 1}`, amount: 0.5 };
      return { kind: 'payment', debtorId: debtor, amount: 0.01 * (at % 7) };
    });
    for (const one of events) queue.apply(one);
    expect(queue.snapshot()).toEqual(rankLive(request, events));
  });

  test('knows whose invoices a debtor spoke of that are not its own', () => {
    const [first, second] = createQueue(request).calls();
    const invoiceId = second!.invoice_ids.split('|')[0]!;
    const events: LiveEvent[] = [
      { kind: 'promise', debtorId: first!.debtor_id, invoiceId, dueOn: '2025-06-04' },
      { kind: 'contact', debtorId: first!.debtor_id, invoiceId, outcome: 'reached' },
      { kind: 'payment', debtorId: second!.debtor_id, invoiceId, amount: second!.open_amount },
    ];
    const queue = createQueue(request);
    events.forEach((one, at) => {
      const concerned = queue.apply(one);
      expect(concerned).toContain(first!.debtor_id);
      expect(queue.snapshot()).toEqual(rankLive(request, events.slice(0, at + 1)));
    });
  });

  test('drops who was tried a moment ago, and whose money came', () => {
    const queue = createQueue(request);
    const [first, second] = queue.calls();
    expect(queue.apply({ kind: 'contact', debtorId: first!.debtor_id, outcome: 'no_answer' })).toEqual([
      first!.debtor_id,
    ]);
    expect(queue.calls().some((call) => call.debtor_id === first!.debtor_id)).toBe(false);
    expect(queue.snapshot().suppressed.find((row) => row.debtor_id === first!.debtor_id)?.reason).toBe(
      'recently_contacted',
    );
    queue.apply({ kind: 'payment', debtorId: second!.debtor_id, amount: second!.open_amount });
    expect(queue.calls().some((call) => call.debtor_id === second!.debtor_id)).toBe(false);
  });

  test('takes a new invoice with the forecast that a re-rank would make, and lists who owed nothing', () => {
    const trained = { ...request, model: trainLatenessModel(ledger, { asOf: AS_OF, estimator: 'logistic' }) };
    const queue = createQueue(trained);
    const nobody = debtorIds.find((id) => !listed.includes(id)) as string;
    const events = [listed[0] as string, nobody].map(
      (debtor, at): LiveEvent => ({
        kind: 'invoice',
        debtorId: debtor,
        invoiceId: `N${at}`,
        issuedOn: '2025-05-02',
        dueOn: '2025-05-12',
        amount: 90_000,
      }),
    );
    for (const one of events) queue.apply(one);
    const now = queue.snapshot();
    expect(now).toEqual(rankLive(trained, events));
    const row = [...now.calls, ...now.suppressed].find(({ debtor_id }) => debtor_id === nobody);
    expect(row).toMatchObject({ open_amount: 90_000, overdue_amount: 90_000 });
    expect(row?.p_late).toBeGreaterThan(0);
    queue.apply({ kind: 'credit_note', debtorId: nobody, invoiceId: 'C0', amount: 90_000 });
    expect(queue.snapshot().suppressed.find(({ debtor_id }) => debtor_id === nobody)).toMatchObject({
      reason: 'no_action',
      open_amount: 0,
    });
  });

  test('refuses what it does not know, and stays as it was', () => {
    const queue = createQueue(request);
    const before = queue.snapshot();
    const bad: [LiveEvent, string][] = [
      [{ kind: 'payment', debtorId: 'nobody', amount: 1 }, 'there is no debtor "nobody"'],
      [{ kind: 'dispute', invoiceId: 'none' }, 'there is no invoice "none"'],
      [{ kind: 'payment', debtorId: debtorIds[0] as string, amount: Number.NaN }, 'must be a number'],
      [{ kind: 'promise', debtorId: debtorIds[0] as string, dueOn: 'soon' }, 'dueOn'],
      [
        { kind: 'credit_note', debtorId: debtorIds[0] as string, invoiceId: invoiceIds[0] as string, amount: 1 },
        'cannot be new',
      ],
      [
        { kind: 'invoice', debtorId: debtorIds[0] as string, invoiceId: 'N', dueOn: '2025-07-01', amount: 0 },
        'above 0',
      ],
      [{ kind: 'invoice', debtorId: 'nobody', invoiceId: 'N', dueOn: '2025-07-01', amount: 1 }, 'there is no debtor'],
    ];
    for (const [one, message] of bad) expect(() => queue.apply(one)).toThrow(message);
    expect(queue.snapshot()).toEqual(before);
  });
});
