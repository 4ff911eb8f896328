/**
 * When a debtor's payment run is looked for: on the morning after the day on which the number of its distinct payment
 * days (days on which an invoice was paid, as known by then; one whose payment came back later still counts) has grown
 * by a quarter, and by at least two, since it was last looked for; first when there are `minimumDates` of them. For
 * 6 at first: 6, 8, 10, 13, 17, 22, 28, 35, 44 … days, so that a debtor of 40 dates is looked at eight times, and one
 * ten times as large only ten times more.
 *
 * @param lastCount distinct payment days when it was last looked for; 0 = never.
 * @returns the count at which it is looked for next.
 */
export function nextRunRefresh(lastCount: number, minimumDates: number): number {
  if (lastCount === 0) return minimumDates;
  return Math.max(lastCount + 2, Math.ceil(lastCount * 1.25));
}
