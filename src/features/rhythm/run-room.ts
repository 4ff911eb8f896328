import { CandidateBoard } from './candidate-board.ts';
import { LagNulls } from './lag-null.ts';
import { COLUMNS, COUNTERS, MASK_BITS, MOST_STRETCHES } from './run-counters.ts';
import { RunSchedule } from './run-schedule.ts';
import type { WeekRivals } from './week-rivals.ts';

/** Most runs between due date and payment that are told apart. */
export const FARTHEST_WAIT = 8;
/** Places for the runs waited, −{@link FARTHEST_WAIT} … {@link FARTHEST_WAIT}, and for payments off the run. */
export const WAITS = 2 * FARTHEST_WAIT + 2;

/**
 * Room that the detector works in, one a calendar, so that no detection allocates what the next one needs again. A
 * detection leaves nothing in it that another one reads, but for what depends on the population alone.
 */
export class RunRoom {
  /** Counters of the stretches of dates. */
  readonly counts = new Int32Array(MOST_STRETCHES * COUNTERS);
  /** Counters of one window of stretches. */
  readonly window = new Int32Array(COUNTERS);
  /** Most dates that one day of a column meets, by column. */
  readonly tops = new Int32Array(COLUMNS);
  /** Counters of one column. */
  readonly left = new Int32Array(MASK_BITS);
  /** Candidates of the dates before a cut, and of those after it or of all. */
  readonly before = new CandidateBoard();
  readonly after = new CandidateBoard();
  /** Weekly candidates for the weekday shares they were last worked out from. */
  weeks: WeekRivals | undefined;
  readonly nulls = new LagNulls();
  /** The runs of the rule asked about last. */
  readonly schedule = new RunSchedule();
  /** How often which number of runs was waited. */
  readonly waits = new Float64Array(WAITS);
  #numbers = new Int32Array(256);

  /** At least `count` numbers, of any value. O(1), amortised. */
  numbers(count: number): Int32Array {
    if (count > this.#numbers.length) this.#numbers = new Int32Array(2 * count);
    return this.#numbers;
  }
}
