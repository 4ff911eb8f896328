/** Days late beyond which an invoice is "very late". */
export const VERY_LATE_DAYS = 30;
/** Days late are kept within ± this, so that one ancient debt does not drown the rest. */
export const MOST_LATE_DAYS = 365;

/** Days late within ±{@link MOST_LATE_DAYS}. */
export function clampLateDays(days: number): number {
  return days > MOST_LATE_DAYS ? MOST_LATE_DAYS : days < -MOST_LATE_DAYS ? -MOST_LATE_DAYS : days;
}
