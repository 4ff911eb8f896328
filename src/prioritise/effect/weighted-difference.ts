import type { AssignedUnit } from './assigned-units.ts';

/** An estimate with its interval; in the unit of what was estimated. */
export interface Interval {
  readonly estimate: number;
  /** 2.5 % and 97.5 % points of the bootstrap. */
  readonly low: number;
  readonly high: number;
  readonly standardError: number;
}

/** Sums of one debtor's units: weight and weighted outcome of each arm. */
export type ArmSums = readonly [calledWeight: number, called: number, heldWeight: number, held: number];

/** Sums by debtor, each unit weighted by one over the chance of its arm (Horvitz & Thompson 1952). O(units). */
export function armSums(units: readonly AssignedUnit[], outcome: (unit: AssignedUnit) => number): ArmSums[] {
  const byDebtor = new Map<number, [number, number, number, number]>();
  for (const unit of units) {
    let sums = byDebtor.get(unit.debtor);
    if (!sums) {
      sums = [0, 0, 0, 0];
      byDebtor.set(unit.debtor, sums);
    }
    const weight = 1 / unit.chance;
    const at = unit.isCalled ? 0 : 2;
    sums[at] += weight;
    sums[at + 1] += weight * outcome(unit);
  }
  return [...byDebtor.values()];
}

/**
 * What `compare` makes of the weighted means of both arms (Hájek's ratio estimator), with a bootstrap over debtors, whose
 * units are not independent. Resamples without both arms are drawn again. O(resamples · debtors).
 */
export function bootstrapArms(
  sums: readonly ArmSums[],
  compare: (called: number, held: number) => number,
  resamples: number,
  random: () => number,
): Interval {
  const estimate = compareArms(sums, compare) as number;
  const drawn: number[] = [];
  for (let tries = 0; drawn.length < resamples && tries < 20 * resamples; tries++) {
    const value = compareArms(
      sums.map(() => sums[Math.floor(random() * sums.length)] as ArmSums),
      compare,
    );
    if (value !== undefined) drawn.push(value);
  }
  drawn.sort((a, b) => a - b);
  const at = (share: number): number => drawn[Math.round(share * (drawn.length - 1))] as number;
  const mean = drawn.reduce((sum, value) => sum + value, 0) / drawn.length;
  const spread = drawn.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (drawn.length - 1);
  return { estimate, low: at(0.025), high: at(0.975), standardError: Math.sqrt(spread) };
}

/** What `compare` makes of the weighted means of both arms; undefined where an arm is empty. O(debtors). */
export function compareArms(
  sums: readonly ArmSums[],
  compare: (called: number, held: number) => number,
): number | undefined {
  let [calledWeight, called, heldWeight, held] = [0, 0, 0, 0];
  for (const one of sums) {
    calledWeight += one[0];
    called += one[1];
    heldWeight += one[2];
    held += one[3];
  }
  return calledWeight > 0 && heldWeight > 0 ? compare(called / calledWeight, held / heldWeight) : undefined;
}
