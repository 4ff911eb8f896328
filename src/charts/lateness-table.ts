import { type EpochDay, parseDay } from '../calendar/index.ts';
import { ITEM, itemStates, type Ledger, visibleAt } from '../ledger/index.ts';

/** Invoices settled so many days from their due date; negative = early. */
export interface LatenessCount {
  readonly counted_from: 'due date as agreed' | 'rolled to a business day';
  readonly days_late: number;
  readonly invoices: number;
}

/**
 * How late the settled invoices were, counted from the due date as agreed and from the one rolled to the debtor's next
 * business day. Invoices still open are not in it. Ascending by days. O(invoices + payments).
 */
export function latenessTable(ledger: Ledger, asOf: string | EpochDay): LatenessCount[] {
  const visible = visibleAt(ledger, typeof asOf === 'string' ? parseDay(asOf, 'asOf') : asOf);
  const items = itemStates(visible);
  const { invoices } = visible;
  const count = (dueDay: Int32Array): [number, number][] => {
    const counts = new Map<number, number>();
    for (let i = 0; i < invoices.count; i++) {
      if (items.state[i] !== ITEM.paid || invoices.amountMinor[i] <= 0) continue;
      const days = items.paidDay[i] - dueDay[i];
      counts.set(days, (counts.get(days) ?? 0) + 1);
    }
    return [...counts].sort((a, b) => a[0] - b[0]);
  };
  const rows = (counted_from: LatenessCount['counted_from'], dueDay: Int32Array): LatenessCount[] =>
    count(dueDay).map(([days_late, number]) => ({ counted_from, days_late, invoices: number }));
  return [...rows('due date as agreed', invoices.dueDay), ...rows('rolled to a business day', invoices.rolledDueDay)];
}
