import { describe, expect, it } from 'vitest';
import { createBusinessCalendar, NO_DAY, parseDay } from '../../src/calendar/index.ts';
import { type LedgerRows, ledgerFromRows } from '../../src/ledger/index.ts';
import { trainLatenessModel } from '../../src/models/index.ts';
import { cashFacts } from '../../src/nightly/cash-facts.ts';
import { checkFreshness } from '../../src/nightly/check-freshness.ts';
import { countDays } from '../../src/nightly/ledger-days.ts';
import { scoreOutcomes } from '../../src/nightly/score-outcomes.ts';

const invoice = (id: string, due: string, paidOn?: string, bookedOn = paidOn) => ({
  invoice: { invoice_id: id, debtor_id: 'D', issue_date: '2026-01-05', due_date: due, amount: 100, currency: 'EUR' },
  payment: paidOn && { debtor_id: 'D', invoice_id: id, paid_on: paidOn, booked_on: bookedOn as string, amount: 100 },
});
const ledgerOf = (...rows: readonly ReturnType<typeof invoice>[]) =>
  ledgerFromRows({
    invoices: rows.map((row) => row.invoice),
    payments: rows
      .map((row) => row.payment)
      .filter((row) => row !== undefined && row !== '') as LedgerRows['payments'] & {},
  });
const FROM = parseDay('2026-02-02');
const AS_OF = parseDay('2026-03-02');

describe('outcomes that became known', () => {
  it('are those of invoices that fell due in between and were not paid before', () => {
    const ledger = ledgerOf(
      invoice('before', '2026-01-30', '2026-02-10'),
      invoice('paid before', '2026-02-10', '2026-01-20'),
      invoice('paid before, booked later', '2026-02-10', '2026-01-30', '2026-02-03'),
      invoice('on time', '2026-02-10', '2026-02-09'),
      invoice('late', '2026-02-10', '2026-02-20'),
      invoice('open', '2026-02-11'),
      invoice('not decided', '2026-03-02'),
    );
    const model = trainLatenessModel(ledger, { asOf: '2026-02-02' });
    const { rows, late, scores, chanceErrors } = scoreOutcomes(() => [ledger], [model, model], FROM, AS_OF);
    expect({ rows, late }).toEqual({ rows: 4, late: 2 });
    expect(scores[0]).toEqual(scores[1]);
    expect(scores[0].logLoss).toBeGreaterThan(0);
    expect(chanceErrors[0]).toBeGreaterThan(0);
  });

  it('do not change with what becomes known later', () => {
    const known = [invoice('a', '2026-02-10', '2026-02-09'), invoice('b', '2026-02-11')];
    const model = trainLatenessModel(ledgerOf(...known), { asOf: '2026-02-02' });
    const paidLater = [known[0], invoice('b', '2026-02-11', '2026-03-02')];
    expect(scoreOutcomes(() => [ledgerOf(...paidLater)], [model], FROM, AS_OF)).toEqual(
      scoreOutcomes(() => [ledgerOf(...known)], [model], FROM, AS_OF),
    );
  });
});

describe('the age of cash data', () => {
  const calendar = createBusinessCalendar('');
  const config = { maximumBusinessDays: 'auto', holdDueCalls: true } as const;

  it('counts the business days of which no payment is known', () => {
    const ledger = ledgerOf(invoice('a', '2026-02-10', '2026-02-20'), invoice('b', '2026-02-11', '2026-02-27'));
    const monday = cashFacts(countDays([ledger]), AS_OF, calendar);
    expect(monday).toMatchObject({ newestBookedDay: parseDay('2026-02-27'), ageBusinessDays: 0, rowsKnownLater: 0 });
    expect(monday.longestGapBusinessDays).toBe(5);
    expect(checkFreshness(monday, config)).toMatchObject({ state: 'fresh', maximumBusinessDays: 5 });
    expect(cashFacts(countDays([ledger]), parseDay('2026-03-04'), calendar).ageBusinessDays).toBe(2);
    const old = cashFacts(countDays([ledger]), parseDay('2026-03-10'), calendar);
    expect(old.ageBusinessDays).toBe(6);
    expect(checkFreshness(old, config)).toMatchObject({ state: 'stale', holdsDueCalls: true });
    expect(checkFreshness(old, { maximumBusinessDays: 6, holdDueCalls: true }).state).toBe('fresh');
    expect(checkFreshness(old, { ...config, holdDueCalls: false })).toMatchObject({
      state: 'stale',
      holdsDueCalls: false,
    });
  });

  it('looks at no payment of the morning or later, but counts it', () => {
    const ledger = ledgerOf(invoice('a', '2026-02-10', '2026-02-20'), invoice('b', '2026-02-11', '2026-03-02'));
    expect(cashFacts(countDays([ledger]), AS_OF, calendar)).toMatchObject({
      newestBookedDay: parseDay('2026-02-20'),
      rowsKnownLater: 1,
    });
  });

  it('is unknown without a payment', () => {
    const facts = cashFacts(countDays([ledgerOf(invoice('a', '2026-02-10'))]), AS_OF, calendar);
    expect(facts.newestBookedDay).toBe(NO_DAY);
    expect(checkFreshness(facts, config)).toMatchObject({ state: 'unknown', newestBooked: null, holdsDueCalls: false });
  });
});
