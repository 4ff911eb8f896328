import type { DayTables } from './day-tables.ts';
import { COUNTERS, MOST_STRETCHES } from './run-counters.ts';
import type { RunRoom } from './run-room.ts';

/** How often each run meets a debtor's payment dates, up to each of a few cuts between them. */
export interface RunHistogram {
  /** Distinct payment dates. */
  readonly days: Int32Array;
  readonly tables: DayTables;
  /** Cuts between stretches: positions in the dates, from 0 to their number. */
  readonly cuts: readonly number[];
  /** {@link COUNTERS} of each cut but the first, over all dates before it. */
  readonly counts: Int32Array;
}

/** Fewest dates a stretch between two cuts must have, so that its own run can be seen. */
const STRETCH_DATES = 6;

/** Cuts at quarters of the dates; halves, thirds or none where quarters would be too short. */
function cutDates(dates: number): number[] {
  const stretches = Math.max(1, Math.min(MOST_STRETCHES, Math.floor(dates / STRETCH_DATES)));
  const cuts = [0];
  for (let at = 1; at <= stretches; at++) cuts.push(Math.round((at * dates) / stretches));
  return cuts;
}

/**
 * Counts the runs that meet each date, in the room given, which is the histogram's until the next count. The tables must
 * cover the days. O(dates · runs that meet a day + cuts · counters).
 */
export function countRunDays(days: Int32Array, tables: DayTables, room: RunRoom): RunHistogram {
  const { met, metStarts, first } = tables;
  const cuts = cutDates(days.length);
  const { counts } = room;
  counts.fill(0, 0, COUNTERS);
  for (let cut = 1; cut < cuts.length; cut++) {
    const base = (cut - 1) * COUNTERS;
    if (cut > 1) counts.copyWithin(base, base - COUNTERS, base);
    for (let date = cuts[cut - 1]; date < cuts[cut]; date++) {
      const place = days[date] - first;
      for (let at = metStarts[place], end = metStarts[place + 1]; at < end; at++) counts[base + met[at]]++;
    }
  }
  return { days, tables, cuts, counts };
}

/**
 * Counters of the dates between two cuts. Those from the first cut on lie in the histogram, others are worked out in
 * `room`: the array to read and where it begins. O(counters).
 */
export function countsBetween(
  histogram: RunHistogram,
  fromCut: number,
  toCut: number,
  room: Int32Array,
): { counts: Int32Array; base: number } {
  const { counts } = histogram;
  const to = (toCut - 1) * COUNTERS;
  if (fromCut === 0) return { counts, base: to };
  const from = (fromCut - 1) * COUNTERS;
  for (let at = 0; at < COUNTERS; at++) room[at] = counts[to + at] - counts[from + at];
  return { counts: room, base: 0 };
}
