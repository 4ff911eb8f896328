import { describe, expect, test } from 'vitest';
import { type DebtorCase, prepareQueueContext, readDebtorCase } from '../../src/prioritise/index.ts';
import { DEBTOR, inputsOf, invoice, placeOf, queueOf } from './queue-of.ts';

const DAY = 86_400_000;
const text = (ms: number): string => new Date(ms).toISOString().slice(0, 10);

/** An invoice due each Monday of 2025; those due from July through September were paid three weeks late, if `hasSeason`. */
function year(hasSeason: boolean) {
  const invoices = [];
  const payments = [];
  for (let week = 0; week < 52; week++) {
    const due = Date.UTC(2025, 0, 6) + week * 7 * DAY;
    const month = new Date(due).getUTCMonth();
    const lateDays = hasSeason && month >= 6 && month <= 8 ? 21 : 0;
    const id = `OLD${week}`;
    invoices.push(invoice(id, text(due), { issue_date: text(due - 30 * DAY), amount: 500 }));
    payments.push({
      payment_id: id,
      debtor_id: 'D',
      invoice_id: id,
      paid_on: text(due + lateDays * DAY),
      amount: 500,
    });
  }
  return { invoices, payments };
}

function rows(due: string, hasSeason = true) {
  const { invoices, payments } = year(hasSeason);
  return { debtors: [DEBTOR], invoices: [...invoices, invoice('F1', due, { issue_date: '2026-01-05' })], payments };
}

function habitOn(asOf: string, due: string, policy = {}): DebtorCase['habit'] {
  const c = readDebtorCase(prepareQueueContext(inputsOf(rows(due), asOf, { policy })), 0);
  if (!c) throw new TypeError('no open debt');
  return c.habit;
}

describe('who is habitually late at this time of the year', () => {
  test('is called before the due date in its slack season, and not in other months', () => {
    expect(placeOf(queueOf(rows('2026-08-13'), '2026-08-10'), 'D')).toBe('call:habitual_late_pre_due');
    expect(placeOf(queueOf(rows('2026-03-12'), '2026-03-09'), 'D')).toBe('no_action');
    expect(placeOf(queueOf(rows('2026-08-13', false), '2026-08-10'), 'D')).toBe('no_action');
  });

  test('is so by the same weeks of the years before alone', () => {
    const habit = habitOn('2026-08-10', '2026-08-13');
    expect(habit).toMatchObject({ isHabitual: true, isSeasonal: true, lessons: 52, unexplainedLate: 13 });
    expect(habit.probability).toBeLessThan(0.01);
    expect(habitOn('2026-03-09', '2026-03-12')).toMatchObject({ isHabitual: false, isSeasonal: false });
  });

  test('needs enough due dates, and can be switched off', () => {
    const off = { habitualLate: { seasonCertainty: 1 } };
    expect(habitOn('2026-08-10', '2026-08-13', off).isHabitual).toBe(false);
    const few = { habitualLate: { seasonDays: 6, minimumOutcomes: 3 } };
    expect(habitOn('2026-08-10', '2026-08-13', few).isHabitual).toBe(false);
  });
});
