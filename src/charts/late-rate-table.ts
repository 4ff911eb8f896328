import { type EpochDay, formatDay, parseDay } from '../calendar/index.ts';
import { itemStates, type Ledger, visibleAt } from '../ledger/index.ts';
import { latenessBase, outcomeOf } from '../models/lateness/outcomes.ts';
import { wilsonInterval } from './wilson-interval.ts';

/** The invoices that fell due in one month, as far as it is known whether they were late. */
export interface LateRateMonth {
  /** `YYYY-MM` of the due date, rolled to a business day. */
  readonly month: string;
  readonly invoices: number;
  readonly late: number;
  /** 0–1. */
  readonly late_rate: number;
  /** 95 % interval of the rate (Wilson 1927). Invoices of one debtor resemble each other, so it is rather too narrow. */
  readonly low: number;
  readonly high: number;
}

/**
 * The late rate by the month in which invoices fell due, as known at `asOf`. An invoice still open counts as late once it
 * is; those for which that is not decided yet, paid or not, are left out, so that the last month is not flattered by
 * its quick payers. Months without an invoice have no row. O(invoices + payments).
 */
export function lateRateTable(
  ledger: Ledger,
  asOf: string | EpochDay,
  options: { readonly lateAfterDays?: number } = {},
): LateRateMonth[] {
  const today = typeof asOf === 'string' ? parseDay(asOf, 'asOf') : asOf;
  const lateAfterDays = options.lateAfterDays ?? 0;
  const visible = visibleAt(ledger, today);
  const items = itemStates(visible);
  const base = latenessBase(visible, 'following');
  const months = new Map<string, { invoices: number; late: number }>();
  for (let i = 0; i < visible.invoices.count; i++) {
    if (today - 1 - base[i] <= lateAfterDays) continue;
    const outcome = outcomeOf(visible, items, base, i, today);
    if (!outcome) continue;
    const month = formatDay(base[i]).slice(0, 7);
    const counts = months.get(month) ?? { invoices: 0, late: 0 };
    counts.invoices++;
    if (outcome.days > lateAfterDays) counts.late++;
    months.set(month, counts);
  }
  return [...months]
    .sort((a, b) => (a[0] < b[0] ? -1 : 1))
    .map(([month, { invoices, late }]) => {
      const late_rate = late / invoices;
      const [low, high] = wilsonInterval(late_rate, invoices);
      return { month, invoices, late, late_rate, low, high };
    });
}
