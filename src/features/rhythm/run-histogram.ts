import { COLUMNS, type RunCalendar } from './run-calendar.ts';

/** Bits a mask can have; counters are laid out as column · MASK_BITS + bit. */
export const MASK_BITS = 32;
/** Counters of one window. */
export const COUNTERS = COLUMNS * MASK_BITS;

/** The run masks of a debtor's payment dates, and how often each bit occurs up to each of a few cuts. */
export interface RunHistogram {
  /** {@link COLUMNS} masks a date. */
  readonly rows: Int32Array;
  /** Cuts: positions in the dates, from 0 to their number. */
  readonly cuts: readonly number[];
  /** Counters of the dates before each cut; the first are all 0. */
  readonly before: readonly Int32Array[];
}

/** Fewest dates a stretch between two cuts must have, so that its own run can be seen. */
const STRETCH_DATES = 6;

/** Cuts at quarters of the dates; halves, thirds or none where quarters would be too short. */
export function cutDates(dates: number): number[] {
  const stretches = Math.max(1, Math.min(4, Math.floor(dates / STRETCH_DATES)));
  return Array.from({ length: stretches + 1 }, (_, at) => Math.round((at * dates) / stretches));
}

/** Reads the masks of all dates and counts them. O(dates · columns). */
export function countRunDays(days: Int32Array, calendar: RunCalendar): RunHistogram {
  const rows = new Int32Array(days.length * COLUMNS);
  const cuts = cutDates(days.length);
  const before: Int32Array[] = [new Int32Array(COUNTERS)];
  for (let cut = 1; cut < cuts.length; cut++) {
    const counts = Int32Array.from(before[cut - 1]);
    for (let date = cuts[cut - 1]; date < cuts[cut]; date++) {
      const row = date * COLUMNS;
      calendar.readMasks(days[date], rows, row);
      for (let column = 0; column < COLUMNS; column++) {
        let mask = rows[row + column];
        const base = column * MASK_BITS;
        while (mask !== 0) {
          const bit = 31 - Math.clz32(mask);
          counts[base + bit]++;
          mask ^= 1 << bit;
        }
      }
    }
    before.push(counts);
  }
  return { rows, cuts, before };
}
