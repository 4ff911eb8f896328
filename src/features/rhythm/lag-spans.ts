/** Most payment dates whose due dates are read; the latest ones of a long history. */
export const MOST_DATES = 250;
/** Most due dates that stand for one payment date. */
export const MOST_DUES = 3;

/**
 * Days from due date to readiness to pay, known as spans only: a payment on one pay day says that the debtor became
 * ready after the pay day before. In quarter-days from the due date, so that span i reaches from the morning of its first
 * day, `froms[i]` = 4 · day − 2, to the evening of its last, `tos[i]` = 4 · day + 2. Room for one debtor, filled anew.
 */
export class LagSpans {
  readonly froms = new Int32Array(MOST_DATES * MOST_DUES);
  readonly tos = new Int32Array(MOST_DATES * MOST_DUES);
  /**
   * Ends of the three groups the spans lie in: those of payment dates with one, two and three due dates. A span of
   * group g weighs 1/g, so that each payment date counts once.
   */
  readonly ends = new Int32Array(MOST_DUES);

  /** Sets span `at` to the days `low` … `high` after the due date, both included. O(1). */
  put(at: number, low: number, high: number): void {
    this.froms[at] = 4 * low - 2;
    this.tos[at] = 4 * high + 2;
  }
}
