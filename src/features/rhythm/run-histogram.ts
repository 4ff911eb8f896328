import type { DayTables } from './run-calendar.ts';
import { COLUMNS, COUNTERS, MASK_BITS, MOST_STRETCHES } from './run-counters.ts';
import type { RunRoom } from './run-room.ts';

/** How often each run meets a debtor's payment dates, in each of a few stretches of them. */
export interface RunHistogram {
  /** Distinct payment dates, as positions in the tables. */
  readonly places: Int32Array;
  readonly tables: DayTables;
  /** Cuts between stretches: positions in the dates, from 0 to their number. */
  readonly cuts: readonly number[];
  /** {@link COUNTERS} of each stretch. */
  readonly counts: Int32Array;
}

/** Fewest dates a stretch between two cuts must have, so that its own run can be seen. */
const STRETCH_DATES = 6;

/** Cuts at quarters of the dates; halves, thirds or none where quarters would be too short. */
function cutDates(dates: number): number[] {
  const stretches = Math.max(1, Math.min(MOST_STRETCHES, Math.floor(dates / STRETCH_DATES)));
  return Array.from({ length: stretches + 1 }, (_, at) => Math.round((at * dates) / stretches));
}

/** Counts the runs that meet each date, in the room given, which is the histogram's until the next count. The tables must cover the days. O(dates · columns). */
export function countRunDays(days: Int32Array, tables: DayTables, room: RunRoom): RunHistogram {
  const { masks, length, first } = tables;
  const cuts = cutDates(days.length);
  const places = new Int32Array(days.length);
  for (let date = 0; date < days.length; date++) places[date] = days[date] - first;
  const { counts } = room;
  counts.fill(0, 0, (cuts.length - 1) * COUNTERS);
  for (let stretch = 0; stretch + 1 < cuts.length; stretch++)
    for (let column = 0; column < COLUMNS; column++) {
      const base = stretch * COUNTERS + column * MASK_BITS;
      const row = column * length;
      for (let date = cuts[stretch]; date < cuts[stretch + 1]; date++) {
        let mask = masks[row + places[date]];
        while (mask !== 0) {
          const bit = 31 - Math.clz32(mask);
          counts[base + bit]++;
          mask ^= 1 << bit;
        }
      }
    }
  return { places, tables, cuts, counts };
}
