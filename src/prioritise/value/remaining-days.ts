import { type EpochDay, NO_DAY } from '../../calendar/index.ts';
import type { OpenInvoice } from '../case/open-invoice.ts';

/**
 * Expected days for which an invoice stays unpaid beyond `days` from now: E[(T − days)⁺] = E[T] − ∫₀^days P(T > t) dt,
 * where T is the time to payment without a call. The distribution function is drawn straight between what the forecast
 * gives (chance within three business days, 10, 50 and 90 % days) and stays flat beyond. Days ≥ 0; O(1).
 */
export function remainingDays(invoice: OpenInvoice, asOf: EpochDay, soonDay: EpochDay, days: number): number {
  const points: [day: number, chance: number][] = [
    [0, 0],
    [soonDay - asOf, invoice.pPaidSoon],
  ];
  for (const [day, chance] of [
    [invoice.p10Day, 0.1],
    [invoice.p50Day, 0.5],
    [invoice.p90Day, 0.9],
  ] as const)
    if (day !== NO_DAY) points.push([Math.max(0, day - asOf), chance]);
  points.sort((a, b) => a[0] - b[0] || a[1] - b[1]);
  let unpaid = 0;
  let [fromDay, fromChance] = points[0] as [number, number];
  for (const [day, chance] of points.slice(1)) {
    const reached = Math.max(fromChance, chance);
    const end = Math.min(day, days);
    if (end > fromDay) {
      const atEnd = fromChance + ((reached - fromChance) * (end - fromDay)) / (day - fromDay);
      unpaid += (end - fromDay) * (1 - (fromChance + atEnd) / 2);
    }
    fromDay = Math.max(fromDay, day);
    fromChance = reached;
    if (fromDay >= days) break;
  }
  if (fromDay < days) unpaid += (days - fromDay) * (1 - fromChance);
  return Math.max(0, invoice.expectedDays - unpaid);
}
