import { type EpochDay, parseDay } from '../calendar/index.ts';
import { ITEM, itemStates, type Ledger, unappliedCash, visibleAt } from '../ledger/index.ts';

const BUCKETS = ['not due', '1–30', '31–60', '61–90', 'over 90', 'credits, unmatched cash'] as const;

/** What is open in one age class. */
export interface AgingBucket {
  /** Days past the rolled due date; or what is owed to debtors. */
  readonly days_overdue: (typeof BUCKETS)[number];
  /** Open invoices; credit notes and debtors with unmatched cash in the last class. */
  readonly items: number;
  /** In the reporting currency; negative in the last class. The sum over all classes is the balance. */
  readonly amount: number;
}

/** Open debt by days past the due date (rolled to a business day) on the morning of `asOf`. O(invoices + payments). */
export function agingTable(ledger: Ledger, asOf: string | EpochDay): AgingBucket[] {
  const today = typeof asOf === 'string' ? parseDay(asOf, 'asOf') : asOf;
  const visible = visibleAt(ledger, today);
  const items = itemStates(visible);
  const count = new Array<number>(BUCKETS.length).fill(0);
  const minor = new Array<number>(BUCKETS.length).fill(0);
  const credits = BUCKETS.length - 1;
  for (let i = 0; i < visible.invoices.count; i++) {
    const open = items.openMinor[i];
    if (open === 0) continue;
    const days = today - visible.invoices.rolledDueDay[i];
    const bucket = open < 0 ? credits : days <= 0 ? 0 : Math.min(4, Math.ceil(days / 30));
    // A remainder within the tolerance is part of the balance, but no item that anybody asks for.
    if (items.state[i] === ITEM.open) count[bucket]++;
    minor[bucket] += open;
  }
  for (const cash of unappliedCash(visible)) {
    if (cash === 0) continue;
    count[credits]++;
    minor[credits] -= cash;
  }
  const scale = 10 ** visible.reporting.minorDigits;
  return BUCKETS.map((days_overdue, b) => ({ days_overdue, items: count[b], amount: minor[b] / scale }));
}
