import type { DayTables } from './day-tables.ts';
import { countBits, type RunCandidate } from './run-candidate.ts';
import type { RunStretch } from './run-stretch.ts';

/** Chance, under the candidate, of the dates since a day of the set was last used, below which the day is given up. */
const GIVEN_UP = Math.log(0.003);
/** Fewest dates that a habit keeps. */
const HABIT_DATES = 6;

/**
 * Gives up a day of a set (two weekdays, several days of the month) that has fallen out of use: a debtor that moved its
 * run from Tuesday to Thursday has one run day, not two. The stretch then begins after the day's last use. At most one
 * day is given up. O(dates · days of the set).
 */
export function dropStaleDay(
  candidate: RunCandidate,
  stretch: RunStretch,
  days: Int32Array,
  tables: DayTables,
): { candidate: RunCandidate; stretch: RunStretch } {
  if ((candidate.bits & (candidate.bits - 1)) === 0) return { candidate, stretch };
  const { masks, first } = tables;
  const row = candidate.column * tables.length - first;
  for (let bit = 0; bit < 31; bit++) {
    if ((candidate.bits & (1 << bit)) === 0) continue;
    let uses = 0;
    let lastUse = stretch.start;
    for (let at = stretch.start; at < days.length; at++) {
      if ((masks[row + days[at]] & (1 << bit)) === 0) continue;
      uses++;
      lastUse = at;
    }
    const since = days.length - 1 - lastUse;
    const share = uses / (lastUse - stretch.start + 1);
    if (since * Math.log(Math.max(0.02, 1 - share)) >= GIVEN_UP) continue;
    const start = Math.max(stretch.start, Math.min(lastUse + 1, days.length - HABIT_DATES));
    const bits = candidate.bits & ~(1 << bit);
    let hits = 0;
    for (let at = start; at < days.length; at++) if ((masks[row + days[at]] & bits) !== 0) hits++;
    return {
      candidate: {
        ...candidate,
        bits,
        hits,
        dates: days.length - start,
        chance: (candidate.chance * countBits(bits)) / countBits(candidate.bits),
      },
      stretch: { ...stretch, start, searchCost: stretch.searchCost + Math.log(days.length) },
    };
  }
  return { candidate, stretch };
}
