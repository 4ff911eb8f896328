/** A later moment at which a call could be made instead of today. Money in major units. */
export interface LaterCall {
  /** What a call then is expected to bring, seen from today: nothing for what is paid by then. */
  readonly gain: number;
  /** Chance that it is still needed then, 0–1. */
  readonly needed: number;
  /** What it would bring about invoices that cannot be called about yet today, and the chance that any of them is unpaid then. */
  readonly coming: number;
  readonly comingNeeded: number;
}

/**
 * The highest price of a call at which calling today is as good as leaving it to a later moment; `gainToday` is what
 * calling today brings against never calling. At a price p for each call made, today brings gainToday − p and the later
 * moment gain − needed · p: no call is made about what is paid by then. So the price is
 *
 *   (gainToday − gain) / (1 − needed)
 *
 * as in the calibration of a stopping problem by Gittins (1979) and Whittle (1988). Where the chance of payment stays
 * the same from day to day this is gainToday itself; it is less where many pay in the next days anyway and those left
 * over are worth more, and 0 where waiting loses nothing. Invoices that are called about only later ask for a call of their own
 * then (as long as they are worth its price), and a later call serves both. Below 0 where waiting brings more, infinite
 * where it loses and saves no call. O(1).
 */
export function priceOfToday(gainToday: number, { gain, needed, coming, comingNeeded }: LaterCall): number {
  const both = Math.max(needed, comingNeeded);
  const priceOfOne = perCallSaved(gainToday - gain - coming, 1 - both);
  if (coming <= 0 || comingNeeded <= 0) return priceOfOne;
  const pricePaidAnyway = coming / comingNeeded;
  if (priceOfOne >= pricePaidAnyway) return priceOfOne;
  return Math.min(perCallSaved(gainToday - gain, 1 + comingNeeded - both), pricePaidAnyway);
}

function perCallSaved(lost: number, saved: number): number {
  if (lost <= 0) return lost;
  return saved <= 0 ? Number.POSITIVE_INFINITY : lost / saved;
}
