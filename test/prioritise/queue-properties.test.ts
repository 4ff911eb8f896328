import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { formatDay, parseDay } from '../../src/calendar/index.ts';
import { findSorted, ITEM, type LedgerRows, textAt } from '../../src/ledger/index.ts';
import {
  ACTION_COLUMNS,
  askGates,
  type CallQueue,
  decideQueue,
  GATE_ORDER,
  OPEN_ENDED,
  prepareQueueContext,
  QUEUE_COLUMNS,
  readDebtorCase,
  SUPPRESSED_COLUMNS,
} from '../../src/prioritise/index.ts';
import { inputsOf, placeOf, type QueueOptions, queueOf, THURSDAYS } from './queue-of.ts';

const TODAY = '2026-03-02';
const today = parseDay(TODAY);
const dayAround = (least: number, most: number): fc.Arbitrary<string> =>
  fc.integer({ min: least, max: most }).map((offset) => formatDay(today + offset));
const debtorIds = fc.constantFrom('D1', 'D2', 'D3', 'D4', 'é5', '😀6');
const invoiceIds = fc.integer({ min: 0, max: 14 }).map((n) => `F${n}`);

const invoices = fc.uniqueArray(
  fc.record({
    invoice_id: invoiceIds,
    debtor_id: debtorIds,
    issue_date: dayAround(-200, -1),
    due_date: dayAround(-120, 40),
    amount: fc
      .integer({ min: -40_000, max: 2_000_000 })
      .filter((minor) => minor !== 0)
      .map((minor) => minor / 100),
    verified: fc.constantFrom(true, null, false, null),
    direct_debit: fc.constantFrom(null, null, null, true),
  }),
  { minLength: 1, maxLength: 15, selector: (row) => row.invoice_id },
);

const ledgers: fc.Arbitrary<LedgerRows> = invoices.chain((rows) => {
  const owner = new Map(rows.map((row) => [row.invoice_id, row.debtor_id]));
  const known = fc.constantFrom(...rows.map((row) => row.invoice_id));
  const flag = fc.constantFrom(false, false, false, true);
  return fc.record({
    invoices: fc.constant(rows),
    debtors: fc.uniqueArray(
      fc.record({
        debtor_id: debtorIds,
        kind: fc.constantFrom('company', 'consumer', 'sole_trader', null),
        country: fc.constantFrom('NL', 'BE', 'US', null),
        do_not_call: flag,
        insolvent_on: fc.option(dayAround(-50, 5), { freq: 6 }),
      }),
      { maxLength: 6, selector: (row) => row.debtor_id },
    ),
    payments: fc.uniqueArray(
      fc
        .record({
          payment_id: fc.integer({ min: 0, max: 9 }).map((n) => `P${n}`),
          debtor_id: debtorIds,
          paid_on: dayAround(-90, -1),
          amount: fc.integer({ min: 1, max: 900_000 }).map((minor) => minor / 100),
          invoice_id: fc.option(known),
        })
        .map((row) => (row.invoice_id ? { ...row, debtor_id: owner.get(row.invoice_id) as string } : row)),
      { maxLength: 10, selector: (row) => row.payment_id },
    ),
    contacts: fc.array(
      fc.record({
        debtor_id: debtorIds,
        at: dayAround(-60, -1),
        channel: fc.constantFrom('call', 'email', 'letter', null),
        outcome: fc.constantFrom(
          'reached',
          'no_answer',
          'promised',
          'disputed',
          'invoice_not_received',
          'claims_paid',
          'sent',
          null,
        ),
        assigned: fc.constantFrom(null, null, 'holdout'),
      }),
      { maxLength: 12 },
    ),
    promises: fc.uniqueArray(
      fc.record({
        promise_id: fc.integer({ min: 0, max: 5 }).map((n) => `Z${n}`),
        debtor_id: debtorIds,
        promised_on: dayAround(-40, -1),
        due_on: dayAround(-20, 20),
        amount: fc.option(fc.integer({ min: 1, max: 500_000 }).map((minor) => minor / 100)),
      }),
      { maxLength: 5, selector: (row) => row.promise_id },
    ),
    disputes: fc.uniqueArray(
      fc.record({
        dispute_id: fc.integer({ min: 0, max: 3 }).map((n) => `X${n}`),
        invoice_id: known,
        opened_on: dayAround(-40, -1),
        resolved_on: fc.option(dayAround(-10, 5)),
      }),
      { maxLength: 3, selector: (row) => row.dispute_id },
    ),
    plans: fc.array(
      fc.record({
        debtor_id: debtorIds,
        agreed_on: fc.constant('2026-02-01'),
        due_on: dayAround(-20, 40),
        amount: fc.constant(150),
      }),
      { maxLength: 3 },
    ),
  }) as fc.Arbitrary<LedgerRows>;
});

