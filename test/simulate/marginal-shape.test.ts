import { describe, expect, it } from 'vitest';
import { NO_DAY, weekdayOf } from '../../src/calendar/index.ts';
import { createDebtorGenerator, generateDebtors, planGeneration } from '../../src/simulate/index.ts';

/** The shapes stated in docs/simulation.md, on 100,000 invoices. */
const plan = planGeneration({ invoices: 100_000, seed: 21 });
const tables = generateDebtors(plan, createDebtorGenerator(plan), 0, plan.debtorCount);
const column = (table: 'invoices' | 'payments' | 'contacts' | 'debtors', at: number): Int32Array =>
  tables[table].numbers[at]!;
const share = (values: ArrayLike<number>, is: (value: number, at: number) => boolean): number =>
  Array.from(values).filter(is).length / values.length;

describe('marginal shapes', () => {
  it('about 42 % of invoices are truly late after the weekend roll', () => {
    const chances = tables.truth_invoices.numbers[1]!;
    const mean = chances.reduce((sum, one) => sum + one, 0) / chances.length / 1e6;
    expect(mean).toBeGreaterThan(0.36);
    expect(mean).toBeLessThan(0.48);
  });

  it('a fifth to a third of due dates fall on a weekend', () => {
    const onWeekend = share(column('invoices', 3), (day) => weekdayOf(day) > 4);
    expect(onWeekend).toBeGreaterThan(0.2);
    expect(onWeekend).toBeLessThan(0.32);
  });

  it('payments fall on business days, Monday and Tuesday most', () => {
    const days = column('payments', 3);
    const shares = [0, 1, 2, 3, 4, 5, 6].map((weekday) => share(days, (day) => weekdayOf(day) === weekday));
    expect(shares[5]! + shares[6]!).toBe(0);
    for (const weekday of [0, 1, 2, 3, 4]) expect(shares[weekday]).toBeGreaterThan(0.12);
    for (const weekday of [0, 1, 2, 3, 4]) expect(shares[weekday]).toBeLessThan(0.28);
  });

  it('45 to 75 % of payments come in a same-day group', () => {
    const [debtor, paid] = [column('payments', 1), column('payments', 3)];
    const groups = new Map<number, number>();
    const key = (at: number): number => debtor[at]! * 100_000 + paid[at]!;
    for (let at = 0; at < paid.length; at++) groups.set(key(at), (groups.get(key(at)) ?? 0) + 1);
    const grouped = share(paid, (_, at) => groups.get(key(at))! > 1);
    expect(grouped).toBeGreaterThan(0.45);
    expect(grouped).toBeLessThan(0.75);
  });

  it('amounts have a heavy tail: the largest hundredth holds 10 to 40 % of the money', () => {
    const amounts = Array.from(column('invoices', 4)).filter((amount) => amount > 0);
    amounts.sort((a, b) => b - a);
    const sum = (list: number[]): number => list.reduce((total, one) => total + one, 0);
    const top = sum(amounts.slice(0, amounts.length / 100)) / sum(amounts);
    expect(top).toBeGreaterThan(0.1);
    expect(top).toBeLessThan(0.4);
    expect(amounts[Math.floor(amounts.length / 2)]).toBeGreaterThan(20_000);
    expect(amounts[Math.floor(amounts.length / 2)]).toBeLessThan(80_000);
  });

  it('has credit notes, partial payments, cash matched later and returned debits in small shares', () => {
    expect(share(column('invoices', 6), (kind) => kind === 1)).toBeCloseTo(0.02, 2);
    expect(share(column('payments', 5), (day) => day !== NO_DAY)).toBeGreaterThan(0.01);
    expect(share(column('payments', 2), (row) => row < 0)).toBeGreaterThan(0);
    expect(share(column('payments', 8), (kind) => kind === 3)).toBeGreaterThan(0);
  });

  it('has a biased past team with a tenth of its selections held out', () => {
    const assigned = column('contacts', 7);
    const queued = share(assigned, (code) => code === 1);
    const heldOut = share(assigned, (code) => code === 2);
    expect(heldOut / (queued + heldOut)).toBeGreaterThan(0.08);
    expect(heldOut / (queued + heldOut)).toBeLessThan(0.12);
    const randomised = Array.from(column('contacts', 8)).filter((_, at) => assigned[at] === 1 || assigned[at] === 2);
    expect(new Set(randomised)).toEqual(new Set([900]));
    expect(tables.contacts.rows / tables.invoices.rows).toBeLessThan(0.25);
  });

  it('has all countries and kinds of debtors', () => {
    const texts = (at: number): Set<string> => new Set(tables.debtors.texts[at]);
    expect(texts(2)).toEqual(new Set(['company', 'sole_trader', 'consumer', 'public_body']));
    expect(texts(3)).toEqual(new Set(['BE', 'NL', 'FR', 'DE']));
    expect(texts(4)).toEqual(new Set(['nl', 'fr', 'de']));
  });
});
