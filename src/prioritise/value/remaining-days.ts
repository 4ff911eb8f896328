import { type EpochDay, NO_DAY } from '../../calendar/index.ts';
import type { OpenInvoice } from '../case/open-invoice.ts';

/**
 * Expected days for which an invoice stays unpaid beyond `days` from now: E[(T − days)⁺] = E[T] − ∫₀^days P(T > t) dt,
 * where T is the time to payment without a call. The distribution function is drawn straight between what the forecast
 * gives (chance within three business days, 10, 50 and 90 % days) and stays flat beyond. Days ≥ 0; O(1).
 */
export function remainingDays(invoice: OpenInvoice, asOf: EpochDay, soonDay: EpochDay, days: number): number {
  const soon = soonDay - asOf;
  const atSoon = Math.max(0, Math.min(1, invoice.pPaidSoon));
  let unpaid = 0;
  let fromDay = 0;
  let fromChance = 0;
  let isSoonDrawn = false;

  const drawTo = (day: number, chance: number): void => {
    const reached = Math.max(fromChance, chance);
    const end = Math.min(day, days);
    if (end > fromDay) {
      const atEnd = fromChance + ((reached - fromChance) * (end - fromDay)) / (day - fromDay);
      unpaid += (end - fromDay) * (1 - (fromChance + atEnd) / 2);
    }
    fromDay = Math.max(fromDay, day);
    fromChance = reached;
  };
  const drawQuantile = (quantileDay: EpochDay, chance: number): void => {
    if (quantileDay === NO_DAY) return;
    const day = Math.max(0, quantileDay - asOf);
    if (!isSoonDrawn && (soon < day || (soon === day && atSoon < chance))) {
      isSoonDrawn = true;
      drawTo(soon, atSoon);
    }
    drawTo(day, chance);
  };

  drawQuantile(invoice.p10Day, 0.1);
  drawQuantile(invoice.p50Day, 0.5);
  drawQuantile(invoice.p90Day, 0.9);
  if (!isSoonDrawn) drawTo(soon, atSoon);
  if (fromDay < days) unpaid += (days - fromDay) * (1 - fromChance);
  return Math.max(0, invoice.expectedDays - unpaid);
}