const options: fc.Arbitrary<QueueOptions> = fc.record({
  runs: fc.constantFrom({}, { D1: THURSDAYS, D3: THURSDAYS }),
  forecast: fc.record({
    pPaidSoon: fc.double({ min: 0, max: 1, noNaN: true }),
    expectedDays: fc.double({ min: 0, max: 180, noNaN: true }),
  }),
  policy: fc.record({
    callsPerDay: fc.nat(6),
    minutesPerDay: fc.constantFrom(null, null, 25),
    agents: fc.constantFrom([], [], [{ name: 'Anna', languages: ['nl'] }, { name: 'Bart' }]),
    spread: fc.boolean(),
    holdoutShare: fc.constantFrom(0, 0.3),
    minimumAmount: fc.constantFrom(0, 25, 1000),
  }),
});

const listed = (queue: CallQueue): string[] => [...queue.calls, ...queue.suppressed].map((row) => row.debtor_id);

describe('the queue', () => {
  test('every debtor with open debt is in exactly one place', () => {
    fc.assert(
      fc.property(ledgers, options, (rows, given) => {
        const inputs = inputsOf(rows, TODAY, given);
        const { ledger, items } = inputs;
        const owing = new Set<string>();
        for (let i = 0; i < ledger.invoices.count; i++)
          if (items.state[i] === ITEM.open && items.openMinor[i] > 0)
            owing.add(textAt(ledger.debtors.id, ledger.invoices.debtor[i]));
        const queue = decideQueue(inputs);
        const places = listed(queue);
        expect(new Set(places).size).toBe(places.length);
        for (const id of owing) expect(places).toContain(id);
        for (const row of queue.suppressed) if (!owing.has(row.debtor_id)) expect(row.open_amount).toBeGreaterThan(1);
        for (const { action, debtor_id } of queue.actions) if (action !== 'thank') expect(places).toContain(debtor_id);
        const { callsPerDay, agents } = inputs.policy;
        expect(queue.calls.length).toBeLessThanOrEqual(callsPerDay * Math.max(1, agents.length));
        const names = agents.length === 0 ? [''] : agents.map(({ name }) => name);
        for (const { agent } of queue.calls) expect(names).toContain(agent);
        for (const [at, call] of queue.calls.entries()) expect(call.rank).toBe(at + 1);
      }),
      { numRuns: 80 },
    );
  });

  test('`until` lies strictly after the as-of date, every evidence says something, every column is there', () => {
    fc.assert(
      fc.property(ledgers, options, (rows, given) => {
        const inputs = inputsOf(rows, TODAY, given);
        const queue = decideQueue(inputs);
        for (const row of queue.suppressed) {
          expect(row.until === '' || row.until > TODAY).toBe(true);
          // Whatever else holds the debtor now holds it no longer on that day.
          const debtor = findSorted(inputs.ledger.debtors.id, row.debtor_id);
          const c = readDebtorCase(prepareQueueContext(inputs), debtor, true);
          const { callable } = askGates(c);
          for (const gate of GATE_ORDER) {
            const until = gate.scope === 'debtor' ? gate.holds(c, callable) : undefined;
            if (until === undefined || gate.reason === 'not_worth_a_call') continue;
            expect(row.until === '' || row.until >= formatDay(until), gate.reason).toBe(true);
            if (until === OPEN_ENDED) expect(row.until, gate.reason).toBe('');
          }
          expect(row.evidence.length).toBeGreaterThan(10);
          expect(row.evidence).not.toMatch(/undefined|NaN|Infinity/);
          expect(Object.keys(row)).toEqual(SUPPRESSED_COLUMNS);
        }
        for (const row of queue.calls) {
          expect(Object.keys(row)).toEqual(QUEUE_COLUMNS);
          expect(JSON.stringify({ ...row, promise_amount: 0 })).not.toMatch(/undefined|NaN|Infinity|null|[{]\w+[}]/);
          expect(row.invoice_ids).not.toBe('');
        }
        for (const row of queue.actions) {
          expect(Object.keys(row)).toEqual(ACTION_COLUMNS);
          expect(row.due_on >= TODAY).toBe(true);
          expect(row.evidence).not.toMatch(/undefined|NaN|Infinity/);
        }
      }),
      { numRuns: 40 },
    );
  });

  test('one more call of capacity never removes a call', () => {
    fc.assert(
      fc.property(ledgers, options, fc.nat(5), (rows, given, capacity) => {
        const at = (callsPerDay: number): string[] =>
          queueOf(rows, TODAY, { ...given, policy: { ...given.policy, callsPerDay } }).calls.map(
            (call) => call.debtor_id,
          );
        const [fewer, more] = [at(capacity), at(capacity + 1)];
        expect(more.filter((debtor) => fewer.includes(debtor))).toEqual(fewer);
      }),
      { numRuns: 80 },
    );
  });

  test('a payment that clears a debtor removes its call', () => {
    fc.assert(
      fc.property(ledgers, options, (rows, given) => {
        const inputs = inputsOf(rows, TODAY, given);
        const [call] = decideQueue(inputs).calls;
        fc.pre(call !== undefined);
        const { ledger, items } = inputs;
        const clearing = [];
        for (let i = 0; i < ledger.invoices.count; i++) {
          const owner = textAt(ledger.debtors.id, ledger.invoices.debtor[i]);
          if (owner !== call?.debtor_id || items.state[i] !== ITEM.open || items.openMinor[i] <= 0) continue;
          const invoice_id = textAt(ledger.invoices.id, i);
          clearing.push({
            payment_id: `clear-${invoice_id}`,
            debtor_id: owner,
            invoice_id,
            paid_on: '2026-03-01',
            amount: items.openMinor[i] / 100,
          });
        }
        const after = queueOf({ ...rows, payments: [...(rows.payments ?? []), ...clearing] }, TODAY, given);
        expect(placeOf(after, call?.debtor_id ?? '') ?? '').not.toMatch(/^call:/);
      }),
      { numRuns: 80 },
    );
  });

  test('the order of rows does not matter', () => {
    fc.assert(
      fc.property(ledgers, options, (rows, given) => {
        const reversed = Object.fromEntries(
          Object.entries(rows).map(([table, list]) => [table, [...list].reverse()]),
        ) as unknown as LedgerRows;
        expect(JSON.stringify(queueOf(reversed, TODAY, given))).toBe(JSON.stringify(queueOf(rows, TODAY, given)));
      }),
      { numRuns: 40 },
    );
  });

  test('rows known on or after the as-of date change nothing', () => {
    fc.assert(
      fc.property(ledgers, options, debtorIds, (rows, given, debtor) => {
        const later = {
          ...rows,
          invoices: [
            ...rows.invoices,
            { invoice_id: 'later', debtor_id: debtor, issue_date: TODAY, due_date: '2026-03-05', amount: 90_000 },
          ],
          payments: [
            ...(rows.payments ?? []),
            { payment_id: 'later', debtor_id: debtor, paid_on: TODAY, amount: 5000 },
          ],
          contacts: [
            ...(rows.contacts ?? []),
            { debtor_id: debtor, at: TODAY, channel: 'call' as const, outcome: 'reached' as const },
          ],
          promises: [
            ...(rows.promises ?? []),
            { promise_id: 'later', debtor_id: debtor, promised_on: TODAY, due_on: '2026-03-09', amount: 100 },
          ],
        };
        expect(JSON.stringify(queueOf(later, TODAY, given))).toBe(JSON.stringify(queueOf(rows, TODAY, given)));
      }),
      { numRuns: 40 },
    );
  });

  test('on its `until` a debtor is held no longer for having been contacted or not answering', () => {
    const contacts = fc.array(
      fc.record({
        debtor_id: fc.constant('D1'),
        at: dayAround(-12, -1),
        channel: fc.constantFrom('call', 'email'),
        outcome: fc.constantFrom('reached', 'no_answer', 'voicemail'),
      }),
      { minLength: 1, maxLength: 7 },
    );
    fc.assert(
      fc.property(contacts, fc.constantFrom('company', 'consumer'), (said, kind) => {
        const rows = {
          debtors: [{ debtor_id: 'D1', kind, country: 'NL' }],
          invoices: [
            { invoice_id: 'F1', debtor_id: 'D1', issue_date: '2025-12-01', due_date: '2026-01-05', amount: 900 },
          ],
          contacts: said,
        } as LedgerRows;
        const [row] = queueOf(rows, TODAY).suppressed;
        fc.pre(row !== undefined);
        expect(['recently_contacted', 'attempts_exhausted']).toContain(row.reason);
        expect(placeOf(queueOf(rows, row.until), 'D1')).not.toBe(row.reason);
        expect(queueOf(rows, formatDay(parseDay(row.until) - 1)).calls).toEqual([]);
      }),
      { numRuns: 40 },
    );
  });

  test('any past day can be replayed from the ledger of today', () => {
    fc.assert(
      fc.property(ledgers, options, fc.nat(60), (rows, given, ago) => {
        const day = formatDay(today - ago);
        const onlyKnown = (known: string | null | undefined): string | null => (known && known < day ? known : null);
        const invoicesThen = rows.invoices.filter((row) => row.issue_date < day);
        fc.pre(invoicesThen.length > 0);
        const then = {
          invoices: invoicesThen,
          debtors: rows.debtors?.map((row) => ({ ...row, insolvent_on: onlyKnown(row.insolvent_on as string) })),
          payments: rows.payments?.filter((row) => row.paid_on < day),
          contacts: rows.contacts?.filter((row) => row.at < day),
          promises: rows.promises?.filter((row) => row.promised_on < day),
          disputes: rows.disputes
            ?.filter(
              (row) => row.opened_on < day && invoicesThen.some(({ invoice_id }) => invoice_id === row.invoice_id),
            )
            .map((row) => ({ ...row, resolved_on: onlyKnown(row.resolved_on as string) })),
          plans: rows.plans?.filter(() => '2026-02-01' < day),
        } as LedgerRows;
        expect(queueOf(rows, day, given)).toEqual(queueOf(then, day, given));
      }),
      { numRuns: 40 },
    );
  });
});
