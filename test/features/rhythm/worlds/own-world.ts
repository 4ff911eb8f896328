import type { RunCalendar } from '../../../../src/features/rhythm/index.ts';
import { simulateRunPayer, simulateTrap, TRAPS, type WorldOptions } from '../simulated-debtor.ts';
import type { WorldDebtor } from './world-debtor.ts';

const FAMILIES = ['weekly', 'fortnightly', 'monthly_day', 'monthly_business_day', 'month_end_after_due'] as const;

/** The world of the test simulator: `count` debtors of each family and of each trap. */
export function ownWorld(options: WorldOptions, seed: number, count: number, calendar: RunCalendar): WorldDebtor[] {
  const world: WorldDebtor[] = [];
  for (let at = 0; at < count; at++) {
    for (const family of FAMILIES) {
      const debtor = simulateRunPayer(family, seed + at, options, calendar);
      const { truth } = debtor;
      world.push({
        ...debtor,
        calendar,
        family,
        about: `${seed + at} ${family} ${truth.days.join('|')} ${truth.roll}`,
      });
    }
    for (const trap of TRAPS) {
      const debtor = simulateTrap(trap, seed + at, calendar);
      world.push({ ...debtor, calendar, family: 'none', about: `${seed + at} ${trap}` });
    }
  }
  return world;
}
