import type { EpochDay } from '../../calendar/index.ts';

/** Tables of a span of days, by `day − first`. */
export interface DayTables {
  readonly first: EpochDay;
  readonly length: number;
  /** 1 = business day. */
  readonly open: Uint8Array;
  /** Business days from `first` to before the day. */
  readonly index: Int32Array;
  /** The business days, by their index. */
  readonly businessDays: Int32Array;
  /**
   * Which runs would let their money arrive on a day, a bit mask for each family, roll and lag, at
   * `column · length + day − first` (week: bit = weekday; fortnight: 7 · parity + weekday; month day: day − 1; business
   * day: n − 1, or 12 − n − 1 for n < 0).
   */
  readonly masks: Int32Array;
  /** Which bits are set in the masks of a day, as column · MASK_BITS + bit, ascending. */
  readonly met: Uint16Array;
  /** Where those of a day begin in `met`, by `day − first`; one more entry than days. */
  readonly metStarts: Int32Array;
}
