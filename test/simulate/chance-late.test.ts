import { describe, expect, it } from 'vitest';
import { ARCHETYPES, createDebtorGenerator, planGeneration } from '../../src/simulate/index.ts';

interface Tally {
  count: number;
  late: number;
  chance: number;
}

const tally = (): Tally => ({ count: 0, late: 0, chance: 0 });
const byArchetype = new Map(ARCHETYPES.map((one) => [one.name, tally()]));
const byChance = Array.from({ length: 20 }, tally);
const plan = planGeneration({ invoices: 250_000, seed: 11, sizeSpread: 0.7 });
const generator = createDebtorGenerator(plan);
for (let index = 0; index < plan.debtorCount; index++) {
  const process = generator.live(index);
  for (let row = 0; row < process.issue.length; row++) {
    if (process.credits[row] !== -1) continue;
    const chance = process.chanceLate[row]! / 1e6;
    const isLate = process.arrival[row]! > process.rolledDue[row]! ? 1 : 0;
    for (const one of [
      byArchetype.get(process.profile.archetype.name)!,
      byChance[Math.min(19, Math.floor(20 * chance))]!,
    ]) {
      one.count++;
      one.late += isLate;
      one.chance += chance;
    }
  }
}

describe('the true probability of being late', () => {
  it.each([...byArchetype])('is met by the drawn outcomes of %s', (_, one) => {
    expect(one.count).toBeGreaterThan(500);
    expect(Math.abs(one.late - one.chance) / one.count).toBeLessThan(0.03);
  });

  it('is calibrated in every twentieth of its range, past contacts included', () => {
    for (const one of byChance) {
      expect(one.count).toBeGreaterThan(1000);
      expect(Math.abs(one.late - one.chance) / one.count).toBeLessThan(0.02);
    }
  });
});
