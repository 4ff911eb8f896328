import { type EpochDay, NO_DAY } from '../../calendar/index.ts';
import type { OpenInvoice } from '../case/open-invoice.ts';

/** When an open invoice is paid if nobody calls: its distribution function, drawn straight between what the forecast gives. */
export interface PaymentOutlook {
  /** Days from now, ascending from 0, and the chance of payment by each, 0–1; beyond the last the chance stays. */
  readonly days: readonly number[];
  readonly chances: readonly number[];
  /** Mean days to payment. */
  readonly expectedDays: number;
}

/** The outlook of a forecast: chance within three business days (`soonDay`) and the 10, 50 and 90 % days. O(1). */
export function outlookOf(invoice: OpenInvoice, asOf: EpochDay, soonDay: EpochDay): PaymentOutlook {
  const days = [0];
  const chances = [0];
  const soon = soonDay - asOf;
  const atSoon = Math.max(0, Math.min(1, invoice.pPaidSoon));
  let isSoonDrawn = false;
  const draw = (day: number, chance: number): void => {
    days.push(Math.max(days[days.length - 1], day));
    chances.push(Math.max(chances[chances.length - 1], chance));
  };
  const drawQuantile = (quantileDay: EpochDay, chance: number): void => {
    if (quantileDay === NO_DAY) return;
    const day = Math.max(0, quantileDay - asOf);
    if (!isSoonDrawn && (soon < day || (soon === day && atSoon < chance))) {
      isSoonDrawn = true;
      draw(soon, atSoon);
    }
    draw(day, chance);
  };
  drawQuantile(invoice.p10Day, 0.1);
  drawQuantile(invoice.p50Day, 0.5);
  drawQuantile(invoice.p90Day, 0.9);
  if (!isSoonDrawn) draw(soon, atSoon);
  return { days, chances, expectedDays: invoice.expectedDays };
}

/** Chance that the invoice is still unpaid `day` ≥ 0 days from now, 0–1. O(1). */
export function unpaidChance({ days, chances }: PaymentOutlook, day: number): number {
  for (let at = 1; at < days.length; at++) {
    const from = days[at - 1];
    if (day >= days[at]) continue;
    return 1 - chances[at - 1] - ((chances[at] - chances[at - 1]) * (day - from)) / (days[at] - from);
  }
  return 1 - chances[chances.length - 1];
}

/**
 * Expected days for which the invoice stays unpaid beyond `day` ≥ 0 days from now: E[(T − day)⁺] = E[T] − ∫₀^day P(T > t) dt,
 * where T is the time to payment without a call. O(1).
 */
export function remainingDays({ days, chances, expectedDays }: PaymentOutlook, day: number): number {
  let unpaid = 0;
  for (let at = 1; at < days.length; at++) {
    const from = days[at - 1];
    const end = Math.min(days[at], day);
    if (end <= from) continue;
    const atEnd = chances[at - 1] + ((chances[at] - chances[at - 1]) * (end - from)) / (days[at] - from);
    unpaid += (end - from) * (1 - (chances[at - 1] + atEnd) / 2);
  }
  const last = days[days.length - 1];
  if (last < day) unpaid += (day - last) * (1 - chances[chances.length - 1]);
  return Math.max(0, expectedDays - unpaid);
}
