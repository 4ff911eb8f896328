import { describe, expect, it } from 'vitest';
import { PayrhythmError } from '../../src/errors.ts';
import { drawRowCount } from '../../src/simulate/debtor-profile.ts';
import { debtorStream } from '../../src/simulate/debtor-stream.ts';
import { generateLedger, planGeneration } from '../../src/simulate/index.ts';

describe('planGeneration', () => {
  it.each([1, 10, 100, 1000, 5000, 100_000, 1_000_000])('reaches %i invoices within 2 %%', (invoices) => {
    for (const seed of [1, 7, 2 ** 40 + 3]) {
      const plan = planGeneration({ invoices, seed });
      expect(Math.abs(plan.rowCount - invoices)).toBeLessThanOrEqual(0.02 * invoices);
    }
  });

  it('keeps an asked number of debtors and still reaches the invoices', () => {
    const plan = planGeneration({ invoices: 5000, debtors: 200, seed: 3 });
    expect(plan.debtorCount).toBe(200);
    expect(plan.skipped).toEqual([]);
    expect(Math.abs(plan.rowCount - 5000)).toBeLessThanOrEqual(100);
  });

  it('writes the rows it plans', () => {
    let rows = 0;
    for (const { tables } of generateLedger({ invoices: 3000, seed: 5 })) rows += tables.invoices.rows;
    expect(rows).toBe(planGeneration({ invoices: 3000, seed: 5 }).rowCount);
  });

  it('gives the largest hundredth of the debtors at least 15 % of the rows', () => {
    const plan = planGeneration({ invoices: 1_000_000, seed: 7 });
    const sizes = Array.from({ length: plan.debtorCount }, (_, index) => drawRowCount(debtorStream(7, index), plan));
    sizes.sort((a, b) => b - a);
    const top = sizes.slice(0, Math.floor(sizes.length / 100)).reduce((sum, size) => sum + size, 0);
    expect(top / plan.rowCount).toBeGreaterThan(0.15);
    expect(top / plan.rowCount).toBeLessThan(0.3);
  });

  it.each([
    [{ invoices: 0 }, 'invoices must be a whole number from 1, not 0'],
    [{ invoices: 2.5 }, 'invoices must be a whole number from 1, not 2.5'],
    [{ invoices: 10, months: 0 }, 'months must be 1 to 120, not 0'],
    [{ invoices: 10, debtors: 11 }, 'debtors must be a whole number from 1 to the number of invoices, not 11'],
    [
      { invoices: 10, start: '2024-02-30' },
      'start "2024-02-30" is no calendar date: write it as YYYY-MM-DD, e.g. 2026-03-02',
    ],
    [{ invoices: 10, archetypeWeights: { saint: 1 } }, 'there is no archetype "saint"'],
  ])('refuses %o', (options, message) => {
    expect(() => planGeneration(options)).toThrow(new PayrhythmError('USAGE', message));
  });
});
