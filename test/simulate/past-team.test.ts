import { describe, expect, it } from 'vitest';
import { createDebtorGenerator, planGeneration } from '../../src/simulate/index.ts';

const plan = planGeneration({ invoices: 20_000, seed: 13 });
const generator = createDebtorGenerator(plan);

describe('the past team', () => {
  it('never contacts a debtor before an invoice is overdue', () => {
    let contacts = 0;
    for (let index = 0; index < plan.debtorCount; index++) {
      const process = generator.live(index);
      for (const contact of process.contacts) {
        contacts++;
        expect(process.rolledDue.some((due, row) => due < contact.at && process.credits[row] === -1)).toBe(true);
      }
    }
    expect(contacts).toBeGreaterThan(500);
  });

  it('prefers large debts', () => {
    const called: number[] = [];
    const left: number[] = [];
    for (let index = 0; index < plan.debtorCount; index++) {
      const process = generator.live(index);
      const isLate = process.arrival.some((day, row) => day > process.rolledDue[row]! + 20);
      if (!isLate) continue;
      const mean = process.amount.reduce((sum, one) => sum + one, 0) / process.amount.length;
      (process.contacts.some((one) => one.assigned === 1) ? called : left).push(Math.log(mean));
    }
    const average = (list: number[]): number => list.reduce((sum, one) => sum + one, 0) / list.length;
    expect(average(called)).toBeGreaterThan(average(left) + 0.2);
  });

  it('changes nothing that was paid before its first contact', () => {
    let changed = 0;
    for (let index = 0; index < 400; index++) {
      const without = generator.start(index);
      const lived = generator.live(index);
      const first = lived.contacts[0]?.at ?? Number.POSITIVE_INFINITY;
      for (let row = 0; row < lived.arrival.length; row++) {
        if (without.arrival[row] === lived.arrival[row]) continue;
        changed++;
        expect(Math.min(without.arrival[row]!, lived.arrival[row]!)).toBeGreaterThan(first);
      }
    }
    expect(changed).toBeGreaterThan(20);
  });
});
